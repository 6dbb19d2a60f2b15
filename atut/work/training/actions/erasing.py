"""Erasure of what no duty keeps (`personal_data`): people who never had support, anybody after the years of keeping."""

from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.files import actions as files
from atut.base.kernel.actors import Actor
from atut.work.partnership.models import Person
from atut.work.training import permissions
from atut.work.training.models import Absence, Attendance, Certificate, Enrolment, EntryDocument, Participation


def _person(person_key: str, actor: Actor) -> Person:
    person = Person.objects.get(key=person_key)
    permissions.erase_records.require(actor, person)
    return person


@action
def erase_certificates(person_key: str, *, actor: Actor, at: datetime) -> int:
    """Certificates with their files: only once the years of keeping are over. That they were issued stays in the trail."""
    person = _person(person_key, actor)
    found = list(Certificate.objects.filter(enrolment__participation__person=person).select_related("file").order_by("pk"))
    for certificate in found:
        stored = certificate.file
        certificate.delete()
        if stored:
            files.delete(stored)
    record("training.certificate.erased", person, actor=actor, at=at, count=len(found))
    return len(found)


@action
def erase_absences(person_key: str, *, actor: Actor, at: datetime) -> int:
    """What somebody said beforehand."""
    person = _person(person_key, actor)
    count, _kinds = Absence.objects.filter(enrolment__participation__person=person).delete()
    record("training.absence.erased", person, actor=actor, at=at, count=count)
    return count


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
    """The record of taking part: of somebody who never entered, or after the years of keeping."""
    person = _person(person_key, actor)
    count, _kinds = Participation.objects.filter(person=person).delete()
    record("training.participation.erased", person, actor=actor, at=at, count=count)
    return count
