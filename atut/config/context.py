"""What every template gets: the project of the host, its languages, the menu. Base templates know no room by name."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from atut.base.kernel import clock
from atut.front.desk import menu


def site(request: HttpRequest) -> dict[str, Any]:
    """Context for all templates; lazy where it costs a query."""
    return {
        "project": getattr(request, "project", None),
        "actor": getattr(request, "actor", None),
        "today": clock.today(),
        "menu": menu.entries(request),
        "demo_mode": settings.ATUT_DEMO,
    }
