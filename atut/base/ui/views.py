"""What is shown when a page could not be made: without the database, without the session, without the menu."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def broken(request: HttpRequest) -> HttpResponse:
    """The page of error 500. The project was read before things broke, so its telephone can be named."""
    return HttpResponse(render_to_string("500.html", {"project": getattr(request, "project", None)}), status=500)
