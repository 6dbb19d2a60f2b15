"""Forms kept for later: kept, found by link or code, gone on with, thrown away. And papers sent ahead of a form."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import page, tell_refusal
from atut.base.kernel.limits import is_within, visitor
from atut.work.recruitment import actions, permissions
from atut.work.recruitment.forms.asked import PAPER, Begun
from atut.work.recruitment.forms.enclosing import DraftFind
from atut.work.recruitment.forms.public import Apply, Button
from atut.work.recruitment.models import Draft
from atut.work.recruitment.queries import enclosing as queries
from atut.work.recruitment.queries.calls import ToApply
from atut.work.recruitment.rules import links
from atut.work.recruitment.rules.applying import TooManyForms
from atut.work.recruitment.rules.enclosing import DraftGone
from atut.work.recruitment.views import actor_of, project_of, typed

AN_HOUR = 120  # forms kept and papers sent from one network
MAILS = 3  # an hour for one form: its link is no way to write to strangers


def begun_with(request: HttpRequest, opened: ToApply, at: datetime, draft: Draft | None) -> Begun:
    """What there is before the form is filled in. For a visitor of a call without papers nothing is asked."""
    if draft is None and request.method == "POST" and opened.call.rules.documents:
        draft = queries.draft_of_form(opened.call, request.POST.get("form_token", ""), at)
    sent = {one.code: one for one in draft.attachments.all()} if draft else {}
    known = queries.known_person(actor_of(request), project_of(request)) if "inna-osoba" not in request.GET else None
    return Begun(draft, sent, *(known or ()))


def take_papers(request: HttpRequest, form: Apply, at: datetime) -> bool:
    """Keep the papers that came with this page, whatever else is wrong in it. True when any came."""
    form.is_valid()  # reads the files
    came = dict(form.uploads())
    for code, uploads in came.items():
        try:
            _within_limit(request)
            token = request.POST.get("form_token", "")
            actions.send_ahead(form.call.call, token, code, uploads, actor=actor_of(request), at=at)
        except Refused as refusal:
            form.refused_papers[f"{PAPER}{code}"] = str(refusal)
    return bool(came)


def keep(request: HttpRequest, form: Apply, at: datetime) -> HttpResponse | None:
    """Keep the form for later and lead to the page with its code; None and a sentence on the form where it cannot be."""
    token = request.POST.get("form_token", "")
    form.is_valid()
    email = form.cleaned_data.get("email", "")
    may_mail = email and is_within("draft_mail", token, most=MAILS, seconds=3600)
    kept = actions.Typed(token, form.kept(), get_language() or "pl", email if may_mail else "")
    try:
        _within_limit(request)
        draft = actions.save_draft(form.call.call, kept, actor=actor_of(request), at=at)
    except Refused as refusal:
        form.errors.clear()
        form.add_error(None, str(refusal))
        return None
    return redirect("recruitment:draft_saved", queries.token_of(links.DRAFT, draft))


def _within_limit(request: HttpRequest) -> None:
    if not is_within("draft", visitor(request), most=AN_HOUR, seconds=3600):
        raise TooManyForms


def _draft(request: HttpRequest, token: str) -> Draft | None:
    return queries.draft_by_token(project_of(request), token, clock.now())


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "recruitment/draft_gone.html", {"said": DraftGone()}, status=410)


@never_cache
@page(permissions.apply, methods=("GET",))
def draft_saved(request: HttpRequest, token: str) -> HttpResponse:
    """Kept until when, the code to type, the way on. Nothing of what was typed."""
    draft = _draft(request, token)
    if draft is None:
        return _gone(request)
    shown = {"draft": draft, "call": draft.call, "code": queries.code_of(draft), "token": token, "form": Button()}
    return render(request, "recruitment/draft_saved.html", shown)


@never_cache
@page(permissions.apply)
def draft_find(request: HttpRequest) -> HttpResponse:
    """The code typed leads to the form. So many tries an hour: a code cannot be guessed."""
    form = DraftFind(typed(request))
    if form.is_valid():
        within = is_within("draft_code", visitor(request), most=20, seconds=3600)
        draft = queries.draft_by_code(project_of(request), form.cleaned_data["code"], clock.now()) if within else None
        if draft:
            return redirect("recruitment:draft", queries.token_of(links.DRAFT, draft))
        form.add_error("code", str(DraftGone() if within else TooManyForms()))
    return render(request, "recruitment/draft_find.html", {"form": form})


@page(permissions.apply, methods=("POST",))
def draft_discard(request: HttpRequest, token: str) -> HttpResponse:
    """Throw it away."""
    draft = _draft(request, token)
    if draft is None:
        raise Http404
    holder = Actor(label=links.bearer(draft.key), project_id=project_of(request).pk)
    tell_refusal(Button(request.POST), actions.discard_draft, draft, actor=holder, at=clock.now())
    return redirect("recruitment:call_public", draft.call.key)
