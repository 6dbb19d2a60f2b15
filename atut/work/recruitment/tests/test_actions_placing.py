"""Places that come free, by whoever gives them back: to whom they go next."""

from datetime import timedelta

import pytest

from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.mail.models import Message
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.actions import placing
from atut.work.recruitment.models import Place
from atut.work.recruitment.rules import places as rules
from atut.work.recruitment.rules.moves import NotNow
from atut.work.recruitment.tasks import expire_places
from atut.work.recruitment.tests.factories_placing import (
    a_closed_list,
    a_past_call,
    a_ranked_call,
    an_eligible_application,
    an_offer,
    offers,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(edition):
    """Two places for four people."""
    return a_ranked_call(edition, places=2, points=(40, 30, 20, 10))


class TestFreedPlaces:
    def test_declining_gives_one_offer_to_the_next_person(self, call, coordinator):
        a_closed_list(call)
        placing.decline_place(offers(call)[0], actor=coordinator, at=clock.now())
        assert [p.application for p in offers(call)] == [call.people[2], call.people[1]]
        assert [p.seat for p in offers(call)] == [1, 2]
        assert Entry.objects.filter(event="recruitment.place.offered", actor_label="SYSTEM").count() == 1

    def test_who_declined_is_not_asked_again(self, call, coordinator):
        a_closed_list(call)
        for _unused in range(4):
            placing.decline_place(offers(call)[0], actor=coordinator, at=clock.now())
        assert offers(call) == []
        assert Place.objects.filter(application__call=call).count() == 4

    def test_lapsing_gives_the_next_offer_and_is_safe_to_run_twice(self, call):
        a_closed_list(call)
        late = offers(call)[0].answer_by
        assert expire_places(late - timedelta(microseconds=1)) == 0
        assert expire_places(late) == 2
        assert expire_places(late) == 0
        assert [p.application for p in offers(call)] == call.people[2:]
        assert Message.objects.filter(kind="recruitment.place_expired").count() == 2

    def test_an_offer_cannot_be_made_to_lapse_early(self, project):
        place = an_offer(project)
        with pytest.raises(rules.StillInTime):
            placing.expire_place(place, actor=system(project.pk), at=place.answer_by - timedelta(seconds=1))

    def test_giving_back_a_used_place_gives_the_next_offer(self, call, coordinator):
        a_closed_list(call)
        place = placing.confirm_place(offers(call)[0], actor=coordinator, at=clock.now())
        place = placing.use_place(place, actor=coordinator, at=clock.now())
        with pytest.raises(NotNow):
            placing.give_back_place(place, actor=coordinator, at=clock.now())
        placing.release_place(place, reason="Zmiana pracy", actor=coordinator, at=clock.now())
        place.refresh_from_db()
        assert (place.status, place.reason) == ("released", "Zmiana pracy")
        assert call.people[2] in [p.application for p in offers(call)]

    def test_who_withdrew_is_passed_over(self, call, coordinator):
        a_closed_list(call)
        call.people[2].status = "withdrawn"
        call.people[2].save()
        placing.decline_place(offers(call)[0], actor=coordinator, at=clock.now())
        assert call.people[3] in [p.application for p in offers(call)]

    def test_the_lower_bound_is_kept_when_a_place_comes_free(self, project, edition, coordinator):
        from datetime import date

        from atut.work.partnership.tests.factories import a_person

        old, young = date(1960, 1, 1), date(1999, 1, 1)
        call = a_past_call(project, {edition: 2}, bound=50)
        first, second, third, fourth = (
            an_eligible_application(call, [edition], points=points, person=a_person(project, pesel="", **born))
            for points, born in [(9, {}), (8, {}), (7, {}), (6, {})]
        )
        for one, born in [(first, young), (second, old), (third, young), (fourth, old)]:
            one.person.birth_date = born
            one.person.save()
        a_closed_list(call)
        assert {p.application for p in offers(call)} == {first, second}
        placing.decline_place(Place.objects.get(application=second), actor=coordinator, at=clock.now())
        assert {p.application for p in offers(call)} == {first, fourth}
        placing.decline_place(Place.objects.get(application=first), actor=coordinator, at=clock.now())
        assert {p.application for p in offers(call)} == {third, fourth}

    def test_no_offers_by_itself_once_the_edition_has_begun_but_the_office_may(self, project, coordinator):
        edition = an_edition(project)
        call = a_past_call(project, {edition: 1})
        first, second = (an_eligible_application(call, [edition], points=points) for points in (2, 1))
        a_closed_list(call)
        place = placing.confirm_place(offers(call)[0], actor=coordinator, at=clock.now())
        begun = clock.at(edition.starts_on, 9)
        placing.release_place(place, reason="", actor=coordinator, at=begun)
        assert offers(call) == []
        opening = call.openings.get()
        with pytest.raises(rules.EditionOver):
            placing.offer_place(opening, actor=coordinator, at=clock.at(edition.ends_on + timedelta(days=1)))
        offered = placing.offer_place(opening, actor=coordinator, at=begun)
        assert offered.application == second
        with pytest.raises(rules.NoFreePlace):
            placing.offer_place(opening, actor=coordinator, at=begun)
        placing.decline_place(offered, actor=coordinator, at=begun)
        with pytest.raises(rules.NobodyNext):
            placing.offer_place(opening, actor=coordinator, at=begun)
        assert first.places.get().status == "released"

    def test_somebody_who_holds_a_place_is_passed_over_until_it_is_given_back(self, project, coordinator):
        one, two = an_edition(project), an_edition(project)
        call = a_past_call(project, {one: 1, two: 1})
        winner = an_eligible_application(call, [one], points=9)
        other = an_eligible_application(call, [two], points=8)
        waiting = an_eligible_application(call, [one, two], points=7)
        a_closed_list(call)
        placing.decline_place(winner.places.get(), actor=coordinator, at=clock.now())
        placing.decline_place(other.places.get(), actor=coordinator, at=clock.now())
        assert [p.edition for p in offers(call)] == [one]
        placing.decline_place(waiting.places.get(), actor=coordinator, at=clock.now())
        assert [(p.application, p.edition) for p in offers(call)] == [(waiting, two)]
