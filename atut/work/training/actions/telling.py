"""Telling beforehand: I cannot come to this meeting, or I can after all."""

from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.training import permissions
from atut.work.training.models import Absence, Enrolment, Session
from atut.work.training.rules import telling as rules


@action
def tell_absence(enrolment: Enrolment, session: Session, *, actor: Actor, at: datetime) -> Absence:
    """The person cannot come to this meeting. The trainer and the project office see it; saying it twice changes nothing.

    It is no entry of the list: only the list says who was there.
    """
    enrolment, session = _of_one_group(enrolment, session, actor, at)
    absence, _unused = Absence.objects.get_or_create(enrolment=enrolment, session=session, defaults={"told_at": at})
    record("training.absence.told", enrolment, actor=actor, at=at, fields=["session"])
    return absence


@action
def take_back_absence(enrolment: Enrolment, session: Session, *, actor: Actor, at: datetime) -> None:
    """The person can come after all."""
    enrolment, session = _of_one_group(enrolment, session, actor, at)
    Absence.objects.filter(enrolment=enrolment, session=session).delete()
    record("training.absence.taken_back", enrolment, actor=actor, at=at, fields=["session"])


def _of_one_group(enrolment: Enrolment, session: Session, actor: Actor, at: datetime) -> tuple[Enrolment, Session]:
    permissions.tell_absence.require(actor, enrolment)
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    session = Session.objects.get(pk=session.pk)
    rules.must_be_able_to_miss(
        enrolment.status, session.status, same_group=session.group_id == enrolment.group_id, starts_at=session.starts_at, at=at
    )
    return enrolment, session
