"""Questions about exchanging places: what is asked of whom, with whom a place can be exchanged, who holds what."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from atut.base.kernel.actors import Actor
from atut.base.projects.models import Organisation
from atut.work.recruitment.models import Application, Call, Place, Selection, Swap
from atut.work.recruitment.queries.places import held_by, places_for, whole
from atut.work.recruitment.queries.ranking import on_the_list
from atut.work.recruitment.rules.moves import HOLDING, ApplicationStatus, PlaceStatus
from atut.work.recruitment.rules.swapping import Held, SwapStatus
from atut.work.selection.rules import frozen
from atut.work.selection.rules.terms import Applicant, Terms


def asked_of(*places: int) -> QuerySet[Swap]:
    """Exchanges that wait for an answer about one of these places, while both places are confirmed."""
    open_ones = Swap.objects.filter(
        status=SwapStatus.ASKED, first__status=PlaceStatus.CONFIRMED, second__status=PlaceStatus.CONFIRMED
    )
    return open_ones.filter(Q(first__in=places) | Q(second__in=places)).order_by("pk")


@dataclass(frozen=True, slots=True)
class SwapFor:
    """An exchange as one of the two sees it: nothing tells who the other one is."""

    swap: Swap
    wanted: Place
    has_agreed: bool


def swap_for(place: Place) -> SwapFor | None:
    """The exchange the holder of a place is asked about, if any. Two queries at most."""
    swap = asked_of(place.pk).first()
    if swap is None:
        return None
    is_first = swap.first_id == place.pk
    other = whole().get(pk=swap.second_id if is_first else swap.first_id)
    return SwapFor(swap, other, (swap.first_agreed_at if is_first else swap.second_agreed_at) is not None)


def exchangeable(place: Place, actor: Actor, *, today: date) -> QuerySet[Place]:
    """Confirmed places of others, in other editions of the project that have not begun."""
    found = places_for(actor).filter(status=PlaceStatus.CONFIRMED, edition__starts_on__gt=today)
    others = found.exclude(edition=place.edition_id).exclude(application__person=place.application.person_id)
    return others.order_by("edition__starts_on", "edition_id", "seat")


def application_in(person: int, call: Call) -> Application | None:
    """The person's application that meets the conditions of a call, if any."""
    standing = Application.objects.filter(call=call, person=person, status=ApplicationStatus.ELIGIBLE)
    return standing.select_related("call__project", "person", "employment__organisation").first()


def other_forms(place: Place) -> set[int]:
    """Forms of support in which the holder of a place holds other places of the project."""
    others = Place.objects.filter(application__person=place.application.person_id, status__in=HOLDING).exclude(pk=place.pk)
    return set(others.filter(edition__project=place.edition.project_id).values_list("edition__support_form", flat=True))


@dataclass(frozen=True, slots=True)
class Standing:
    """What a call's bounds and pools are counted from now: its terms, places in hand, who was on its list, words for its keys."""

    terms: Terms
    held: list[Held]
    people: dict[str, Applicant]
    names: dict[str, str]

    def after(self, moves: dict[str, tuple[str, str]]) -> list[Held]:
        """The places in hand when some change. `moves`: code of who gives, with the edition given and the code of who gets it."""
        gets = {(code, edition): to for code, (edition, to) in moves.items()}
        return [
            (self.people[gets[one.code, edition]], edition) if (one.code, edition) in gets else (one, edition)
            for one, edition in self.held
        ]


def standing(call: Call, at: datetime) -> Standing:
    """How a closed call stands at a moment. Five queries. Facts are those of the frozen list."""
    selection = Selection.objects.get(call=call)
    terms = replace(frozen.terms_of(selection.input), pools=call.rules.pools_at(at))
    people = on_the_list(selection)
    held = held_by(call, people)
    offices = {one.office for one in terms.bounds if one.office}
    names = dict(Organisation.objects.filter(key__in=offices).values_list("key", "name"))
    openings = call.openings.select_related("edition__support_form")
    names |= {one.edition.key: str(one.edition) for one in openings}
    return Standing(terms, held, people, names)
