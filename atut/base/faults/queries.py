"""Questions about what broke."""

from datetime import datetime

from django.db.models import F, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from atut.base.faults import permissions, rules
from atut.base.faults.models import Fault
from atut.base.kernel.actors import Actor
from atut.base.kernel.roles import Role
from atut.base.kernel.worklist import Item


def visible_to(actor: Actor) -> QuerySet[Fault]:
    """All of the installation for an administrator; those of the own project for its office and controller."""
    if actor.holds_for_project({Role.ADMINISTRATOR}):
        return Fault.objects.all()
    if not permissions.SEE.allows(actor):
        return Fault.objects.none()
    return Fault.objects.filter(project=actor.project_id or 0)


def faults(actor: Actor, *, typed: str = "") -> QuerySet[Fault]:
    """What waits for somebody first, then the latest. `typed`: a code read out on the telephone."""
    rows = visible_to(actor).select_related("project").order_by(F("seen_at").asc(nulls_first=True), "-last_at", "pk")
    return rows.filter(code=rules.typed_code(typed)) if typed else rows


def forgotten(at: datetime) -> QuerySet[Fault]:
    """Those whose time is over."""
    return Fault.objects.filter(last_at__lt=rules.forgotten_before(at))


def went_wrong(actor: Actor, _at: datetime) -> list[Item]:
    """Pages that broke and were not seen to."""
    times = visible_to(actor).filter(seen_at=None).aggregate(times=Sum("count"))["times"]
    if not times:
        return []
    words = ngettext("time a page broke", "times a page broke", times)
    detail = _("Somebody saw “Something broke on our side”. Their code is in the list.")
    return [Item(times, words, detail, reverse("faults:faults"), is_late=True)]
