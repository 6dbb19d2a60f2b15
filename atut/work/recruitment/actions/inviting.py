"""Inviting people to apply, and their word that they want no more of it."""

from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.partnership.models import Person
from atut.work.recruitment import permissions
from atut.work.recruitment.models import Call, Invitation
from atut.work.recruitment.notices import inviting as notices
from atut.work.recruitment.queries import inviting as queries
from atut.work.recruitment.rules import calls, inviting


@action
def invite(call: Call, person: Person, *, actor: Actor, at: datetime) -> Invitation:
    """Write to a person known to the project that this call takes applications; once a call, never against the own word."""
    permissions.invite.require(actor, call)
    calls.must_be_open(call.status, opens_at=call.opens_at, closes_at=call.closes_at, at=at)
    person = queries.person_to_invite(person)
    inviting.must_be_invitable(person.full_name, **queries.stands(call, person))
    invitation = Invitation.objects.create(call=call, person=person, sent_at=at, sent_by=actor.label)
    record("recruitment.invitation.sent", invitation, actor=actor, at=at)
    notices.invited(invitation, at=at)
    return invitation


@action
def refuse_invitations(invitation: Invitation, *, actor: Actor, at: datetime) -> Invitation:
    """The person wants no more invitations, from any call of the project. Said twice, it stays as said first."""
    permissions.refuse_invitations.require(actor, invitation)
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("call__project").get(pk=invitation.pk)
    if invitation.refused_at is None:
        invitation.refused_at = at
        invitation.save(update_fields=["refused_at"])
    record("recruitment.invitation.refused", invitation, actor=actor, at=at)
    return invitation
