"""The ledger with everything a regulation may ask for, across the night in which the clocks go forward.

Two places per person but one of a form of support, bounds of one edition, a pool that returns on its day, a pair that wants
both or none, people who join late. Nothing lost, nothing doubled, no bound broken, the frozen list untouched.
"""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.work.partnership.tests.factories import a_person
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Application, Choice, Place, Selection
from atut.work.recruitment.queries import places as queries
from atut.work.recruitment.queries.own import own_page
from atut.work.recruitment.queries.reserves import on_reserve
from atut.work.recruitment.queries.selection import data_of
from atut.work.recruitment.rules.moves import HOLDING
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.tasks import offer_returned_places
from atut.work.recruitment.tests.factories import application_data, the_texts
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, an_eligible_application
from atut.work.recruitment.tests.test_ledger import Life
from atut.work.selection.rules.frozen import checked
from atut.work.selection.rules.terms import Amount, Bound, Pool

pytestmark = pytest.mark.django_db

NIGHT = clock.at(date(2027, 3, 28), 1, 30)  # half an hour later it is 3:00
BEGUN = NIGHT - timedelta(days=4)
MOST_LATE = 3


@pytest.fixture
def call(project):
    """Editions a and c are of one form of support; b has bounds of its own and a place kept for one office."""
    the_texts(project)
    a, b = (an_edition(project, starts_on=NIGHT.date() + timedelta(days=days)) for days in (14, 24))
    c = an_edition(project, a.support_form, starts_on=NIGHT.date() + timedelta(days=40))
    call = a_past_call(project, {a: 2, b: 3, c: 2}, closes_at=BEGUN - timedelta(hours=1))
    wishes = [[a, b], [b, a], [c, b], [a, b, c], [b], [a, c], [b, c], [a, b], [c], [b, a, c]]
    people = [a_person(project, sex="m" if number % 3 == 0 else "f", pesel="", other_identifier=f"P{number}",
                       birth_date=date(1970 + 3 * number, 5, 5)) for number in range(len(wishes))]  # fmt: skip
    office = people[4].employments.get().organisation
    bounds = (
        Bound("woman", at_least=Amount(50, is_percent=True)),
        Bound("man", edition=b.key, at_most=Amount(1)),
        Bound("age_45", edition=c.key, at_least=Amount(1)),
    )
    regulation = Regulation(
        bounds=bounds, pools=(Pool(office.key, b.key, 1),), most_places=2, pairs=True, pools_return_at=NIGHT + timedelta(days=3)
    )
    type(call).objects.filter(pk=call.pk).update(regulation=regulation.as_data())
    call = type(call).objects.select_related("project").get(pk=call.pk)
    made = [
        an_eligible_application(call, wished, person=person, points=20 - number)
        for number, (person, wished) in enumerate(zip(people, wishes, strict=True))
    ]
    Application.objects.filter(pk=made[0].pk).update(pair=made[7].code)
    Application.objects.filter(pk=made[7].pk).update(pair=made[0].code)
    a_closed_list(call, at=BEGUN)
    call.refresh_from_db()
    return call


class WholeLife(Life):
    """The same verbs, and those of this call."""

    data = ()

    def __init__(self):
        super().__init__()
        self.now, self.late = BEGUN, 0

    @precondition(lambda self: self.late < MOST_LATE)
    @rule(number=st.integers(0, 2))
    def join(self, number):
        """Somebody comes late, and is judged at once."""
        self.do(self.come, self.data[self.late], number=number)
        self.late += 1

    def come(self, data, *, number, actor, at):
        paper = actions.Paper(f"RKP/{number}")
        late = actions.join_late(self.call, data, paper=paper, received_at=at, actor=actor, at=at)
        actions.assess(late, actor=actor, at=at)

    @rule(hours=st.sampled_from([1, 2, 25]))
    def the_night_comes(self, hours):
        """To the hour around which the clocks go forward, or on from it."""
        self.time_passes(hours)
        self.now = max(self.now, NIGHT)
        self.time_passes(1)

    @rule(hours=st.integers(1, 120))
    def time_passes(self, hours):
        super().time_passes(hours)
        offer_returned_places(self.now)

    @rule(number=st.integers(0, 10))
    def somebody_looks(self, number):
        """The own page of anybody can be made at any time, and says a position only to who waits."""
        people = list(self.call.applications.order_by("pk"))
        one = people[number % len(people)]
        shown = Application.objects.prefetch_related("choices__edition", "places__edition").get(pk=one.pk)
        page = own_page(shown, self.now)
        waits = {
            w.code for opening in self.openings for w, _a in queries.reserve(opening) if w.passed is None and w.code == one.code
        }
        assert bool(page.standings) == bool(waits)

    def held(self):
        return list(
            Place.objects.filter(application__call=self.call, status__in=HOLDING).values_list(
                "application", "edition", "edition__support_form", "application__person__sex"
            )
        )

    @invariant()
    def nobody_holds_two_places_of_a_call(self):
        """Here two may be held, of different forms of support."""
        held = self.held()
        assert len({(one, form) for one, _edition, form, _sex in held}) == len(held)
        people = [one for one, *_more in held]
        assert all(people.count(one) <= 2 for one in people)

    @invariant()
    def a_bound_of_an_edition_is_never_broken(self):
        second = self.openings[1].edition_id
        assert sum(edition == second and sex == "m" for _one, edition, _form, sex in self.held()) <= 1

    @invariant()
    def late_joiners_stand_after_everybody_in_time(self):
        listed = Choice.objects.filter(application__call=self.call, reserve_position__isnull=False)
        for opening in self.openings:
            here = listed.filter(edition=opening.edition).order_by("reserve_position")
            places = list(here.values_list("application__is_late", "reserve_position"))
            assert [is_late for is_late, _position in places] == sorted(is_late for is_late, _position in places)
            assert len({position for _is_late, position in places}) == len(places)

    @invariant()
    def who_waits_is_counted_alike_everywhere(self):
        for opening in self.openings:
            waiting = sum(one.passed is None for one, _application in queries.reserve(opening))
            assert on_reserve().filter(application__call=self.call, edition=opening.edition).count() == waiting

    def teardown(self):
        assert checked(data_of(Selection.objects.get(call=self.call))).is_equal
        super().teardown()


def test_any_sequence_of_verbs_keeps_the_whole_ledger(call, project):
    class Here(WholeLife):
        coordinator = an_actor("coordinator", project)
        openings = list(call.openings.select_related("edition__support_form", "call__project").order_by("pk"))
        applications = list(call.applications.order_by("pk"))

    Here.call = call
    wanted = [one.edition for one in Here.openings]
    Here.data = [application_data(call, editions=wanted[number:]) for number in range(MOST_LATE)]
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=6, stateful_step_count=15, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_two_who_want_both_or_none_got_both_or_none(call):
    pair = call.applications.exclude(pair="").order_by("pk")
    given = [set(one.places.values_list("edition", flat=True)) for one in pair]
    assert given[0] == given[1]
