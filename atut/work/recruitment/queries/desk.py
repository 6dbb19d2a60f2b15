"""What recruitment tells the start page: what needs somebody today, and what went wrong."""

from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from atut.base.kernel.actors import Actor
from atut.base.kernel.worklist import Item
from atut.work.recruitment import permissions
from atut.work.recruitment.models import Application, RepeatedForm
from atut.work.recruitment.queries import waiting as places
from atut.work.recruitment.rules.identity import Identity
from atut.work.recruitment.rules.moves import ApplicationStatus
from atut.work.recruitment.rules.pipeline import PROMISED, Waits

RECENT = timedelta(days=14)


def worklist(actor: Actor, at: datetime) -> list[Item]:
    """Numbers in doubt; applications that wait for the check of conditions, by call; then lists, offers and free places."""
    doubted = _doubted(actor)
    if not permissions.assess.allows(actor):
        return doubted
    waiting = Application.objects.visible_to(actor).filter(status=ApplicationStatus.SUBMITTED)
    rows = waiting.values("call__key").annotate(count=Count("pk"), oldest=Min("received_at")).order_by("oldest")
    unchecked = [_waits(row["call__key"], row["count"], row["oldest"], at) for row in rows]
    return [*doubted, *unchecked, *places.worklist(actor, at)]


def _waits(call: str, count: int, oldest: datetime, at: datetime) -> Item:
    days = (at - oldest).days
    said = ngettext(
        "The oldest for %(days)s day; we promise %(promised)s.", "The oldest for %(days)s days; we promise %(promised)s.", days
    )
    return Item(
        count=count,
        title=ngettext("application waits for the check", "applications wait for the check", count),
        detail=said % {"days": days, "promised": PROMISED.days},
        url=reverse("recruitment:call_show", args=[call]) + f"?waits={Waits.OFFICE}",
        is_late=at - oldest > PROMISED,
    )


def went_wrong(actor: Actor, at: datetime) -> list[Item]:
    """Forms that came a second time in somebody's name within two weeks: perhaps a mistake, perhaps a stranger."""
    if not permissions.assess.allows(actor):
        return []
    mine = Application.objects.visible_to(actor)
    again = RepeatedForm.objects.filter(application__in=mine, received_at__gt=at - RECENT)
    rows = again.values("application__key", "application__number").annotate(count=Count("pk")).order_by("application__number")
    repeated = [
        Item(
            count=row["count"],
            title=ngettext("further form of one person", "further forms of one person", row["count"]),
            detail=row["application__number"],
            url=reverse("recruitment:application_show", args=[row["application__key"]]),
        )
        for row in rows
    ]
    return [*repeated, *places.went_wrong(actor, at)]


def _doubted(actor: Actor) -> list[Item]:
    """Forms with a number that stands here under a wholly different name, until the office decides whose it is."""
    if not permissions.confirm_identity.allows(actor):
        return []
    standing = [ApplicationStatus.SUBMITTED, ApplicationStatus.ELIGIBLE]
    found = Application.objects.visible_to(actor).filter(status__in=standing, identity=Identity.DOUBTED)
    return [
        Item(
            count=1,
            title=gettext("form with the number of somebody else: whose is it?"),
            detail=one.number,
            url=reverse("recruitment:application_identify", args=[one.key]),
        )
        for one in found.order_by("number", "pk")
    ]
