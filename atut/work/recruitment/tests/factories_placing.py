"""Calls with applications that meet the conditions, closed lists, offers and confirmed places, through the verbs."""

import itertools
from datetime import timedelta

from atut.base.accounts.tests.factories import a_coordinator
from atut.base.kernel import clock
from atut.base.kernel.keys import new_code
from atut.work.partnership.tests.factories import a_person
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.actions.placing import confirm_place, offer_place
from atut.work.recruitment.actions.selecting import close_selection
from atut.work.recruitment.models import Application, Call, CallEdition, Choice, Place, Selection
from atut.work.recruitment.queries.ranking import ranking_input
from atut.work.recruitment.queries.selection import eligible
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.selection.rules.frozen import freeze
from atut.work.selection.rules.terms import Amount, Bound, Fact

_count = itertools.count(1)


def for_people_of_45(percent):
    """The bound most calls have: a share of all places for people aged 45 or more. None for nought."""
    return (Bound(fact=Fact.AGE_45, at_least=Amount(percent, is_percent=True)),) if percent else ()


def a_past_call(project, openings, *, bound=0, answer_days=3, closes_at=None, **fields):
    """A published call whose last moment was an hour ago. `openings`: places by edition."""
    closes_at = closes_at or clock.now() - timedelta(hours=1)
    call = Call.objects.create(
        project=project,
        title={"pl": "Nabór jesienny", "en": "Autumn call"},
        opens_at=closes_at - timedelta(days=20),
        closes_at=closes_at,
        answer_days=answer_days,
        regulation=Regulation(bounds=for_people_of_45(bound)).as_data(),
        status="published",
        published_at=closes_at - timedelta(days=30),
        **fields,
    )
    for edition, places in openings.items():
        CallEdition.objects.create(call=call, edition=edition, places=places)
    return call


def an_eligible_application(call, editions, *, person=None, points=10, status="eligible", **fields):
    """An application that meets the conditions, with wishes in this order."""
    number = next(_count)
    person = person or a_person(call.project)
    application = Application.objects.create(
        call=call,
        person=person,
        employment=person.employments.first(),
        number=fields.pop("number", f"TST/2026/P{number:04d}"),
        code=fields.pop("code", None) or new_code(),
        status=status,
        received_at=fields.pop("received_at", call.closes_at - timedelta(days=5)),
        recorded_at=call.closes_at - timedelta(days=5),
        points=points,
        **fields,
    )
    for preference, edition in enumerate(editions, start=1):
        Choice.objects.create(application=application, edition=edition, preference=preference)
    return application


def a_ranked_call(edition, *, places, points, bound=0):
    """A past call for so many places, `people` of so many points in their order, and `refused`, who is too young."""
    call = a_past_call(edition.project, {edition: places}, bound=bound)
    call.people = [an_eligible_application(call, [edition], points=one) for one in points]
    call.refused = an_eligible_application(call, [edition], status="rejected", reasons=[{"code": "under_age", "edition": ""}])
    return call


def a_closed_list(call, *, at=None):
    """The call with its list closed: offers made, the others on the reserve lists."""
    return close_selection(call, actor=a_coordinator(call.project), at=at or clock.now())


def offers(call):
    """Places of a call that wait for an answer, by their number."""
    return list(Place.objects.filter(application__call=call, status="offered").order_by("seat"))


def an_offer(project, edition=None, person=None, *, at=None, **fields):
    """An offered place, through the verb: the one person in line of a call of one place."""
    edition = edition or an_edition(project)
    at = at or min(clock.now(), clock.at(edition.starts_on - timedelta(days=10), 9))
    call = a_past_call(project, {edition: 1}, closes_at=at - timedelta(hours=1))
    application = an_eligible_application(call, [edition], person=person, **fields)
    application.choices.update(status="reserve", reserve_position=1)
    Call.objects.filter(pk=call.pk).update(status="selected")
    made_from = ranking_input(call, eligible(call))
    Selection.objects.create(
        call=call,
        closed_at=at,
        closed_by="test",
        input=freeze(made_from.applicants, made_from.terms),
        input_hash="",
        result={"people": {}, "refused": [], "bounds": []},
    )
    opening = call.openings.select_related("edition__support_form", "call__project").get()
    return offer_place(opening, actor=a_coordinator(project), at=at)


def a_confirmed_place(project, edition=None, person=None, *, at=None, **fields):
    """A place the person has taken, through the verbs; before the edition begins, unless `at` says otherwise."""
    place = an_offer(project, edition, person, at=at, **fields)
    return confirm_place(place, actor=a_coordinator(project), at=place.offered_at + timedelta(minutes=5))
