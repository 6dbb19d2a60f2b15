"""The public timetable: which meetings come, where, of what. It names nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet

from atut.base.kernel import clock
from atut.base.projects.models import Project
from atut.work.programme.models import Edition
from atut.work.programme.rules import EditionStatus
from atut.work.training.models import Group, Session


@dataclass(frozen=True, slots=True)
class Timetable:
    """What a visitor sees: days with their meetings, and editions that have no meeting planned yet."""

    days: Sequence[tuple[date, Sequence[Session]]]
    editions: Sequence[Edition]


def public_meetings(project: Project, at: datetime) -> QuerySet[Session]:
    """Meetings of today and later, called off ones too: who planned to come must learn of it."""
    begins = clock.at(clock.local(at).date())
    rows = Session.objects.filter(group__edition__project=project, ends_at__gte=begins)
    return rows.select_related("group__edition__support_form").order_by("starts_at", "pk")


def timetable(project: Project, at: datetime) -> Timetable:
    """Days and later editions. Two queries."""
    by_day = groupby(public_meetings(project, at), key=lambda one: clock.local(one.starts_at).date())
    met = Exists(Group.objects.filter(edition=OuterRef("pk"), sessions__isnull=False))
    later = Edition.objects.filter(~met, project=project, ends_on__gte=clock.local(at).date())
    shown = later.filter(status__in=(EditionStatus.PLANNED, EditionStatus.RUNNING)).select_related("support_form")
    return Timetable([(day, list(rows)) for day, rows in by_day], list(shown.order_by("starts_on", "pk")))
