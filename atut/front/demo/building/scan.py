"""What stands for a scanned paper in the demo: a page that says so."""

import functools

from atut.base.kernel import clock
from atut.base.kernel.pdf import compile_pdf
from atut.base.projects.letterhead import letterhead
from atut.base.projects.models import Project


@functools.lru_cache(maxsize=8)
def a_scan(project: Project) -> bytes:
    """A one-page PDF, made once a project."""
    data = {
        "lang": "pl",
        "title": "Skan podpisanego dokumentu (pokaz)",
        "letterhead": letterhead(project, "pl"),
        "place_day": "",
        "to": [],
        "text": "W pokazie ta strona zastępuje skan papieru z podpisem.",
    }
    return compile_pdf("letter", data, at=clock.now())
