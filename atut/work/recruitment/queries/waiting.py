"""What selection and places tell the start page: calls to be closed, offers without an answer, places nobody takes."""

from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.worklist import Item
from atut.work.programme.rules import EditionStatus
from atut.work.recruitment import permissions
from atut.work.recruitment.models import Call, CallEdition, Place
from atut.work.recruitment.queries.places import ledgers_of, next_in_line
from atut.work.recruitment.queries.reserves import on_reserve
from atut.work.recruitment.rules.moves import HOLDING, UNDECIDED, ApplicationStatus, CallStatus, PlaceStatus

LATE = timedelta(minutes=15)  # the job that lets offers lapse runs every minute


def worklist(actor: Actor, at: datetime) -> list[Item]:
    """Lists that can be closed, offers that wait for an answer, free places the program gives to nobody by itself."""
    if not permissions.offer_place.allows(actor):
        return []
    return [*_to_close(actor, at), *_unanswered(actor, at), *_unoffered(actor, at)]


def _to_close(actor: Actor, at: datetime) -> list[Item]:
    over = Call.objects.filter(
        project=actor.project_id or 0, status__in=[CallStatus.PUBLISHED, CallStatus.FROZEN], closes_at__lte=at
    )
    ready = over.exclude(applications__status__in=UNDECIDED)
    counted = ready.annotate(count=Count("applications", filter=Q(applications__status=ApplicationStatus.ELIGIBLE)))
    return [
        Item(
            count=one.count,
            title=ngettext("application waits for the list to be closed", "applications wait for the list to be closed", one.count),
            detail=_("%(call)s: everything is checked.") % {"call": one},
            url=reverse("recruitment:selection_close", args=[one.key]),
        )
        for one in counted.order_by("closes_at", "pk")
    ]


def _unanswered(actor: Actor, at: datetime) -> list[Item]:
    offers = Place.objects.filter(application__call__project=actor.project_id or 0, status=PlaceStatus.OFFERED, answer_by__gt=at)
    rows = offers.values("application__call__key").annotate(count=Count("pk"), first=Min("answer_by")).order_by("first")
    return [
        Item(
            count=row["count"],
            title=ngettext("offer waits for an answer", "offers wait for an answer", row["count"]),
            detail=_("The first answer is due before %(moment)s.") % {"moment": _moment(row["first"])},
            url=reverse("recruitment:places", args=[row["application__call__key"]]),
            is_late=row["first"] - at < timedelta(days=1),
        )
        for row in rows
    ]


def _moment(moment: datetime) -> str:
    return formats.date_format(clock.local(moment), "j E Y, H:i")


def _unoffered(actor: Actor, at: datetime) -> list[Item]:
    wishes = on_reserve().filter(application__call__project=actor.project_id or 0).values_list("application__call", "edition")
    waiting = set(wishes.order_by("application__call", "edition").distinct())
    items = []
    for opening, free in free_places(actor, at):
        if opening.call.rules.pools_at(at) and opening.edition.starts_on > clock.local(at).date():
            continue  # kept for an office; the program offers it by itself when the pools return
        if (opening.call_id, opening.edition_id) in waiting:
            title = ngettext("free place waits for the office", "free places wait for the office", free)
            detail = _("%(edition)s has begun, so the program does not offer by itself.")
        else:
            title = ngettext("free place has nobody next", "free places have nobody next", free)
            detail = _("%(edition)s: the reserve list is used up. Open a new call or ask other offices.")
        url = reverse("recruitment:edition_places", args=[opening.call.key, opening.edition.key])
        items.append(Item(free, title, detail % {"edition": opening.edition}, url))
    return items


def free_places(actor: Actor, at: datetime) -> list[tuple[CallEdition, int]]:
    """Editions of closed lists with so many free places, until their last day. One query."""
    ours = Q(edition__places__status__in=HOLDING, edition__places__application__call=F("call"))
    found = CallEdition.objects.filter(
        call__project=actor.project_id or 0,
        call__status=CallStatus.SELECTED,
        edition__status__in=[EditionStatus.PLANNED, EditionStatus.RUNNING],
        edition__ends_on__gte=clock.local(at).date(),
    ).select_related("edition__support_form", "call__project")
    counted = found.annotate(free=F("places") - Count("edition__places", filter=ours)).filter(free__gt=0)
    return [(one, one.free) for one in counted.order_by("edition__starts_on", "pk")]


def with_returned_places(at: datetime) -> list[Call]:
    """Calls whose places kept for offices belong to everybody now, with one that is free and somebody who waits for it."""
    closed = CallEdition.objects.filter(call__status=CallStatus.SELECTED, edition__status=EditionStatus.PLANNED)
    found = closed.filter(edition__starts_on__gt=clock.local(at).date()).select_related("edition__support_form", "call__project")
    due = [one for one in found.order_by("call_id", "edition_id") if one.call.rules.pools and not one.call.rules.pools_at(at)]
    free = ledgers_of({one.edition_id for one in due})
    wanted = {one.call_id: one.call for one in due if free[one.edition_id].free and next_in_line(one, at=at)}
    return list(wanted.values())


def went_wrong(actor: Actor, at: datetime) -> list[Item]:
    """Offers that should have lapsed, and editions whose places do not add up: neither may ever be."""
    if not permissions.offer_place.allows(actor):
        return []
    return [*_not_lapsed(actor, at), *_unbalanced(actor)]


def _not_lapsed(actor: Actor, at: datetime) -> list[Item]:
    late = Place.objects.filter(
        application__call__project=actor.project_id or 0, status=PlaceStatus.OFFERED, answer_by__lte=at - LATE
    )
    rows = late.values("application__call__key").annotate(count=Count("pk")).order_by("application__call__key")
    return [
        Item(
            count=row["count"],
            title=ngettext("offer should have lapsed", "offers should have lapsed", row["count"]),
            detail=_("The job that lets offers lapse has not run: look at the jobs."),
            url=reverse("recruitment:places", args=[row["application__call__key"]]),
            is_late=True,
        )
        for row in rows
    ]


def _unbalanced(actor: Actor) -> list[Item]:
    openings = CallEdition.objects.filter(call__project=actor.project_id or 0, call__status=CallStatus.SELECTED)
    opened = list(openings.select_related("call", "edition__support_form").order_by("pk"))
    counted = ledgers_of({one.edition_id for one in opened})
    found = [one for one in opened if not counted[one.edition_id].is_balanced]
    return [
        Item(
            count=1,
            title=ngettext("edition has places that do not add up", "editions have places that do not add up", 1),
            detail=str(one.edition),
            url=reverse("recruitment:edition_places", args=[one.call.key, one.edition.key]),
            is_late=True,
        )
        for one in found
    ]
