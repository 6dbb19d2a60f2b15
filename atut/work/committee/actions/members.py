"""Members are appointed and dismissed, declare whom they may not judge, and ties are noted. A tie is never taken away."""

from collections.abc import Mapping
from datetime import datetime

from atut.base.accounts.models import User
from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.roles import Role
from atut.work.committee import permissions
from atut.work.committee.models import Committee, Conflict, Member
from atut.work.committee.notices import appointed
from atut.work.committee.queries import members as queries
from atut.work.committee.rules import members as rules
from atut.work.recruitment.models import Application, Call
from atut.work.recruitment.queries.applications import locked_call
from atut.work.recruitment.rules.moves import CallStatus


@action
def appoint_member(call: Call, user: User, *, is_chair: bool = False, actor: Actor, at: datetime) -> Member:
    """Put somebody on the committee of a call; the first appointment sets it up. A new chair takes the place of the old."""
    permissions.appoint_member.require(actor, call)
    rules.must_be_in_time_for(
        is_listed=locked_call(call).status == CallStatus.SELECTED, hears_appeals=call.rules.other_panel, is_chair=is_chair
    )
    committee, _is_new = Committee.objects.get_or_create(call=call, defaults={"set_up_at": at})
    roles = queries.roles_of(user, call.project)
    rules.must_be_appointable(
        user.name,
        is_on_committees=Role.COMMITTEE in roles,
        sees_names=bool(queries.SEE_NAMES & roles),
        is_member=committee.members.filter(user=user, dismissed_at=None).exists(),
    )
    if is_chair:
        committee.members.filter(is_chair=True).update(is_chair=False)
    member = Member.objects.create(committee=committee, user=user, is_chair=is_chair, appointed_at=at)
    record("committee.member.appointed", member, actor=actor, at=at, fields=["is_chair"])
    appointed(member, at=at)
    return member


@action
def dismiss_member(member: Member, *, actor: Actor, at: datetime) -> Member:
    """End a seat, before the list is closed. Own scores of the member no longer count; they stay in the records."""
    permissions.appoint_member.require(actor, member)
    _must_be_open(member.committee.call)
    member = locked(member)
    if member.dismissed_at:
        raise rules.NoLongerMember(name=member.user.name)
    member.dismissed_at = at
    member.save(update_fields=["dismissed_at"])
    record("committee.member.dismissed", member, actor=actor, at=at, fields=["dismissed_at"])
    return member


@action
def declare_impartiality(member: Member, ties: Mapping[Application, str], *, note: str = "", actor: Actor, at: datetime) -> Member:
    """The member declares in person to be impartial, but for the ties named. Said again, ties are added, never taken away."""
    permissions.declare.require(actor, member)
    member = locked(member)
    rules.must_sit(member.user.name, is_dismissed=member.dismissed_at is not None, has_declared=True)
    for application, tie in ties.items():
        _note(member, application, tie, note, actor, at)
    member.declared_at = at
    member.save(update_fields=["declared_at"])
    record("committee.member.declared", member, actor=actor, at=at, count=member.conflicts.count())
    return member


@action
def note_conflict(member: Member, application: Application, *, tie: str, note: str = "", actor: Actor, at: datetime) -> Member:
    """The project office notes a tie it knows of; from now on the member neither sees nor judges the application."""
    permissions.note_conflict.require(actor, member)
    member = locked(member)
    rules.must_sit(member.user.name, is_dismissed=member.dismissed_at is not None, has_declared=True)
    _note(member, application, tie, note, actor, at)
    record("committee.member.noted", member, actor=actor, at=at)
    return member


def locked(member: Member) -> Member:
    """The member as it is now; the committee is held until the verb ends, so that its verbs go one after another."""
    Committee.objects.select_for_update().get(pk=member.committee_id)
    return Member.objects.select_related("user", "committee__call__project").get(pk=member.pk)


def _note(member: Member, application: Application, tie: str, note: str, actor: Actor, at: datetime) -> None:
    if application.call_id != member.committee.call_id:
        raise ValueError("an application of another call")
    known = {"tie": rules.Tie(tie), "note": note.strip(), "declared_by": actor.label, "declared_at": at}
    _conflict, is_new = Conflict.objects.get_or_create(member=member, application=application, defaults=known)
    if is_new:
        member.sheets.filter(application=application, closed_at=None).delete()  # an open score of somebody with a tie
        record("committee.conflict.declared", member, actor=actor, at=at, values={"application": application.number, "tie": tie})


def _must_be_open(call: Call) -> None:
    if locked_call(call).status == CallStatus.SELECTED:
        raise rules.NotAfterTheList
