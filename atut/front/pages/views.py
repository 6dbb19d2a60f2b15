"""The public site: any page of it by its address."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from atut.base.kernel import clock
from atut.base.kernel.guards import page
from atut.base.kernel.permissions import PUBLIC
from atut.front.pages import actions, fragments, permissions, queries
from atut.front.pages.models import ProjectSite


@page(PUBLIC, methods=("GET",))
def page_show(request: HttpRequest, path: str) -> HttpResponseBase:
    """The page at this address of the project's site."""
    found = queries.page_at(request.project, path)  # type: ignore[attr-defined]  # set by projects.middleware
    if found is None:
        raise Http404("No page of this project has this address.")
    return found.serve(request)


@page(PUBLIC, methods=("GET",))
def results_show(request: HttpRequest) -> HttpResponse:
    """Where the figures of the front page come from: each with its definition, its day and how sure it is."""
    body = fragments.results(request.project, clock.now())  # type: ignore[attr-defined]  # set by projects.middleware
    return render(request, "pages/results_show.html", {"results": body})


@page(permissions.EDIT)
def page_editing(request: HttpRequest) -> HttpResponse:
    """The door to editing: takes the rights of the open roles, then leads into Wagtail's admin."""
    opened = get_object_or_404(ProjectSite, project=request.project)  # type: ignore[attr-defined]  # by the host
    if request.method == "POST":
        actor = request.actor  # type: ignore[attr-defined]  # set by accounts.middleware
        actions.begin_editing(opened, request.user, actor=actor, at=clock.now())  # type: ignore[arg-type]  # signed in
        return redirect("wagtailadmin_home")
    return render(request, "pages/page_editing.html")
