"""What waits for a member on each own committee, and what committees tell the start page."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atut.base.kernel.actors import Actor
from atut.base.kernel.worklist import Item
from atut.work.committee import permissions
from atut.work.committee.models import Appeal, Member
from atut.work.committee.queries import appeals, members, scoring, signing
from atut.work.committee.rules import appeals as rules
from atut.work.committee.rules.appeals import Status
from atut.work.recruitment.models import Call
from atut.work.recruitment.rules.moves import CallStatus
from atut.work.recruitment.rules.points import judged


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat with what waits for its member: a declaration, scores, the closing of the sheet, the protocol, appeals."""

    member: Member
    declare: bool = False
    unscored: int = 0
    unclosed: bool = False
    accept: bool = False
    appeals: tuple[Appeal, ...] = field(default=())


def my_seats(actor: Actor, at: datetime) -> list[Seat]:
    """The own committees, the newest call first. A fixed number of queries for each seat; nobody has many."""
    return [seat_of(member, actor, at) for member in members.my_seats(actor)]


def seat_of(member: Member, actor: Actor, at: datetime) -> Seat:
    """What waits for this member. Six queries at most, and two for each seat of whoever hears appeals."""
    call = member.committee.call
    if member.declared_at is None:
        return Seat(member, declare=True)
    if call.status == CallStatus.SELECTED:
        now = signing.signing(member.committee)
        waiting = tuple(
            one for one in appeals.appeals_of_call(call, actor) if one.status == Status.LODGED and members.may_decide(member, one)
        )
        return Seat(member, accept=now is not None and member in now.waiting, appeals=waiting)
    if not judged(call.rules.criteria):
        return Seat(member)
    lines = scoring.sheet(member)
    unscored = sum(not line.is_whole for line in lines)
    is_over = at >= call.closes_at and unscored == 0
    return Seat(member, unscored=unscored, unclosed=is_over and not all(line.is_closed for line in lines))


def worklist(actor: Actor, at: datetime) -> list[Item]:
    """For a member what each seat waits for; for the project office committees to appoint and appeals to put into the list."""
    mine = [item for seat in my_seats(actor, at) for item in _of_seat(seat, at)]
    return mine + (_of_the_office(actor) if permissions.appoint_member.allows(actor) else [])


def _of_seat(seat: Seat, at: datetime) -> list[Item]:
    call = seat.member.committee.call

    def item(count: int, title: str, name: str) -> Item:
        return Item(count, title, str(call), reverse(f"committee:{name}", args=[call.key]))

    found = []
    if seat.declare:
        found.append(item(1, _("declaration waits: whom may you not judge?"), "member_declare"))
    if seat.unscored:
        title = ngettext("application waits for your score", "applications wait for your score", seat.unscored)
        found.append(item(seat.unscored, title, "sheet"))
    if seat.unclosed:
        found.append(item(1, _("score sheet waits to be closed"), "sheet_close"))
    if seat.accept:
        found.append(item(1, _("protocol waits for you to accept it"), "protocol_accept"))
    if seat.appeals:
        title = ngettext("appeal waits for the decision", "appeals wait for the decision", len(seat.appeals))
        ends = min((one.decide_by for one in seat.appeals if one.decide_by), default=None)
        by = _("Decide by %(day)s.") % {"day": rules.day(ends)} if ends else ""
        detail = ". ".join(part for part in (str(call), by) if part)
        late = ends is not None and at >= ends
        found.append(Item(len(seat.appeals), title, detail, reverse("committee:appeals", args=[call.key]), is_late=late))
    return found


def _of_the_office(actor: Actor) -> list[Item]:
    without = [call for call in members.calls_with_committees(actor) if not hasattr(call, "committee")]
    unjudged = [call for call in without if call.status != CallStatus.SELECTED]
    items = [
        Item(1, _("call waits for its committee to be appointed"), str(call), reverse("committee:committee_show", args=[call.key]))
        for call in unjudged
    ]
    here = Call.objects.filter(project=actor.project_id or 0)
    undecided = Q(committee=None, applications__appeals__status=Status.LODGED)
    to_act = here.filter(undecided | Q(applications__appeals__status=Status.UPHELD))
    for call in to_act.annotate(count=Count("applications__appeals", distinct=True)).order_by("closes_at", "pk"):
        title = ngettext("appeal waits for the project office", "appeals wait for the project office", call.count)
        items.append(Item(call.count, title, str(call), reverse("committee:appeals", args=[call.key])))
    return items


def appeals_waiting(calls: list[Call]) -> dict[int, int]:
    """How many appeals wait for a decision or for the list, by call. One query."""
    waiting = Appeal.objects.filter(application__call__in=calls, status__in=[Status.LODGED, Status.UPHELD])
    counted = waiting.values("application__call").annotate(count=Count("pk")).order_by("application__call")
    return {row["application__call"]: row["count"] for row in counted}
