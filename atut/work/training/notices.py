"""The messages of the room: one function per message, queued in the transaction of the verb."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core import signing
from django.urls import reverse

from atut.base.mail.outbox import Recipient, queue
from atut.base.projects.models import Project
from atut.work.training import queries
from atut.work.training.models import Certificate, Enrolment, Participation, Session
from atut.work.training.rules.moves import EnrolmentStatus

SALT = "training.certificate_take"
LINK_DAYS = 90


def enrolled(enrolment: Enrolment, *, at: datetime) -> None:
    """A person has a group: its first meeting and where."""
    group = enrolment.group
    first = group.sessions.filter(ends_at__gt=at).exclude(status="cancelled").order_by("starts_at", "pk").first()
    links = {"calendar": _calendar(enrolment), "cannot_come": _cannot_come(enrolment)}
    _tell("training.enrolled", enrolment, at=at, context={"group": group, "first": first, **links})


def _calendar(enrolment: Enrolment) -> str:
    """The address a calendar program reads this person's meetings from."""
    person = enrolment.participation.person
    if person is None:
        return ""
    path = reverse("training:calendar", args=[queries.calendar_token(person)])
    return enrolment.participation.project.url(path)


def _cannot_come(enrolment: Enrolment) -> str:
    """The address at which this person says “I cannot come”, or gives the place back."""
    path = reverse("training:enrolment_tell", args=[queries.telling_token(enrolment)])
    return enrolment.participation.project.url(path)


def resigned_by_person(enrolment: Enrolment, *, at: datetime) -> None:
    """The project office: somebody gave an enrolled place back. No name in the mail, it stands on the desk."""
    project = enrolment.participation.project
    office = Recipient(name=str(project), email=project.office_email, language="pl")
    path = reverse("training:group_show", args=[enrolment.group.key])
    context = {"title": enrolment.group.edition.support_form.title, "group": enrolment.group, "link": project.url(path)}
    queue("training.resigned_by_person", about=enrolment, project=project, to=office, at=at, context=context)


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
        _tell(kind, enrolment, at=at, context={**context, "cannot_come": _cannot_come(enrolment)})


def _tell(kind: str, enrolment: Enrolment, *, at: datetime, context: dict[str, Any]) -> None:
    person = enrolment.participation.person
    if person is None:
        return
    to = Recipient(name=person.full_name, email=person.email, language=person.language)
    everything = {"person": person, "title": enrolment.group.edition.support_form.title, **context}
    queue(kind, about=enrolment, project=enrolment.participation.project, to=to, at=at, context=everything)


def certificate_link(certificate: Certificate) -> str:
    """The single-purpose address: takes out this one certificate, nothing else. Signed, expires after 90 days."""
    token = signing.dumps(certificate.key, salt=SALT)
    return certificate.enrolment.participation.project.url(reverse("training:certificate_take", args=[token]))


def read_link(token: str) -> str:
    """The key of the certificate in a link; `signing.SignatureExpired` or `signing.BadSignature` otherwise."""
    return str(signing.loads(token, salt=SALT, max_age=LINK_DAYS * 86400))


def read_old_link(token: str) -> str:
    """The key in a link that may have expired: only to send a new one to the address the office knows."""
    return str(signing.loads(token, salt=SALT))


def certificate_issued(certificate: Certificate, *, at: datetime) -> None:
    """Your certificate is ready: with a link where there is an e-mail, else to be collected in the project office."""
    participation = certificate.enrolment.participation
    person = participation.person
    if person is None:
        return
    queue(
        "training.certificate_issued",
        about=certificate,
        project=participation.project,
        to=Recipient(person.full_name, person.email, person.language),
        at=at,
        context={
            "first_name": person.first_name,
            "title": certificate.facts["titles"],
            "number": certificate.number,
            "link": certificate_link(certificate) if person.email else "",
            "link_days": LINK_DAYS,
        },
    )
