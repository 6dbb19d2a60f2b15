"""What the start page and the applicant learn about places; fixed numbers of questions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Place
from atut.work.recruitment.queries import outcome_of, waiting
from atut.work.recruitment.queries import places as queries
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, an_eligible_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project):
    edition = an_edition(project)
    call = a_past_call(project, {edition: 2})
    call.people = [an_eligible_application(call, [edition], points=points) for points in (9, 8, 7)]
    return call


def titles(items):
    return [(item.count, str(item.title)) for item in items]


def test_the_start_page_says_when_a_list_can_be_closed(call, coordinator):
    assert titles(waiting.worklist(coordinator, clock.now())) == [(3, "zgłoszenia czekają na zamknięcie listy")]


def test_a_list_with_somebody_unassessed_cannot_be_closed_yet(call, coordinator):
    an_eligible_application(call, [call.editions.get()], status="submitted")
    assert waiting.worklist(coordinator, clock.now()) == []


def test_the_start_page_counts_offers_and_says_when_the_first_lapses(call, coordinator):
    a_closed_list(call)
    item = waiting.worklist(coordinator, clock.now())[0]
    assert item.count == 2
    assert not item.is_late
    late = Place.objects.first().answer_by - timedelta(hours=2)
    assert waiting.worklist(coordinator, late)[0].is_late


def test_free_places_without_a_next_person_are_shown(call, coordinator):
    a_closed_list(call)
    for _unused in range(3):
        place = queries.whole().filter(status="offered").first()
        actions.decline_place(place, actor=coordinator, at=clock.now())
    assert titles(waiting.worklist(coordinator, clock.now())) == [(2, "wolne miejsca bez następnej osoby")]


def test_a_free_place_of_a_running_edition_waits_for_the_office(call, coordinator):
    a_closed_list(call)
    edition = call.editions.get()
    begun = clock.at(edition.starts_on, 9)
    for place in queries.whole().filter(status="offered"):
        actions.confirm_place(place, actor=coordinator, at=clock.now())
    actions.give_back_place(place, actor=coordinator, at=begun)
    assert titles(waiting.worklist(coordinator, begun)) == [(1, "wolne miejsce czeka na decyzję biura")]
    assert waiting.worklist(coordinator, clock.at(edition.ends_on + timedelta(days=1))) == []


def test_what_may_never_be_is_shown(call, coordinator):
    a_closed_list(call)
    at = Place.objects.first().answer_by + timedelta(hours=1)
    assert titles(waiting.went_wrong(coordinator, at)) == [(2, "propozycje powinny były wygasnąć")]
    Place.objects.filter(seat=2).update(seat=7)
    assert len(waiting.went_wrong(coordinator, clock.now())) == 1


@pytest.mark.parametrize("role", ["controller", "trainer", None])
def test_others_are_told_nothing(call, project, role):
    a_closed_list(call)
    actor = an_actor(role, project)
    at = clock.now() + timedelta(days=30)
    assert waiting.worklist(actor, at) == waiting.went_wrong(actor, at) == []


def test_the_start_page_asks_the_same_number_for_three_and_thirty(project, coordinator):
    counts = []
    for editions in (3, 30):
        call = a_past_call(project, {an_edition(project): 2 for _unused in range(editions)})
        for opening in call.openings.all():
            an_eligible_application(call, [opening.edition])
        a_closed_list(call)
        with CaptureQueriesContext(connection) as asked:
            assert waiting.worklist(coordinator, clock.now())
            waiting.went_wrong(coordinator, clock.now())
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_everyone_can_read_the_own_outcome(call, django_assert_num_queries):
    a_closed_list(call)
    with django_assert_num_queries(2):
        (given,) = outcome_of(call.people[0])
    (waits,) = outcome_of(call.people[2])
    assert (given.place.status, given.position) == ("offered", None)
    assert (waits.place, waits.position) == (None, 1)
    assert given.why == ("Pozycja 1 w\u00a0rankingu, punkty: 9. Było wolne miejsce.",)
    assert "Wszystkie miejsca (2) dostały osoby wyżej" in waits.why[0]
