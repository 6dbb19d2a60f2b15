"""What a selection is made from: applications, facts and terms, as the room `selection` takes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation

from atut.base.kernel.texts import Text
from atut.base.projects.models import Organisation
from atut.base.projects.rules import Kind
from atut.work.partnership.rules import Sex
from atut.work.programme.models import Edition
from atut.work.recruitment.models import Application, Call, CallEdition, Choice, Place, Selection
from atut.work.recruitment.queries.calls import open_to
from atut.work.recruitment.queries.checking import counting_facts
from atut.work.recruitment.queries.enclosing import pairs_of
from atut.work.recruitment.queries.facts import unproven_of
from atut.work.recruitment.queries.selection import eligible, open_wishes
from atut.work.recruitment.rules import selection as rules
from atut.work.recruitment.rules.moves import ApplicationStatus, ChoiceStatus, PlaceStatus
from atut.work.selection.rules.frozen import ranked_of
from atut.work.selection.rules.terms import Applicant, Bound, Fact, Terms, spread

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True)
class Input:
    """What a selection is made from: the applications that meet the conditions, the terms, and names for the sentences."""

    applicants: tuple[Applicant, ...]
    terms: Terms
    names: Mapping[str, Text]


def ranking_input(call: Call, applications: list[Application]) -> Input:
    """The applications as the rule takes them. Three queries; one more where a bound is for each office or edition."""
    openings = list(call.openings.select_related("edition__support_form").order_by("edition__key"))
    supported = set(_supported(call).values_list("application__person", flat=True))
    pairs, unproven = pairs_of(applications), unproven_of(call.rules, applications)
    applicants = tuple(
        Applicant(
            code=one.code,
            number=one.number,
            points=one.points or 0,
            received_at=one.received_at,
            choices=tuple(choice.edition.key for choice in open_wishes(one)),
            facts=_facts(one, has_support=one.person_id in supported) - unproven[one.pk],
            office=one.employment.organisation.key,
            pair=pairs.get(one.code, ""),
        )
        for one in applications
    )
    terms = terms_of(call, openings, at=call.closes_at)
    terms = replace(terms, bounds=_spread(call, terms, applicants))
    return Input(applicants, terms, names_of(terms, openings))


def names_of(terms: Terms, openings: Iterable[CallEdition]) -> dict[str, Text]:
    """The names of the offices the bounds speak of and of the editions opened, by key. One query."""
    offices = Organisation.objects.filter(key__in={office for one in terms.bounds if (office := one.office)})
    names = {one.key: dict.fromkeys(LANGUAGES, one.name) for one in offices}
    return names | {one.edition.key: _named(one.edition) for one in openings}


def _spread(call: Call, terms: Terms, applicants: Iterable[Applicant]) -> tuple[Bound, ...]:
    """A line for each office and edition where the regulation says so. One query, only there."""
    if not any(bound.is_each for bound in terms.bounds):
        return terms.bounds
    every = [partner.organisation.key for partner in open_to(call).values()]
    return spread(terms.bounds, offices=every, applying={one.office for one in applicants}, editions=terms.openings)


def on_the_list(selection: Selection) -> dict[str, Applicant]:
    """Who may hold or wait for a place of a closed list, by code: as frozen, and whom an appeal brought in afterwards.

    One query, and seven where there is somebody of the second kind.
    """
    people = {one.code: one for one in ranked_of(selection.input, selection.result.get("draw"))}
    decided = Choice.objects.filter(application__call=selection.call_id, status__in=[ChoiceStatus.SELECTED, ChoiceStatus.RESERVE])
    meet = decided.filter(application__status=ApplicationStatus.ELIGIBLE).values_list("application__code", flat=True)
    if later := set(meet) - set(people):
        people |= {one.code: one for one in ranking_input(selection.call, eligible(selection.call, among=later)).applicants}
    return people


def terms_of(call: Call, openings: Iterable[CallEdition], *, at: datetime) -> Terms:
    """The part of the regulation that decides who gets a place, at a moment: pools return on their day."""
    regulation, opened = call.rules, list(openings)
    return Terms(
        openings={one.edition.key: one.places for one in opened},
        bounds=regulation.bounds,
        pools=regulation.pools_at(at),
        forms={one.edition.key: one.edition.support_form.key for one in opened},
        most_places=regulation.most_places,
        ties=regulation.ties,
    )


def _supported(call: Call) -> "QuerySet[Place]":
    """Places of the project that people have, or had, outside this call."""
    taken = Place.objects.filter(application__call__project=call.project_id, status__in=[PlaceStatus.CONFIRMED, PlaceStatus.USED])
    return taken.exclude(application__call=call)


def _facts(application: Application, *, has_support: bool) -> frozenset[str]:
    """What bounds count, as points do: ages on the last day of the call."""
    person, office = application.person, application.employment.organisation
    holds = {
        Fact.AGE_45: rules.counts_for_bound(person.birth_date, application.call.closes_at),
        Fact.WOMAN: person.sex == Sex.WOMAN,
        Fact.MAN: person.sex == Sex.MAN,
        Fact.GOPS: office.kind == Kind.GOPS,
        Fact.FIRST_SUPPORT: not has_support,
        **{Fact(fact): is_so for fact, is_so in counting_facts(application).items()},
    }
    return frozenset(fact.value for fact, is_so in holds.items() if is_so)


def _named(edition: Edition) -> Text:
    """Its name in every language, as kept in reasons."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = str(edition)
    return found
