"""Who may do what in the room of the committee: one declared permission per verb."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.actors import Actor
from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role


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
