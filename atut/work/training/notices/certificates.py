"""What people are told about certificates."""

from datetime import datetime

from django.core import signing
from django.urls import reverse

from atut.base.mail.outbox import Recipient, queue
from atut.work.training.models import Certificate

SALT = "training.certificate_take"
LINK_DAYS = 90


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
