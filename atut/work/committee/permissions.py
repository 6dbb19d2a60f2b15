"""Who may do what in the room of the committee: one declared permission per verb."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.actors import Actor
from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role
from atut.work.committee.rules.appeals import LINK
from atut.work.recruitment.permissions import own


def sits(actor: Actor, committee: Any) -> bool:
    """Somebody who sits on this committee and holds the role still."""
    if not actor.holds({Role.COMMITTEE}, committee.scope()):
        return False
    return committee.members.filter(user_id=actor.user_id, dismissed_at=None).exists()


def is_member(actor: Actor, member: Any) -> bool:
    """The member in person, who holds the role still."""
    return actor.user_id == member.user_id and actor.holds({Role.COMMITTEE}, member.scope())


view_committee = permission(
    "committee.committee.view",
    why=_("The project office and controllers see who sits on a committee and how far it is; scores only when all are closed"),
    roles=[Role.COORDINATOR, Role.CONTROLLER],
)
my_committees = permission(
    "committee.committee.list",
    why=_("A member sees the own committees and what each waits for; the project office and controllers all of them"),
    roles=[Role.COMMITTEE, Role.COORDINATOR, Role.CONTROLLER],
)
appoint_member = permission(
    "committee.member.appoint", why=_("The project office appoints members and dismisses them"), roles=[Role.COORDINATOR]
)
note_conflict = permission(
    "committee.conflict.note",
    why=_("The project office notes a tie it knows from the staff list; nobody can take one away"),
    roles=[Role.COORDINATOR],
)
declare = permission("committee.member.declare", why=_("Each member declares in person whom not to judge"), or_if=is_member)
score = permission("committee.sheet.score", why=_("Each member scores in person, under codes, nobody with a tie"), or_if=is_member)
settle = permission(
    "committee.result.settle",
    why=_("Closed sheets become points: by the last one closed, or by the project office when a member has left"),
    roles=[Role.COORDINATOR, Role.COMMITTEE],
)
read_protocol = permission(
    "committee.protocol.read",
    why=_("The committee reads the protocol it accepts: codes and reasons, no names"),
    roles=[Role.COORDINATOR, Role.CONTROLLER],
    or_if=sits,
)
accept_protocol = permission("committee.protocol.accept", why=_("Each member accepts the protocol in person"), or_if=is_member)
receive_signed = permission(
    "committee.protocol.receive", why=_("The project office keeps the signed protocol with the call"), roles=[Role.COORDINATOR]
)


# appeals


def own_or_by_link(actor: Actor, application: Any) -> bool:
    """The person concerned: with an account, or with the link from the notice, which names the application."""
    return (actor.user_id is None and actor.label == f"{LINK}{application.key}") or own(actor, application)


def hears(actor: Actor, appeal: Any) -> bool:
    """Somebody who sits on the committee of the call; where it has none, the project office."""
    committee = getattr(appeal.application.call, "committee", None)
    if committee is None:
        return actor.holds({Role.COORDINATOR}, appeal.application.call.scope())
    return sits(actor, committee)


open_appeals = permission(
    "committee.appeal.open",
    why=_("Everybody without a place is told of the term: by the program, or at once by the project office"),
    roles=[Role.COORDINATOR, Role.SYSTEM],
)
lodge_appeal = permission(
    "committee.appeal.lodge",
    why=_("The person concerned, by the link from the notice or with an account; the project office types in what came on paper"),
    roles=[Role.COORDINATOR],
    or_if=own_or_by_link,
)
view_appeals = permission(
    "committee.appeal.view",
    why=_("The project office and controllers see all appeals; members those they hear"),
    roles=[Role.COORDINATOR, Role.CONTROLLER, Role.COMMITTEE],
)
decide_appeal = permission(
    "committee.appeal.decide",
    why=_("The committee decides, nobody with a tie; without a committee the project office"),
    or_if=hears,
)
apply_appeal = permission(
    "committee.appeal.apply", why=_("The project office puts an upheld appeal into the list"), roles=[Role.COORDINATOR]
)
