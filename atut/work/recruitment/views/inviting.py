"""Inviting people whom an unmet bound counts, on the desk; and the link that ends such letters."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import page
from atut.base.kernel.permissions import PUBLIC
from atut.work.partnership.models import Person
from atut.work.recruitment import actions, permissions
from atut.work.recruitment.forms.inviting import Invite
from atut.work.recruitment.models import Call
from atut.work.recruitment.notices.inviting import letter
from atut.work.recruitment.queries import inviting as queries
from atut.work.recruitment.queries.gauges import gauges_of
from atut.work.recruitment.rules import inviting, links
from atut.work.recruitment.rules.gauges import Gauge
from atut.work.recruitment.views import actor_of, call_of, project_of, typed


@never_cache
@page(permissions.invite)
def invite(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Whom the line counts and the project knows, the letter as it will be, and one button."""
    call, at = call_of(request, key), clock.now()
    gauge = _gauge(request, call, number)
    refusal, known = None, None
    try:
        inviting.must_be_of_the_records(gauge.fact)
        known = queries.invitable(call, gauge.line, at)
    except Refused as said:
        refusal = said
    form = Invite(typed(request), people=known.people if known else [])
    if known and form.is_valid():
        _send(request, call, form.chosen())
        return redirect("recruitment:invite", key, number)
    shown = {"call": call, "gauge": gauge, "known": known, "refusal": refusal, "form": form, "letter": letter(call)}
    return render(request, "recruitment/invite.html", shown)


def _gauge(request: HttpRequest, call: Call, number: int) -> Gauge:
    found = [one for one in gauges_of(call, actor_of(request), clock.now()) if one.number == number]
    if not found:
        raise Http404
    return found[0]


def _send(request: HttpRequest, call: Call, people: list[Person]) -> None:
    """One letter, one entry each; a refusal stops nobody else's."""
    sent = 0
    for person in people:
        try:
            actions.invite(call, person, actor=actor_of(request), at=clock.now())
            sent += 1
        except Refused as refusal:
            messages.warning(request, str(refusal))
    said = ngettext("%(count)s invitation is on its way.", "%(count)s invitations are on their way.", sent)
    messages.success(request, said % {"count": sent})


@csrf_exempt  # a mailbox presses the button for its owner, without cookies (RFC 8058); the link itself is the right to do it
@never_cache
@page(PUBLIC)
def invitations_end(request: HttpRequest, token: str) -> HttpResponse:
    """No more invitations. Opening the page ends nothing; the button does."""
    invitation = queries.invitation_by_token(project_of(request), token)
    if invitation is None:
        return render(request, "recruitment/link_dead.html", status=410)
    if request.method == "POST":
        holder = Actor(label=links.bearer(invitation.key), project_id=project_of(request).pk)
        invitation = actions.refuse_invitations(invitation, actor=holder, at=clock.now())
    return render(request, "recruitment/invitations_end.html", {"invitation": invitation})
