"""The WSGI entry that Granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from atut.config.serving import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atut.config.settings")
if "ATUT_SERVED" in os.environ:
    die_with_parent()
program = get_wsgi_application()

from atut.base.projects.edge import Edge  # noqa: E402  # models can be read only now
from atut.base.ui.look import dressed  # noqa: E402

application = dressed(Edge(program))
