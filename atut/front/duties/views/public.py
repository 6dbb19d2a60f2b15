"""What visitors read. None of these pages sets a cookie."""

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render

from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page
from atut.base.kernel.permissions import PUBLIC
from atut.base.kernel.texts import text_in
from atut.base.projects.edge import stays
from atut.front.duties import queries
from atut.front.duties.rules.recording import part_asked


@page(PUBLIC, methods=("GET",))
@stays()
def description(request: Request) -> HttpResponse:
    """The project as the funder asks to describe it."""
    return render(request, "duties/description.html", {"one": queries.described(request.project)})


@page(PUBLIC, methods=("GET",))
@stays()
def accessibility(request: Request) -> HttpResponse:
    """The accessibility statement of this language version."""
    one = queries.statement(request.project, clock.now())
    return render(request, "duties/accessibility.html", {"one": one})


@page(PUBLIC, methods=("GET",))
@stays()
def your_data(request: Request) -> HttpResponse:
    """The information clauses in force, the same that people read when they apply."""
    return render(request, "duties/your_data.html", {"clauses": queries.clauses(request.project, clock.now())})


@page(PUBLIC, methods=("GET",))
@stays()
def easy(request: Request) -> HttpResponse:
    """Text easy to read, the recording in sign language, the scope of activity."""
    return render(request, "duties/easy.html", {"said": queries.said_of(request.project)})


@page(PUBLIC, methods=("GET",))
def recording(request: Request, name: str) -> HttpResponseBase:
    """The recording of this project, whole or the part that a player asks for."""
    stored = queries.said_of(request.project).recording_file
    if not stored or PurePosixPath(stored).name != name:
        raise Http404("This site has no such recording.")
    with default_storage.open(stored) as film:
        part = part_asked(request.headers.get("Range", ""), film.size)
        begin, end = part or (0, film.size - 1)
        film.seek(begin)
        kind = f"video/{stored.rpartition('.')[2]}"
        answer = HttpResponse(film.read(end + 1 - begin), status=206 if part else 200, content_type=kind)
        if part:
            answer["Content-Range"] = f"bytes {begin}-{end}/{film.size}"
    answer["Accept-Ranges"], answer["Cache-Control"] = "bytes", "public, max-age=31536000, immutable"
    return answer


@page(PUBLIC, methods=("GET",))
def scope(request: Request) -> HttpResponse:
    """The scope of activity as a text that a machine can read."""
    words = text_in(queries.said_of(request.project).scope_text)
    if not words:
        raise Http404("The office has not written it yet.")
    return HttpResponse(f"{words}\n", content_type="text/plain; charset=utf-8")
