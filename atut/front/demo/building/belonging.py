"""Last stage: some of the people open their own pages, so that the demo can be seen with a participant's eyes.

Who they are follows from what happened to them, not from a list of names: the first of each kind, in order.
"""

from datetime import datetime, timedelta

from atut.base.kernel.actors import anonymous
from atut.front.demo.building.setup import Site
from atut.work.partnership import actions
from atut.work.partnership.models import Person
from atut.work.recruitment.models import Application, Place
from atut.work.recruitment.rules.moves import CallStatus, PlaceStatus
from atut.work.training.models import Certificate, Enrolment

PASSWORD = "cztery zielone taczki w polu"  # noqa: S105  # of invented people; nobody types it: the demo signs in by a click


def claim(site: Site) -> None:
    """One of each kind there is: with a certificate, in a running group, with an offer to answer, waiting for the list."""
    at = site.calendar.moment(-1, 18)
    known: set[int] = set()
    for person in (_certified(site), _running(site), _offered(site), _waiting(site)):
        if person is not None and person.pk not in known:
            known.add(person.pk)
            _open_page(site, person, at)


def _open_page(site: Site, person: Person, at: datetime) -> None:
    visitor = anonymous(site.project.pk)
    link = actions.send_account_link(person, actor=visitor, at=at)
    actions.use_account_link(link, password=PASSWORD, language="pl", actor=visitor, at=at + timedelta(minutes=20))


def _certified(site: Site) -> Person | None:
    """Somebody whose certificate was issued last, and who is in no running group."""
    running = Enrolment.objects.filter(status="enrolled").values("participation")
    found = Certificate.objects.filter(enrolment__participation__project=site.project, voided_at=None)
    found = found.exclude(enrolment__participation__in=running).exclude(enrolment__participation__person__email="")
    first = found.select_related("enrolment__participation__person").order_by("-issued_on", "pk").first()
    return first.enrolment.participation.person if first else None


def _running(site: Site) -> Person | None:
    """Somebody in a group that still meets."""
    found = Enrolment.objects.filter(participation__project=site.project, status="enrolled")
    found = found.exclude(participation__person__email="").select_related("participation__person")
    first = found.order_by("pk").first()
    return first.participation.person if first else None


def _offered(site: Site) -> Person | None:
    """Somebody whose place waits for an answer."""
    found = Place.objects.filter(edition__project=site.project, status=PlaceStatus.OFFERED).exclude(application__person__email="")
    first = found.select_related("application__person").order_by("answer_by", "pk").first()
    return first.application.person if first else None


def _waiting(site: Site) -> Person | None:
    """Somebody who has applied to a call that is open."""
    found = Application.objects.filter(call__project=site.project, call__status=CallStatus.PUBLISHED, status="submitted")
    found = found.exclude(person__participations__isnull=False)  # somebody new, with nothing but this application
    first = found.exclude(person__email="").select_related("person").order_by("received_at", "pk").first()
    return first.person if first else None
