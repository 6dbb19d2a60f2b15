"""Questions about forms of support and their editions."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atut.base.kernel.actors import Actor
from atut.base.kernel.roles import Role
from atut.base.kernel.worklist import Item
from atut.base.projects.models import Project
from atut.work.programme.models import Edition, SupportForm
from atut.work.programme.rules import EditionStatus, Seats

Counter = Callable[[Edition], Seats]
_counters: list[Counter] = []


def count_seats_with(counter: Counter) -> None:
    """A later room that hands out seats says here how to count those somebody counts on: called from its AppConfig.ready."""
    if counter not in _counters:
        _counters.append(counter)


def seats_of(edition: Edition) -> Seats:
    """Seats somebody counts on, as the rooms that hand them out count them. None while nobody does."""
    counted = [counter(edition) for counter in _counters]
    return Seats(max((one.held for one in counted), default=0), max((one.promised for one in counted), default=0))


def support_forms(project: Project) -> QuerySet[SupportForm]:
    """Forms of support by code, with goal and how many editions each has. One query."""
    rows = SupportForm.objects.filter(project=project).select_related("goal")
    return rows.annotate(edition_count=Count("editions")).order_by("code", "pk")


def editions(form: SupportForm) -> QuerySet[Edition]:
    """Editions of a form, in order."""
    return Edition.objects.filter(support_form=form).order_by("number", "pk")


def edition_for(project: Project, key: str) -> QuerySet[Edition]:
    """One edition with its form."""
    return Edition.objects.filter(project=project, key=key).select_related("support_form", "project")


def worklist(actor: Actor, at: datetime) -> list[Item]:
    """Editions whose first or last day has passed and nobody said that they started or finished."""
    if not actor.holds_for_project({Role.COORDINATOR}) or actor.project_id is None:
        return []
    today = at.date()
    here = Edition.objects.filter(project=actor.project_id)
    to_start = here.filter(status=EditionStatus.PLANNED, starts_on__lte=today).count()
    to_finish = here.filter(status=EditionStatus.RUNNING, ends_on__lt=today).count()
    url, items = reverse("programme:forms"), []
    if to_start:
        title = ngettext("edition has reached its first day", "editions have reached their first day", to_start)
        items.append(Item(to_start, title, _("Say that it started, change its days, or cancel it."), url))
    if to_finish:
        title = ngettext("edition is past its last day", "editions are past their last day", to_finish)
        items.append(Item(to_finish, title, _("Say that it finished, or change its days."), url, is_late=True))
    return items
