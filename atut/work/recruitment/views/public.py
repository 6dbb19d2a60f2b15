"""The public road: calls, the application form, its receipt, withdrawal by the person's own link."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from atut.base.kernel import clock
from atut.base.kernel.guards import page, tell_refusal
from atut.base.kernel.limits import is_within, visitor
from atut.base.kernel.permissions import PUBLIC
from atut.base.projects.edge import stays
from atut.work.partnership import actions as partnership
from atut.work.partnership.permissions import send_account_link
from atut.work.recruitment import actions, permissions
from atut.work.recruitment.forms.public import Apply, Button
from atut.work.recruitment.models import Application, Draft
from atut.work.recruitment.queries import applications, calls, enclosing
from atut.work.recruitment.queries.calls import CallShown, ToApply
from atut.work.recruitment.queries.publishing import public_ranking
from atut.work.recruitment.rules.applying import TooManyForms
from atut.work.recruitment.rules.enclosing import DraftGone
from atut.work.recruitment.rules.moves import CallStatus
from atut.work.recruitment.rules.points import prompted
from atut.work.recruitment.views import actor_of, drafts, project_of, typed

FORMS_AN_HOUR = 300  # a whole office behind one address on the last day stays far below
BATCH = 10


@page(PUBLIC, methods=("GET",))
@stays(calls.changes_by_itself_at)
def open_calls(request: HttpRequest) -> HttpResponse:
    """All published calls: what is open now comes first."""
    found = calls.published_calls(project_of(request), clock.now())
    return render(request, "recruitment/open_calls.html", {"calls": found})


def _published(request: HttpRequest, key: str, at: datetime) -> CallShown:
    shown = calls.published_call(project_of(request), key, at)
    if shown is None:
        raise Http404
    return shown


@page(PUBLIC, methods=("GET",))
@stays(calls.changes_by_itself_at)
def call_public(request: HttpRequest, key: str) -> HttpResponse:
    """One call: what it opens, its rules in plain words, and the way to the form."""
    shown = _published(request, key, clock.now())
    ranking = public_ranking(shown.call, clock.now()) if shown.call.status == CallStatus.SELECTED else None
    told = {"shown": shown, "chapters": calls.chapters_of(shown.call), "ranking": ranking}
    return render(request, "recruitment/call_public.html", told)


@never_cache
@page(permissions.apply)
def apply(request: HttpRequest, key: str) -> HttpResponse:
    """The form; the check before sending; sending. Nothing typed is kept before it is sent, unless the person asks."""
    opened = calls.to_apply(project_of(request), key)
    if opened is None or not opened.is_published:
        raise Http404
    return _filled_in(request, opened, clock.now())


@never_cache
@page(permissions.apply)
def draft(request: HttpRequest, token: str) -> HttpResponse:
    """The same form, gone on with: what was kept for later is filled in."""
    at = clock.now()
    kept = enclosing.draft_by_token(project_of(request), token, at)
    if kept is None:
        return render(request, "recruitment/draft_gone.html", {"said": DraftGone()}, status=410)
    opened = calls.to_apply(project_of(request), kept.call.key)
    if opened is None:
        raise Http404
    return _filled_in(request, opened, at, kept)


def _form(request: HttpRequest, opened: ToApply, at: datetime, kept: Draft | None) -> Apply:
    begun = drafts.begun_with(request, opened, at, kept)
    return Apply(
        typed(request),
        files=request.FILES or None,
        shown=opened.shown(at),
        offices=opened.offices,
        texts=opened.texts_at(at),
        today=at.date(),
        begun=begun,
    )


def _filled_in(request: HttpRequest, opened: ToApply, at: datetime, kept: Draft | None = None) -> HttpResponse:
    shown, step = opened.shown(at), request.POST.get("step", "")
    if not shown.is_open:
        return _closed(request, shown)
    form = _form(request, opened, at, kept)
    if request.FILES and drafts.take_papers(request, form, at):
        refused, form = form.refused_papers, _form(request, opened, at, kept)
        form.refused_papers = refused
    if step == "save" and (saved := drafts.keep(request, form, at)):
        return saved
    if form.is_bound and step not in ("change", "save", "add") and form.is_valid():
        if step != "send":
            return render(request, "recruitment/apply_check.html", {"form": form, "shown": shown})
        if tell_refusal(form, _send, request, form, at):
            return redirect("recruitment:receipt", form.receipt_key)
    return render(request, "recruitment/apply.html", {"form": form, "shown": shown, "rules": opened.rules(), "step": step})


def _closed(request: HttpRequest, shown: CallShown) -> HttpResponse:
    """When it opens or closed; a form that was sent in time and is sent again still leads to its receipt."""
    sent = applications.receipt_of_form(request.POST.get("form_token", ""))
    if sent:
        return redirect("recruitment:receipt", sent.key)
    status = 200 if request.method == "GET" else 409
    return render(request, "recruitment/apply_closed.html", {"shown": shown}, status=status)


def _send(request: HttpRequest, form: Apply, at: datetime) -> None:
    _within_limit(request, at)
    taken = actions.submit(form.call.call, form.as_data(), actor=actor_of(request), at=at)
    token = form.cleaned_data["form_token"]
    receipt = taken if taken.form_token == token else applications.receipt_of_form(token)
    form.receipt_key = receipt.key if receipt else taken.key


def _within_limit(request: HttpRequest, at: datetime) -> None:
    """So many forms an hour from one address. The address is kept as a hash, for an hour.

    Each process counts by itself and adds to the shared count in batches, so the usual form costs no write;
    the limit is exact to a batch a process, which for so generous a limit is exact enough.
    """
    hashed = hashlib.sha256(f"{settings.SECRET_KEY}{visitor(request)}".encode()).hexdigest()[:20]
    key = f"recruitment.apply.{hashed}.{at:%Y%m%d%H}"
    here = _counted("made", key, 1)
    shared = _counted("default", key, BATCH) if here % BATCH == 0 else 0
    if max(here, shared) > FORMS_AN_HOUR:
        raise TooManyForms


def _counted(cache: str, key: str, by: int) -> int:
    try:
        return caches[cache].incr(key, by)
    except ValueError:
        caches[cache].set(key, by, 3600)
        return by


@never_cache
@page(PUBLIC, methods=("GET",))
def receipt(request: HttpRequest, key: str) -> HttpResponse:
    """Number, code, the moment that counts, the rules, what happens next. Without any name."""
    found = applications.receipt(project_of(request), key)
    if found is None:
        raise Http404
    form, call = found
    shown = {"form_sent": form, "call": call, "rules": calls.rules_in_words(call), "writes": bool(prompted(call.rules.criteria))}
    return render(request, "recruitment/receipt.html", shown)


@never_cache
@page(send_account_link)
def receipt_link(request: HttpRequest, key: str) -> HttpResponse:
    """A link to the own page, to the address on file. The answer is the same whoever asks and whatever address that is."""
    found = applications.receipt(project_of(request), key)
    if found is None:
        raise Http404
    form, at = found[0], clock.now()
    if request.method == "POST" and is_within("receipt_link", key, most=3, seconds=3600):
        person = form.person if isinstance(form, Application) else form.application.person
        tell_refusal(Button(request.POST), partnership.send_account_link, person, actor=actor_of(request), at=at)
    return render(request, "recruitment/receipt_link.html", {"form_sent": form, "is_sent": request.method == "POST"})


@never_cache
@page(permissions.withdraw_by_link)
def application_withdraw_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """First name and call only; a button withdraws. Mail scanners that follow links change nothing."""
    application = applications.application_by_token(project_of(request), token)
    if application is None:
        return render(request, "recruitment/link_dead.html", status=410)
    form = Button(typed(request))
    if form.is_bound and tell_refusal(form, actions.withdraw_by_link, application, actor=actor_of(request), at=clock.now()):
        return render(request, "recruitment/application_withdrawn.html", {"application": application})
    call = application.call
    is_open = call.status == CallStatus.PUBLISHED and clock.now() < call.closes_at
    shown = {"application": application, "form": form, "is_open": is_open, "has_place": applications.holds_places(application)}
    return render(request, "recruitment/application_withdraw_by_link.html", shown)
