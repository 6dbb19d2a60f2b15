"""The public site: any page of it by its address."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page
from atut.base.kernel.permissions import PUBLIC
from atut.base.projects.edge import stays
from atut.base.ui.translated import initial_of
from atut.front.pages import actions, fragments, permissions, queries
from atut.front.pages.forms import SiteOpen
from atut.front.pages.models import ProjectSite


@page(PUBLIC, methods=("GET",))
@stays(fragments.stays_until, asked=("rok", "rodzaj", "strona"))
def page_show(request: HttpRequest, path: str) -> HttpResponseBase:
    """The page at this address of the project's site."""
    found = queries.page_at(request.project, path)  # type: ignore[attr-defined]  # set by projects.middleware
    if found is None:
        raise Http404("No page of this project has this address.")
    return found.serve(request)


@page(PUBLIC, methods=("GET",))
@stays(fragments.stays_until)
def results_show(request: HttpRequest) -> HttpResponse:
    """Where the figures of the front page come from: each with its definition, its day and how sure it is."""
    body = fragments.results(request.project, clock.now())  # type: ignore[attr-defined]  # set by projects.middleware
    return render(request, "pages/results_show.html", {"results": body})


@page(PUBLIC, methods=("GET",))
@stays()
def partners_show(request: HttpRequest) -> HttpResponse:
    """Every office of the project with its units: address, telephone, opening hours."""
    offices = queries.partners_shown(request.project)  # type: ignore[attr-defined]  # set by projects.middleware
    return render(request, "pages/partners.html", {"offices": offices})


@page(PUBLIC, methods=("GET",))
@stays()
def site_map(request: HttpRequest) -> HttpResponse:
    """All pages of the site, and what else can be done here."""
    tree = queries.site_map(request.project)  # type: ignore[attr-defined]  # set by projects.middleware
    return render(request, "pages/site_map.html", {"tree": tree, "doors": queries.doors()})


@page(PUBLIC, methods=("GET",))
def document_show(request: HttpRequest, number: int, name: str) -> FileResponse:
    """A document of this project's site; other projects' are not here. Its editors open also what no page shows yet."""
    project = request.project  # type: ignore[attr-defined]  # set by projects.middleware
    found = queries.document(project, number, name)
    if found is None and permissions.EDIT.allows(request.actor):  # type: ignore[attr-defined]  # set by accounts.middleware
        found = queries.document_kept(project, number, name)
    if found is None:
        raise Http404("This site has no such document.")
    return FileResponse(found.file.open("rb"), filename=found.filename, as_attachment=not found.filename.lower().endswith(".pdf"))


@page(PUBLIC, methods=("GET",))
def picture_show(request: HttpRequest, name: str) -> FileResponse:
    """A picture in the size a page asked for. Its name changes with its content, so browsers may keep it."""
    if not queries.is_rendition(request.project, f"images/{name}"):  # type: ignore[attr-defined]  # set by projects.middleware
        raise Http404("This site has no such picture.")
    answer = FileResponse(default_storage.open(f"images/{name}"))
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


@page(permissions.OPEN_SITE)
def site_open(request: Request) -> HttpResponse:
    """Open the public site, or make what an open one lacks: what stands already stays as it is."""
    project, opening = request.project, queries.opening(request.project)
    first = initial_of("promise", project.tagline) | initial_of("lede", project.summary)
    form = None if opening.words else SiteOpen(request.POST or None, initial=first, languages=project.languages)
    if request.method == "POST" and (form is None or form.is_valid()):
        words = form.words() if form else opening.words
        actions.create_site(project, words, actor=request.actor, at=clock.now())  # type: ignore[arg-type]  # one of the two
        messages.success(request, _("The public site is open. What stood before is as it was."))
        return redirect("site_open")
    return render(request, "pages/site_open.html", {"form": form, "opening": opening})


@page(permissions.EDIT)
def page_editing(request: HttpRequest) -> HttpResponse:
    """The door to editing: takes the rights of the open roles, then leads into Wagtail's admin."""
    opened = ProjectSite.objects.filter(project=request.project).first()  # type: ignore[attr-defined]  # by the host
    if opened is None:
        return render(request, "pages/page_editing_closed.html")
    if request.method == "POST":
        actor = request.actor  # type: ignore[attr-defined]  # set by accounts.middleware
        actions.begin_editing(opened, request.user, actor=actor, at=clock.now())  # type: ignore[arg-type]  # signed in
        return redirect(queries.way_in(opened, to_write_news="news" in request.POST))
    may_open = queries.has_rights_of_roles(request.user.pk)  # type: ignore[arg-type]  # signed in
    return render(request, "pages/page_editing.html", {"desk": queries.editors_desk(opened), "may_open": may_open})
