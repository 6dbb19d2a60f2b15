"""What stands for a scanned paper in the demo: a page that says so."""

import functools

from atut.base.kernel import clock
from atut.base.kernel.pdf import compile_pdf
from atut.base.projects.letterhead import letterhead
from atut.base.projects.models import Project
