"""The protocol of the closed list, for the committee: read, accepted on screen."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from atut.base.files.actions import respond
from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.work.committee import actions, permissions
from atut.work.committee.forms.sheets import ProtocolAccept
from atut.work.committee.queries import signing as queries
from atut.work.committee.views import declared_seat, own_seat, typed


@page(permissions.my_committees)
def protocol_accept(request: Request, key: str) -> HttpResponseBase:
    """Read the protocol and accept it; the hash of what was shown is kept with the moment."""
    member = declared_seat(request, key)
    now = queries.signing(member.committee)
    if now is None:
        raise Http404
    form = ProtocolAccept(typed(request), initial={"sha256": now.protocol.sha256})
    if form.is_valid():
        sha256 = form.cleaned_data["sha256"]
        if tell_refusal(form, actions.accept_protocol, member, sha256, actor=request.actor, at=clock.now()):
            return redirect("committee:protocol_accept", key)
    mine = next((one for one in now.accepted if one.member_id == member.pk), None)
    shown = {"form": form, "signing": now, "mine": mine, "call": member.committee.call}
    return render(request, "committee/protocol_accept.html", shown)


@page(permissions.my_committees, methods=("GET",))
def protocol_file(request: Request, key: str) -> HttpResponseBase:
    """The newest protocol, for those who accept it: codes and reasons, no names."""
    protocol = queries.newest_protocol(own_seat(request, key).committee.call)
    if protocol is None:
        raise Http404
    return respond(protocol)
