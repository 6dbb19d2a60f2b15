"""The public site: any page of it by its address."""

from django.http import Http404, HttpRequest, HttpResponseBase

from atut.base.kernel.guards import page
from atut.base.kernel.permissions import PUBLIC
from atut.front.pages import queries


@page(PUBLIC, methods=("GET",))
def page_show(request: HttpRequest, path: str) -> HttpResponseBase:
    """The page at this address of the project's site."""
    found = queries.page_at(request.project, path)  # type: ignore[attr-defined]  # set by projects.middleware
    if found is None:
        raise Http404("No page of this project has this address.")
    return found.serve(request)
