"""Who said beforehand that they cannot come; the page on which they say it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atut.base.kernel.actors import Actor
from atut.base.kernel.worklist import Item
from atut.base.projects.models import Project
from atut.work.recruitment.rules import links
from atut.work.training.models import Absence, Enrolment, Session
from atut.work.training.rules.moves import EnrolmentStatus, SessionStatus

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Telling:
    """What a person sees: the meetings to come, each with what was said, and whether anything can be said still."""

    enrolment: Enrolment
    meetings: Sequence[tuple[Session, bool]]

    @property
    def is_enrolled(self) -> bool:
        """Takes part: else there is nothing to say."""
        return self.enrolment.status == EnrolmentStatus.ENROLLED


def telling_token(enrolment: Enrolment) -> str:
    """The secret part of the link in the person's mail: says “I cannot come”, nothing else."""
    return links.token(settings.SECRET_KEY, links.Link(links.CANNOT_COME, enrolment.key, 1))


def enrolment_of_token(token: str, project: Project) -> Enrolment | None:
    """The enrolment a genuine link is for; None for forged ones and other projects'."""
    link = links.read(settings.SECRET_KEY, token, purpose=links.CANNOT_COME)
    return _whole().filter(key=link.key, participation__project=project).first() if link else None


def my_enrolments(actor: Actor) -> QuerySet[Enrolment]:
    """The signed-in person's own ones."""
    mine = {"participation__project": actor.project_id or 0, "participation__person__claims__user_id": actor.user_id or 0}
    return _whole().filter(**mine)


def _whole() -> QuerySet[Enrolment]:
    return Enrolment.objects.select_related(
        "group__edition__support_form", "participation__person", "participation__project", "place"
    )


def telling(enrolment: Enrolment, at: datetime) -> Telling:
    """The page. Two queries."""
    ahead = enrolment.group.sessions.filter(starts_at__gt=at, status=SessionStatus.PLANNED).order_by("starts_at", "pk")
    told = set(enrolment.absences.values_list("session", flat=True))
    return Telling(enrolment, [(one, one.pk in told) for one in ahead])


def absences_of(people: Iterable[Enrolment]) -> set[tuple[int, int]]:
    """(enrolment, session) of all that was said. One query."""
    rows = Absence.objects.filter(enrolment__in=[one.pk for one in people])
    return set(rows.values_list("enrolment", "session"))


def absences_soon(project: Project, at: datetime) -> list[Item]:
    """Meetings of the coming week to which somebody said they cannot come: one card a meeting. One query."""
    soon = Session.objects.filter(
        group__edition__project=project, status=SessionStatus.PLANNED, starts_at__gt=at, starts_at__lte=at + SOON
    )
    rows = (
        soon.filter(absences__isnull=False).values("topic", "group__key").annotate(count=Count("absences"), first=Min("starts_at"))
    )
    return [
        Item(
            row["count"],
            ngettext("person cannot come to a meeting", "people cannot come to a meeting", row["count"]),
            _("%(topic)s, within a week. Nobody has to be called.") % {"topic": row["topic"]},
            reverse("training:group_show", args=[row["group__key"]]),
        )
        for row in rows.order_by("first", "topic", "group__key")
    ]
