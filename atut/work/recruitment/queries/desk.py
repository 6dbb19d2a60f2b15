"""What recruitment tells the start page: what needs somebody today, and what went wrong."""

from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from atut.base.kernel.actors import Actor
from atut.base.kernel.worklist import Item
from atut.work.recruitment import permissions
from atut.work.recruitment.models import Application, Call, RepeatedForm
from atut.work.recruitment.queries import leading
from atut.work.recruitment.queries import waiting as places
from atut.work.recruitment.queries.enclosing import corrections_over
from atut.work.recruitment.queries.stages import waiting_for
from atut.work.recruitment.rules.identity import Identity
from atut.work.recruitment.rules.moves import ApplicationStatus, CallStatus
from atut.work.recruitment.rules.pipeline import PROMISED, Waits
from atut.work.recruitment.rules.points import judged

RECENT = timedelta(days=14)


def worklist(actor: Actor, at: datetime) -> list[Item]:
    """Numbers in doubt, consents; applications that wait for the check of conditions, by call; corrections that did not come;

    then lists, offers and free places. What waits for a committee waits for nobody in the office.
    """
    of_people = [*_doubted(actor), *_consents(actor, at)]
    if not permissions.assess.allows(actor):
        return of_people
    waiting = Application.objects.visible_to(actor).filter(status=ApplicationStatus.SUBMITTED)
    waiting = waiting.exclude(call__in=_judged_calls(actor), jury={}, assessed_at=None)
    rows = waiting.values("call__key").annotate(count=Count("pk"), oldest=Min("received_at")).order_by("oldest")
    unchecked = [_waits(row["call__key"], row["count"], row["oldest"], at) for row in rows]
    return [*of_people, *unchecked, *_declared(actor, at), *_not_completed(actor, at), *places.worklist(actor, at)]


def _judged_calls(actor: Actor) -> list[Call]:
    """Calls whose committee gives points, while their lists are open. One query."""
    found = Call.objects.filter(project=actor.project_id or 0, status=CallStatus.PUBLISHED)
    return [call for call in found if judged(call.rules.criteria)]


def _declared(actor: Actor, at: datetime) -> list[Item]:
    """Where only what is confirmed counts: applications in which something is still to be confirmed, by call."""
    running = Call.objects.filter(project=actor.project_id or 0, status=CallStatus.PUBLISHED).order_by("closes_at", "pk")
    strict = [call for call in running if call.rules.confirmed_only]
    counted = [(call, Application.objects.visible_to(actor).filter(waiting_for(Waits.DECLARED, call)).count()) for call in strict]
    return [
        Item(
            count=count,
            title=ngettext(
                "application declares what nobody has confirmed", "applications declare what nobody has confirmed", count
            ),
            detail=gettext("%(call)s: it counts only once it is confirmed, before the list is closed.") % {"call": call},
            url=reverse("recruitment:call_show", args=[call.key]) + f"?waits={Waits.DECLARED}",
            is_late=at >= call.closes_at,
        )
        for call, count in counted
        if count
    ]


def _consents(actor: Actor, at: datetime) -> list[Item]:
    """For the head of an office: people who wait for the consent."""
    waiting = leading.consents_to_give(actor)
    if not waiting:
        return []
    title = ngettext("person waits for your consent", "people wait for your consent", len(waiting))
    detail = gettext("Consent or refuse: without an answer the application cannot count.")
    is_late = at - waiting[0].asked_at > PROMISED
    return [Item(len(waiting), title, detail, reverse("recruitment:own_people"), is_late)]


def _not_completed(actor: Actor, at: datetime) -> list[Item]:
    """Applications that were not completed in time, by call: the office decides on them as they are."""
    rows = (
        corrections_over(actor, at).order_by().values("call__key").annotate(count=Count("pk"), first=Min("correction__answer_by"))
    )
    return [
        Item(
            count=row["count"],
            title=ngettext("application was not completed in time", "applications were not completed in time", row["count"]),
            detail=gettext("Accept or reject it as it is."),
            url=reverse("recruitment:call_show", args=[row["call__key"]]) + f"?waits={Waits.CORRECTION}&late=on",
            is_late=True,
        )
        for row in rows.order_by("first", "call__key")
    ]


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
