"""What is missing, where to mend it, signs, poster, tests."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.base.kernel.roles import Role
from atut.base.projects import actions as projects
from atut.base.projects import permissions as of_projects
from atut.base.projects.models import Project, Sign
from atut.front.duties import actions, documents, permissions, queries
from atut.front.duties.forms import (
    AccessibilityChange,
    BarrierReport,
    DescriptionChange,
    PlainWordsChange,
    RecordingKeep,
    Saying,
    SignKeep,
    TestRecord,
    initial_of_said,
)
from atut.front.duties.rules.description import STATE_OF_LAW, Element, Gap

E = Element
PROJECT = (E.TITLE, E.VALUE, E.EU_SHARE, E.NUMBER)
MENDED: dict[str, str] = {
    **dict.fromkeys((E.AIM, E.GROUPS, E.EFFECTS), "duties:description_change"),
    **dict.fromkeys((E.SIGN_FE, E.SIGN_RP), "duties:sign_keep"),
    **dict.fromkeys((E.CONTACT, E.ARCHITECTURE, E.PUBLISHED, E.REVIEW), "duties:accessibility_change"),
    E.MANUAL_TEST: "duties:test_record",
    **dict.fromkeys((E.EASY_TEXT, E.RECORDING, E.SCOPE), "duties:plain_words_change"),
    E.TASKS: "programme:forms",
    E.CLAUSES: "privacy:texts",
    E.HASHTAGS: "projects:projects",
    **dict.fromkeys(PROJECT, "projects:project_change"),
}


@dataclass(frozen=True, slots=True)
class Missing:
    """A gap, and where this reader completes it; where the reader may not: who does."""

    gap: Gap
    url: str
    who: str


def _missing(project: Project, gap: Gap, actor: Actor) -> Missing:
    name = MENDED[gap.element]
    url = reverse(name, args=[project.key] if name == "projects:project_change" else [])
    needs = resolve(url).func.needs  # type: ignore[attr-defined]  # set by guards.page
    roles = [role.label for role in Role if role in needs.roles and role != Role.SYSTEM]
    return Missing(gap, url if needs.allows(actor) else "", ", ".join(map(str, roles)))


@page(permissions.SEE, methods=("GET",))
def duties(request: Request) -> HttpResponse:
    """Everything the law and the funder ask of the site, and what is missing."""
    missing = [_missing(request.project, gap, request.actor) for gap in queries.gaps(request.project, clock.now())]
    shows = {"missing": missing, "post": queries.post(request.project), "state_of_law": STATE_OF_LAW}
    return render(request, "duties/duties.html", shows)


def _say(request: Request, kind: type[Saying], template: str, **shows: Any) -> HttpResponse:
    said = queries.said_of(request.project)
    form = kind(request.POST or None, initial=initial_of_said(kind, said), languages=request.project.languages)
    given = {"actor": request.actor, "at": clock.now()}
    if form.is_valid() and tell_refusal(form, actions.say, request.project, form.words(), **given):
        messages.success(request, _("Kept. The public page shows it now."))
        return redirect("duties:duties")
    return render(request, template, {"form": form, "said": said, **shows})


@page(permissions.SAY)
def description_change(request: Request) -> HttpResponse:
    """The words of the page about the project."""
    return _say(request, DescriptionChange, "duties/description_change.html")


@page(permissions.SAY)
def accessibility_change(request: Request) -> HttpResponse:
    """Particulars of the statement, tests, barriers, the yearly review."""
    one = queries.statement(request.project, clock.now())
    shows = {"one": one, "tests": queries.tests_of(request.project)}
    return _say(request, AccessibilityChange, "duties/accessibility_change.html", **shows)


@page(permissions.SAY)
def plain_words_change(request: Request) -> HttpResponse:
    """Text easy to read, recording, scope of activity."""
    return _say(request, PlainWordsChange, "duties/plain_words_change.html")


@page(permissions.SAY)
def recording_keep(request: Request) -> HttpResponse:
    """The recording in sign language, and taking a file."""
    said, languages = queries.said_of(request.project), request.project.languages
    form = RecordingKeep(
        request.POST or None, request.FILES or None, initial=initial_of_said(RecordingKeep, said), languages=languages
    )
    given = {"actor": request.actor, "at": clock.now()}
    if form.is_valid():
        words = form.words()
        film = words["file"].read()
        if tell_refusal(form, actions.keep_recording, request.project, film, words=words["recording_text"], **given):
            messages.success(request, _("Kept. The public page shows it now."))
            return redirect("duties:recording_keep")
    return render(request, "duties/recording_keep.html", {"form": form, "said": said})


@page(permissions.SAY, methods=("POST",))
def recording_take_away(request: Request) -> HttpResponse:
    """Take the recording off the site."""
    actions.take_recording_away(request.project, actor=request.actor, at=clock.now())
    messages.success(request, _("The file is gone."))
    return redirect("duties:recording_keep")


@page(permissions.SAY, methods=("POST",))
def statement_review(request: Request) -> HttpResponse:
    """The statement was looked through."""
    actions.review(request.project, actor=request.actor, at=clock.now())
    messages.success(request, _("Kept: the statement was looked through today."))
    return redirect("duties:accessibility_change")


@page(permissions.TEST)
def test_record(request: Request) -> HttpResponse:
    """Record a test."""
    form = TestRecord(request.POST or None)
    given = {"actor": request.actor, "at": clock.now()}
    if form.is_valid() and tell_refusal(form, actions.record_test, request.project, form.details(), **given):
        messages.success(request, _("The test is kept. The status of the statement follows from it."))
        return redirect("duties:accessibility_change")
    return render(request, "duties/test_record.html", {"form": form})


@page(permissions.TEST)
def barrier_report(request: Request) -> HttpResponse:
    """Say what is not accessible."""
    form = BarrierReport(request.POST or None, languages=request.project.languages)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("reason", "found_on")}
        given |= {"what": form.text("what"), "instead": form.text("instead"), "actor": request.actor, "at": clock.now()}
        if tell_refusal(form, actions.report_barrier, request.project, **given):
            messages.success(request, _("The barrier stands in the statement until it is mended."))
            return redirect("duties:accessibility_change")
    return render(request, "duties/barrier_report.html", {"form": form})


@page(permissions.TEST, methods=("POST",))
def barrier_mend(request: Request, key: str) -> HttpResponse:
    """A barrier is gone."""
    barrier = get_object_or_404(queries.barriers_seen_by(request.actor), key=key)
    actions.mend_barrier(barrier, actor=request.actor, at=clock.now())
    messages.success(request, _("Mended: it left the statement."))
    return redirect("duties:accessibility_change")


@page(of_projects.KEEP_SIGNS)
def sign_keep(request: Request) -> HttpResponse:
    """The official signs, and taking a file."""
    form = SignKeep(request.POST or None, request.FILES or None)
    given = {"actor": request.actor, "at": clock.now()}
    if form.is_valid() and tell_refusal(form, projects.keep_sign, request.project, form.details(), **given):
        messages.success(request, _("The sign stands on every page, e-mail and print from now on."))
        return redirect("duties:sign_keep")
    held = Sign.objects.filter(project=request.project).defer("content").order_by("code", "variant")
    return render(request, "duties/sign_keep.html", {"form": form, "held": held})


@page(of_projects.KEEP_SIGNS, methods=("POST",))
def sign_take_away(request: Request, key: str) -> HttpResponse:
    """Take a wrong file away."""
    sign = get_object_or_404(Sign, project=request.project, key=key)
    projects.take_sign_away(sign, actor=request.actor, at=clock.now())
    messages.success(request, _("The file is gone."))
    return redirect("duties:sign_keep")


@page(permissions.SEE, methods=("GET",))
def poster(request: Request) -> HttpResponse:
    """The A3 poster to print and put up."""
    content = documents.poster(request.project, get_language() or "pl", at=clock.now())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="plakat.pdf"'
    return answer
