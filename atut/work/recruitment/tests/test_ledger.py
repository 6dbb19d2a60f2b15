"""The ledger after any sequence of verbs: nothing lost, nothing doubled, nobody waiting beside a free place."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Place, Swap
from atut.work.recruitment.queries import places as queries
from atut.work.recruitment.rules.moves import HOLDING
from atut.work.recruitment.tasks import expire_places, remind_of_offers
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, an_eligible_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project):
    """Three editions of two, two and one place; nine people with one to three wishes; half of the places for 45+."""
    from atut.work.partnership.tests.factories import a_person

    a, b, c = (an_edition(project, starts_on=clock.today() + timedelta(days=days)) for days in (20, 40, 60))
    call = a_past_call(project, {a: 2, b: 2, c: 1}, bound=50)
    wishes = [[a, b], [b, a, c], [c], [a], [b, c], [a, c, b], [c, b], [a, b, c], [b]]
    for number, wished in enumerate(wishes):
        person = a_person(project, pesel="", other_identifier=f"P{number}", birth_date=clock.today(), sex="f")
        person.birth_date = clock.today() - timedelta(days=365 * (60 if number % 3 == 1 else 30))
        person.save()
        an_eligible_application(call, wished, person=person, points=20 - number)
    a_closed_list(call)
    return call


class Life(RuleBasedStateMachine):
    """What may happen to the places of a call. Each life is rolled back."""

    call = coordinator = None
    openings = applications = ()

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = clock.now()

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def do(self, verb, place, **more):
        """One verb; a refusal must leave everything as it was, the journal too."""
        entries = Entry.objects.count()
        try:
            verb(place, actor=self.coordinator, at=self.now, **more)
        except Refused:
            assert Entry.objects.count() == entries

    def one_of(self, number):
        places = list(Place.objects.filter(application__call=self.call).order_by("pk"))
        return queries.whole().get(pk=places[number % len(places)].pk)

    @rule(number=st.integers(0, 50))
    def confirm(self, number):
        self.do(actions.confirm_place, self.one_of(number))

    @rule(number=st.integers(0, 50))
    def decline(self, number):
        self.do(actions.decline_place, self.one_of(number))

    @rule(number=st.integers(0, 50))
    def give_back(self, number):
        self.do(actions.give_back_place, self.one_of(number))

    @rule(number=st.integers(0, 50))
    def use(self, number):
        self.do(actions.use_place, self.one_of(number))

    @rule(number=st.integers(0, 50))
    def resign(self, number):
        self.do(actions.release_place, self.one_of(number), reason="")

    @rule(number=st.integers(0, 50), other=st.integers(0, 50))
    def ask_to_swap(self, number, other):
        self.do(actions.ask_to_swap, self.one_of(number), second=self.one_of(other))

    @rule(number=st.integers(0, 50))
    def agree_to_swap(self, number):
        self.do(actions.agree_to_swap, self.one_of(number))

    @rule(number=st.integers(0, 50))
    def refuse_swap(self, number):
        self.do(actions.refuse_swap, self.one_of(number))

    @rule(number=st.integers(0, 50), other=st.integers(0, 50))
    def swap(self, number, other):
        """Two confirmed places, as far as they are: random steps would seldom meet in a whole exchange."""
        held = list(queries.whole().filter(application__call=self.call, status="confirmed").order_by("pk"))
        if len(held) > 1:
            one, two = held[number % len(held)], held[other % len(held)]
            self.do(actions.ask_to_swap, one, second=two)
            self.do(actions.agree_to_swap, one)
            self.do(actions.agree_to_swap, two)

    @rule(number=st.integers(0, 2))
    def offer(self, number):
        self.do(actions.offer_place, self.openings[number])

    @rule(number=st.integers(0, 8))
    def withdraw(self, number):
        self.do(actions.withdraw_application, self.applications[number])

    @rule(hours=st.integers(1, 120))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)
        remind_of_offers(self.now)
        expire_places(self.now)

    @invariant()
    def offered_taken_and_free_are_the_capacity(self):
        for opening in self.openings:
            ledger = queries.ledger(opening.edition)
            assert ledger.is_balanced
            assert ledger.capacity == opening.places

    @invariant()
    def nobody_holds_two_places_of_a_call(self):
        held = list(Place.objects.filter(application__call=self.call, status__in=HOLDING).values_list("application", flat=True))
        assert len(held) == len(set(held))

    @invariant()
    def nobody_waits_beside_a_free_place_before_the_first_meeting(self):
        for opening in self.openings:
            if clock.local(self.now).date() < opening.edition.starts_on and queries.ledger(opening.edition).free:
                assert not queries.next_in_line(opening, at=self.now)

    @invariant()
    def nobody_is_offered_the_same_edition_twice(self):
        keys = Entry.objects.filter(event="recruitment.place.offered").values("subject_key")
        given = list(Place.objects.filter(application__call=self.call, key__in=keys).values_list("application", "edition"))
        by_hand = {(a, e) for a, e in given}
        assert len(given) == len(by_hand)

    @invariant()
    def every_place_is_in_the_journal_as_offered_or_taken_in_exchange(self):
        events = ["recruitment.place.offered", "recruitment.place.taken"]
        assert Entry.objects.filter(event__in=events).count() == Place.objects.filter(application__call=self.call).count()

    @invariant()
    def an_exchange_closes_two_places_and_gives_two(self):
        closed = Place.objects.filter(application__call=self.call, status="swapped").count()
        made = Swap.objects.filter(status="made").count()
        assert closed == 2 * made == Entry.objects.filter(event="recruitment.place.taken").count()


def test_any_sequence_of_verbs_keeps_the_ledger(call, project):
    class Here(Life):
        coordinator = an_actor("coordinator", project)
        openings = list(call.openings.select_related("edition__support_form", "call__project").order_by("pk"))
        applications = list(call.applications.order_by("pk"))

    Here.call = call
    run_state_machine_as_test(
        Here,
        settings=settings(max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)),
    )


def test_offers_follow_the_published_order_while_the_bound_is_kept(project):
    edition = an_edition(project)
    call = a_past_call(project, {edition: 2})
    people = [an_eligible_application(call, [edition], points=points) for points in range(9, 0, -1)]
    a_closed_list(call)
    coordinator = an_actor("coordinator", project)
    for _unused in range(7):
        open_now = queries.whole().filter(application__call=call, status="offered").order_by("seat").last()
        actions.decline_place(open_now, actor=coordinator, at=clock.now())
    assert [p.application for p in Place.objects.filter(application__call=call).order_by("pk")] == people
