"""What stands for papers in the demo: a page that says it is a scan, a list of somebody's duties."""

import functools

from atut.base.kernel import clock
from atut.base.kernel.pdf import compile_pdf
from atut.base.projects.letterhead import letterhead
from atut.base.projects.models import Project


@functools.lru_cache(maxsize=8)
def a_scan(project: Project) -> bytes:
    """A one-page PDF, made once a project."""
    return _page(project, "Skan podpisanego dokumentu (pokaz)", "W pokazie ta strona zastępuje skan papieru z podpisem.")


def list_of_duties(project: Project, name: str, post: str) -> bytes:
    """One page with a name on it, as such papers have."""
    duties = (
        "1. Prowadzenie spraw stanowiska zgodnie z regulaminem organizacyjnym.",
        "2. Obsługa osób zgłaszających się osobiście, telefonicznie i pisemnie.",
        "3. Przygotowywanie pism, decyzji i projektów uchwał w zakresie stanowiska.",
        "4. Zgłaszanie i wprowadzanie usprawnień w obsłudze mieszkańców.",
    )
    return _page(project, "Zakres obowiązków (pokaz)", "\n\n".join((f"{name}, {post}", *duties)))


def _page(project: Project, title: str, text: str) -> bytes:
    data = {"lang": "pl", "title": title, "letterhead": letterhead(project, "pl"), "place_day": "", "to": [], "text": text}
    return compile_pdf("letter", data, at=clock.now())
