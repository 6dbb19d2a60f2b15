"""Erasure of people who never had support: asked for only when no duty keeps their data (`personal_data`)."""

from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.files import actions as files
from atut.base.kernel.actors import Actor
from atut.work.partnership.models import Person
from atut.work.training import permissions
from atut.work.training.models import Attendance, Enrolment, EntryDocument, Participation


def _person(person_key: str, actor: Actor) -> Person:
    person = Person.objects.get(key=person_key)
    permissions.erase_records.require(actor, person)
    return person


@action
def erase_attendance(person_key: str, *, actor: Actor, at: datetime) -> int:
    """Marks of somebody who was never there."""
    person = _person(person_key, actor)
    count, _kinds = Attendance.objects.filter(enrolment__participation__person=person).delete()
    record("training.attendance.erased", person, actor=actor, at=at, count=count)
    return count


@action
def erase_enrolments(person_key: str, *, actor: Actor, at: datetime) -> int:
    """Enrolments of somebody who was never there."""
    person = _person(person_key, actor)
    count, _kinds = Enrolment.objects.filter(participation__person=person).delete()
    record("training.enrolment.erased", person, actor=actor, at=at, count=count)
    return count


@action
def erase_papers(person_key: str, *, actor: Actor, at: datetime) -> int:
    """The entry set with its scans."""
    person = _person(person_key, actor)
    papers = list(EntryDocument.objects.filter(participation__person=person).select_related("scan").order_by("pk"))
    scans = {paper.scan.pk: paper.scan for paper in papers if paper.scan}
    for paper in papers:
        paper.delete()
    for scan in scans.values():
        files.delete(scan)
    record("training.paper.erased", person, actor=actor, at=at, count=len(papers))
    return len(papers)


@action
def erase_participation(person_key: str, *, actor: Actor, at: datetime) -> int:
    """The record of somebody who never entered."""
    person = _person(person_key, actor)
    count, _kinds = Participation.objects.filter(person=person, entered_on=None).delete()
    record("training.participation.erased", person, actor=actor, at=at, count=count)
    return count
