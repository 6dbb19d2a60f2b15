"""Whom a simulation is made of: the applications of the call, or people known from earlier ones who meet its conditions."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from django.db.models import Prefetch, QuerySet

from atut.base.kernel.actors import Actor
from atut.base.projects.rules import Kind
from atut.work.partnership.rules import Sex, is_employed_on
from atut.work.recruitment.models import Application, Call, Choice, Place
from atut.work.recruitment.queries.calls import open_to
from atut.work.recruitment.queries.enclosing import pairs_of
from atut.work.recruitment.queries.facts import unproven_of
from atut.work.recruitment.queries.stages import COUNTING
from atut.work.recruitment.rules.applying import ADULT
from atut.work.recruitment.rules.checking import counting
from atut.work.recruitment.rules.moves import HOLDING, CallStatus, PlaceStatus
from atut.work.recruitment.rules.selection import counts_for_bound, last_day
from atut.work.recruitment.rules.simulating import Candidate
from atut.work.selection.rules.terms import Fact

SUPPORTED = [PlaceStatus.CONFIRMED, PlaceStatus.USED]
Held = dict[int, list[tuple[int, str]]]  # by person: form of support and state of each place in hand


def is_empty(call: Call) -> bool:
    """Has nobody applied yet, so that only people known from before can be tried? One query at most."""
    return call.status == CallStatus.DRAFT or not call.applications.filter(status__in=COUNTING).exists()


def applicants(call: Call, actor: Actor) -> list[Candidate]:
    """The applications of the call that may still get a place, the earlier first. Four queries at most."""
    rows = list(_whole(Application.objects.visible_to(actor).filter(call=call, status__in=COUNTING)))
    held, unproven, pairs = _held(rows, call), unproven_of(call.rules, rows), pairs_of(rows)
    known = ((one, _candidate(one, call, tuple(choice.edition.key for choice in one.choices.all()), held)) for one in rows)
    return [replace(_with_answers(found, one, unproven[one.pk]), pair=pairs.get(one.code, "")) for one, found in known]


def _with_answers(candidate: Candidate, one: Application, unproven: frozenset[str]) -> Candidate:
    """What was declared counts as long as nobody found otherwise and its document is there."""
    answers = counting(one.answers, one.checked, confirmed_only=False)
    told = {code for code, is_so in counting(one.confided, one.checked, confirmed_only=False).items() if is_so}
    known = {code: is_so and code not in unproven for code, is_so in answers.items()}
    return replace(candidate, facts=candidate.facts | (told - unproven), answers=known, jury=one.jury)


def known_people(call: Call, actor: Actor) -> list[Candidate]:
    """People with an application to another call who could apply here. Four queries.

    Of age, employed in a partner's unit, and without a place in every form of support the call opens. The newest
    application of each counts; what they would choose is not known, so they want every edition they may have.
    """
    others = Application.objects.visible_to(actor).filter(call__project=call.project_id).exclude(call=call)
    newest = {one.person_id: one for one in _whole(others)}
    offices = set(open_to(call))
    held = _held(newest.values(), call)
    found = []
    for one in newest.values():
        wanted = _open_to(one, call, held) if _may_apply(one, call, offices) else ()
        if wanted:
            found.append(_candidate(one, call, wanted, held))
    return found


def _whole(found: "QuerySet[Application]") -> "QuerySet[Application]":
    wishes = Prefetch("choices", Choice.objects.select_related("edition").order_by("preference"))
    return found.select_related("person", "employment__organisation").prefetch_related(wishes).order_by("received_at", "pk")


def _held(applications: Iterable[Application], call: Call) -> Held:
    people = [one.person_id for one in applications]
    rows = Place.objects.filter(application__call__project=call.project_id, status__in=HOLDING).exclude(application__call=call)
    held: Held = {person: [] for person in people}
    for person, form, status in rows.values_list("application__person", "edition__support_form", "status").order_by("pk"):
        if person in held:
            held[person].append((form, status))
    return held


def _may_apply(one: Application, call: Call, offices: Collection[int]) -> bool:
    day, work = last_day(call.closes_at), one.employment
    age = one.person.age_on(day)
    of_age = age is not None and age >= ADULT
    return of_age and work.organisation_id in offices and is_employed_on(None, work.until, day)


def _open_to(one: Application, call: Call, held: Held) -> tuple[str, ...]:
    barred = {form for form, _unused in held[one.person_id]} if call.rules.access.same_form_bars else set()
    return tuple(o.edition.key for o in call.openings.all() if o.edition.support_form_id not in barred)


def _candidate(one: Application, call: Call, choices: tuple[str, ...], held: Held) -> Candidate:
    person, office = one.person, one.employment.organisation
    holds = {
        Fact.AGE_45: counts_for_bound(person.birth_date, call.closes_at),
        Fact.WOMAN: person.sex == Sex.WOMAN,
        Fact.MAN: person.sex == Sex.MAN,
        Fact.GOPS: office.kind == Kind.GOPS,
        Fact.FIRST_SUPPORT: not any(status in SUPPORTED for _unused, status in held[one.person_id]),
    }
    return Candidate(
        code=one.code,
        office=office.key,
        facts=frozenset(fact.value for fact, is_so in holds.items() if is_so),
        received_at=one.received_at,
        choices=choices,
        name=person.listed_name,
    )
