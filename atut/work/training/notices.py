"""The messages of the room: one function per message, queued in the transaction of the verb."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from atut.base.mail.outbox import Recipient, queue
from atut.base.projects.models import Project
from atut.work.training.models import Enrolment, Participation, Session
from atut.work.training.rules.moves import EnrolmentStatus


def enrolled(enrolment: Enrolment, *, at: datetime) -> None:
    """A person has a group: its first meeting and where."""
    group = enrolment.group
    first = group.sessions.filter(ends_at__gt=at).exclude(status="cancelled").order_by("starts_at", "pk").first()
    _tell("training.enrolled", enrolment, at=at, context={"group": group, "first": first})


def session_moved(session: Session, *, before: datetime, at: datetime) -> None:
    """A meeting has another time or room."""
    _tell_group("training.session_moved", session, at=at, context={"session": session, "before": before})


def session_cancelled(session: Session, *, at: datetime) -> None:
    """A meeting is called off."""
    _tell_group("training.session_cancelled", session, at=at, context={"session": session})


def situations_due(project: Project, due: Sequence[Participation], *, at: datetime) -> None:
    """The project office: the situation after exit is not known. Numbers only, names are on the desk."""
    late = sum(1 for one in due if one.reminded_at_day > 28)
    office = Recipient(name=str(project), email=project.office_email, language="pl")
    queue(
        "training.situations_due", about=project, project=project, to=office, at=at, context={"count": len(due), "late_count": late}
    )


def _tell_group(kind: str, session: Session, *, at: datetime, context: dict[str, Any]) -> None:
    people = session.group.enrolments.filter(status=EnrolmentStatus.ENROLLED)
    for enrolment in people.select_related("participation__person", "participation__project").order_by("pk"):
        _tell(kind, enrolment, at=at, context=context)


def _tell(kind: str, enrolment: Enrolment, *, at: datetime, context: dict[str, Any]) -> None:
    person = enrolment.participation.person
    if person is None:
        return
    to = Recipient(name=person.full_name, email=person.email, language=person.language)
    everything = {"person": person, "title": enrolment.group.edition.support_form.title, **context}
    queue(kind, about=enrolment, project=enrolment.participation.project, to=to, at=at, context=everything)
