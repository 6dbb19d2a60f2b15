"""Screens about personal data: requests, retention, the register, texts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.base.privacy import actions, permissions, queries, register
from atut.base.privacy.forms import HoldPlace, RequestReceive, TextPublish
from atut.base.privacy.rules import RequestKind, TextKind


@page(permissions.SEE_REQUESTS, methods=("GET",))
def requests(request: Request) -> HttpResponseBase:
    """Requests of people about their data."""
    asked = queries.requests_of(request.actor, clock.now())
    return render(
        request, "privacy/requests.html", {"asked": asked, "may_handle": permissions.HANDLE_REQUESTS.allows(request.actor)}
    )


@page(permissions.HANDLE_REQUESTS)
def request_receive(request: Request) -> HttpResponseBase:
    """Enter a request; `?osoba=` comes from the person's page."""
    person = request.GET.get("osoba", "")
    form = RequestReceive(request.POST or None, initial={"person_key": person, "received_on": clock.today()})
    if form.is_valid():
        kind, given = form.cleaned_data["kind"], form.values()
        if tell_refusal(form, actions.receive_request, request.project, kind, actor=request.actor, at=clock.now(), **given):
            return redirect("privacy:requests")
    return render(request, "privacy/request_receive.html", {"form": form, "name": _name(request, person)})


def _name(request: Request, person_key: str) -> str:
    """Whom the form is about; nobody's name of another project."""
    if not person_key or not register.is_known_in(person_key, request.project.pk):
        return ""
    return register.names_of([person_key]).get(person_key, "")


@page(permissions.SEE_REQUESTS, methods=("GET",))
def request_answer(request: Request, key: str) -> HttpResponseBase:
    """One request: the preview of what goes and what stays, or the copy; then the button."""
    asked = get_object_or_404(queries.visible_to(request.actor), key=key)
    is_open_erasure = asked.kind == RequestKind.ERASURE and asked.answered_at is None
    shown = {
        "asked": asked,
        "name": register.names_of([asked.person_key]).get(asked.person_key, ""),
        "fates": register.fates(asked.person_key, clock.now()) if is_open_erasure else [],
        "shared": register.shared(),
        "is_copy": asked.kind == RequestKind.ACCESS,
        "may_handle": permissions.HANDLE_REQUESTS.allows(request.actor, asked),
    }
    return render(request, "privacy/request_answer.html", shown)


@page(permissions.HANDLE_REQUESTS, methods=("POST",))
def request_copy(request: Request, key: str) -> HttpResponseBase:
    """The copy as a ZIP."""
    asked = get_object_or_404(queries.visible_to(request.actor), key=key)
    try:
        copied = actions.hand_out_copy(asked, actor=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("privacy:request_answer", key)
    answer = HttpResponse(copied, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="kopia-danych-{asked.key}.zip"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@page(permissions.HANDLE_REQUESTS, methods=("POST",))
def request_erase(request: Request, key: str) -> HttpResponseBase:
    """Erase what no duty keeps."""
    asked = get_object_or_404(queries.visible_to(request.actor), key=key)
    try:
        actions.erase(asked, actor=request.actor, at=clock.now())
        messages.success(request, _("What could go is gone. The answer below says what stays, until when and why."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("privacy:request_answer", key)


@page(permissions.SEE_RETENTION, methods=("GET",))
def retention(request: Request) -> HttpResponseBase:
    """What the next run deletes, and what the last ones did."""
    now = clock.now()
    shown = {
        "due": register.due(now),
        "records": queries.records_seen_by(request.actor, now),
        "holds": queries.holds_of(request.actor),
        "runs": queries.runs_in_words(),
        "may_run": permissions.RUN_RETENTION.allows(request.actor),
        "may_see_requests": permissions.SEE_REQUESTS.allows(request.actor),
        "may_hold": permissions.HOLD.allows(request.actor),
    }
    return render(request, "privacy/retention.html", shown)


@page(permissions.HOLD)
def hold_place(request: Request) -> HttpResponseBase:
    """Stop the deletion in the project of the host, or of one person's data in it."""
    person = request.GET.get("osoba", "")
    form = HoldPlace(request.POST or None, initial={"person_key": person})
    given: dict[str, Any] = {"actor": request.actor, "at": clock.now()}
    if form.is_valid() and tell_refusal(form, actions.place_hold, request.project, **form.cleaned_data, **given):
        messages.success(request, _("Nothing of it will be deleted until you lift the hold."))
        return redirect("privacy:retention")
    return render(request, "privacy/hold_place.html", {"form": form, "name": _name(request, person)})


@page(permissions.HOLD, methods=("POST",))
def hold_lift(request: Request, key: str) -> HttpResponseBase:
    """Lift a hold."""
    hold = get_object_or_404(queries.holds_visible_to(request.actor), key=key)
    try:
        actions.lift_hold(hold, actor=request.actor, at=clock.now())
        messages.success(request, _("The hold is lifted. What is due goes with the next night."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("privacy:retention")


@page(permissions.RUN_RETENTION, methods=("POST",))
def retention_run(request: Request) -> HttpResponseBase:
    """Delete what is due at once."""
    actions.run_retention(actor=request.actor, at=clock.now())
    messages.success(request, _("Deleted. The counts stand at the top of the list of runs."))
    return redirect("privacy:retention")


@page(permissions.SEE_RETENTION, methods=("GET",))
def register_page(request: Request) -> HttpResponseBase:
    """What is held about people, why, on what basis, how long: the register of processing (GDPR art. 30)."""
    shown = {"rows": queries.register_rows(), "may_see_requests": permissions.SEE_REQUESTS.allows(request.actor)}
    return render(request, "privacy/register_page.html", shown)


@page(permissions.PUBLISH_TEXT, methods=("GET",))
def texts(request: Request) -> HttpResponseBase:
    """The clauses and declarations of the project."""
    return render(request, "privacy/texts.html", {"texts": queries.texts_of(request.project)})


@page(permissions.PUBLISH_TEXT)
def text_publish(request: Request, kind: str) -> HttpResponseBase:
    """Publish a new version."""
    found = {value: (label, newest) for value, label, newest in queries.texts_of(request.project)}
    if kind not in found:
        raise Http404
    label, newest = found[kind]
    form = TextPublish(request.POST or None, initial=queries.text_initial(newest))
    if form.is_valid():
        given = {"actor": request.actor, "at": clock.now(), **form.values()}
        if tell_refusal(form, actions.publish_text, request.project, TextKind(kind), **given):
            messages.success(request, _("Published. From now on people get this version."))
            return redirect("privacy:texts")
    return render(request, "privacy/text_publish.html", {"form": form, "label": label, "newest": newest})
