"""Closing a list and the ledger of places, verb by verb."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor, system
from atut.base.mail.models import Message
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.actions import applying as assessing
from atut.work.recruitment.actions import placing
from atut.work.recruitment.actions.selecting import close_selection
from atut.work.recruitment.models import Place, Selection
from atut.work.recruitment.queries import answers
from atut.work.recruitment.queries import selection as protocols
from atut.work.recruitment.rules import applying
from atut.work.recruitment.rules import places as rules
from atut.work.recruitment.rules import selection as ranking
from atut.work.recruitment.rules.links import bearer
from atut.work.recruitment.rules.moves import NotNow
from atut.work.recruitment.tasks import expire_places, remind_of_offers
from atut.work.recruitment.tests.factories_placing import (
    a_closed_list,
    a_confirmed_place,
    a_past_call,
    an_eligible_application,
    an_offer,
)

pytestmark = pytest.mark.django_db


def events(*names):
    return Entry.objects.filter(event__in=names).count()


def status(place):
    return Place.objects.get(pk=place.pk).status


@pytest.fixture
def edition(project):
    return an_edition(project)


@pytest.fixture
def call(project, edition):
    """Two places, four people who meet the conditions, one who does not."""
    call = a_past_call(project, {edition: 2})
    call.people = [an_eligible_application(call, [edition], points=points) for points in (40, 30, 20, 10)]
    call.refused = an_eligible_application(call, [edition], status="rejected", reasons=[{"code": "under_age", "edition": ""}])
    return call


def offers(call):
    return list(Place.objects.filter(application__call=call, status="offered").order_by("seat"))


class TestClosing:
    def test_places_go_down_the_ranking_and_the_others_wait_in_order(self, call):
        selection = a_closed_list(call)
        assert [p.application for p in offers(call)] == call.people[:2]
        assert [p.seat for p in offers(call)] == [1, 2]
        assert [a.choices.get().reserve_position for a in call.people] == [None, None, 1, 2]
        assert [a.choices.get().status for a in call.people] == ["selected", "selected", "reserve", "reserve"]
        call.refresh_from_db()
        assert call.status == "selected"
        assert len(selection.input_hash) == 64
        assert selection.protocol.media_type == "application/pdf"

    def test_everyone_is_told_and_everything_is_recorded(self, call):
        a_closed_list(call)
        kinds = list(Message.objects.order_by("kind").values_list("kind", flat=True))
        assert kinds.count("recruitment.place_offered") == 2
        assert kinds.count("recruitment.on_reserve") == 2
        assert events("recruitment.application.decided") == 4
        assert events("recruitment.place.offered") == 2
        assert events("recruitment.selection.closed", "recruitment.call.closed") == 2
        waiting = Message.objects.filter(kind="recruitment.on_reserve").order_by("pk").first()
        assert "Pozycja na liście rezerwowej: 1" in waiting.text

    def test_a_second_click_gets_the_same_answer(self, call):
        first = a_closed_list(call)
        assert a_closed_list(call) == first
        assert Selection.objects.count() == 1
        assert len(offers(call)) == 2
        assert events("recruitment.selection.repeated") == 1

    def test_not_before_the_last_moment(self, call, coordinator):
        with pytest.raises(ranking.CallStillOpen):
            close_selection(call, actor=coordinator, at=call.closes_at - timedelta(seconds=1))
        assert not Selection.objects.exists()

    def test_not_while_somebody_is_unassessed(self, call, edition, coordinator):
        an_eligible_application(call, [edition], status="submitted")
        with pytest.raises(ranking.NotAllAssessed) as refusal:
            close_selection(call, actor=coordinator, at=clock.now())
        assert "1" in str(refusal.value)

    @pytest.mark.parametrize("role", ["controller", "office_lead", "trainer", None])
    def test_only_the_project_office_closes(self, call, project, office, role):
        with pytest.raises(PermissionDenied):
            close_selection(call, actor=an_actor(role, project, office if role == "office_lead" else None), at=clock.now())

    def test_the_protocol_says_for_everyone_why_and_names_nobody_in_what_is_frozen(self, call):
        selection = a_closed_list(call)
        protocol = protocols.protocol(selection)
        assert [line.rank for line in protocol.lines] == [1, 2, 3, 4]
        assert all(line.reasons for line in (*protocol.lines, *protocol.refused))
        assert (protocol.selected, protocol.waiting, len(protocol.refused)) == (2, 2, 1)
        frozen = str(selection.input) + str(selection.result)
        assert all(a.person.last_name not in frozen for a in call.people)

    def test_an_edition_already_held_is_left_out_of_the_wishes(self, project, edition):
        other = an_edition(project)
        call = a_past_call(project, {edition: 1, other: 1})
        one = an_eligible_application(call, [edition, other], reasons=[{"code": "holds_place", "edition": edition.key}])
        a_closed_list(call)
        assert [c.status for c in one.choices.order_by("preference")] == ["not_selected", "selected"]
        held, given = protocols.outcome_of(one)
        assert held.why
        assert given.place.status == "offered"


class TestAnswers:
    def test_confirming_takes_the_place(self, project):
        place = a_confirmed_place(project)
        assert (place.status, place.answered_how) == ("confirmed", "account")
        assert events("recruitment.place.confirmed") == 1
        assert Message.objects.filter(kind="recruitment.place_confirmed").count() == 1

    def test_confirming_is_refused_from_the_first_moment_too_late(self, project, coordinator):
        place = an_offer(project)
        with pytest.raises(rules.AnswerTooLate):
            placing.confirm_place(place, actor=coordinator, at=place.answer_by)
        placing.confirm_place(place, actor=coordinator, at=place.answer_by - timedelta(microseconds=1))

    def test_what_was_said_by_telephone_in_time_counts_when_typed_in_later(self, project, coordinator):
        place = an_offer(project)
        said = place.answer_by - timedelta(minutes=2)
        told = rules.Told(rules.How.PHONE, said)
        place = placing.confirm_place(place, told=told, actor=coordinator, at=place.answer_by + timedelta(seconds=30))
        assert (place.answered_at, place.answered_how, place.answered_by) == (said, "phone", coordinator.label)
        assert Entry.objects.get(event="recruitment.place.confirmed").happened_at == said

    def test_nobody_can_have_telephoned_before_the_offer(self, project, coordinator):
        place = an_offer(project)
        told = rules.Told(rules.How.PHONE, place.offered_at - timedelta(days=1))
        with pytest.raises(rules.ToldOutOfTime):
            placing.decline_place(place, told=told, actor=coordinator, at=clock.now())

    def test_the_bearer_of_the_link_answers_for_this_place_only(self, project):
        place, other = an_offer(project), an_offer(project)
        bearer_of = Actor(label=bearer(place.key), project_id=project.pk)
        with pytest.raises(PermissionDenied):
            placing.confirm_place(other, actor=bearer_of, at=clock.now())
        assert placing.confirm_place(place, actor=bearer_of, at=clock.now()).answered_how == "link"

    def test_an_account_with_the_label_of_a_link_is_not_its_bearer(self, project):
        place = an_offer(project)
        with pytest.raises(PermissionDenied):
            placing.confirm_place(place, actor=Actor(bearer(place.key), user_id=9, project_id=project.pk), at=clock.now())

    @pytest.mark.parametrize("verb", ["confirm_place", "decline_place"])
    @pytest.mark.parametrize("role", ["controller", "trainer", None])
    def test_who_may_not_answer_for_others(self, project, verb, role):
        place = an_offer(project)
        with pytest.raises(PermissionDenied):
            getattr(placing, verb)(place, actor=an_actor(role, project), at=clock.now())

    def test_an_answer_is_given_once(self, project, coordinator):
        place = a_confirmed_place(project)
        with pytest.raises(NotNow):
            placing.decline_place(place, actor=coordinator, at=clock.now())


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


class TestLinksAndReminders:
    def test_a_reminder_goes_once_on_the_last_day(self, call):
        a_closed_list(call)
        last = offers(call)[0].answer_by
        assert remind_of_offers(last - timedelta(days=1, seconds=1)) == 0
        assert remind_of_offers(last - timedelta(days=1)) == 2
        assert remind_of_offers(last - timedelta(hours=1)) == 0
        assert Message.objects.filter(kind="recruitment.answer_reminder").count() == 2

    def test_a_new_link_kills_the_old_and_goes_to_the_address_on_file(self, project, coordinator):
        place = an_offer(project)
        old = answers.token_of(place)
        at = place.offered_at + rules.LINK_WAIT
        place = placing.renew_link(place, actor=coordinator, at=at)
        assert answers.place_of(old, project) == (place, False)
        assert answers.place_of(answers.token_of(place), project) == (place, True)
        message = Message.objects.get(kind="recruitment.link_renewed")
        assert message.to_email == place.application.person.email
        assert answers.token_of(place) in message.text
        with pytest.raises(rules.LinkTooSoon):
            placing.renew_link(place, actor=coordinator, at=at)

    def test_a_link_of_another_project_leads_nowhere(self, project, other_project):
        place = an_offer(project)
        assert answers.place_of(answers.token_of(place), other_project) is None
        assert answers.place_of("forged", project) is None

    @pytest.mark.parametrize("verb", ["expire_place", "remind_place"])
    def test_only_the_program_itself_lapses_and_reminds(self, project, coordinator, verb):
        place = an_offer(project)
        with pytest.raises(PermissionDenied):
            getattr(placing, verb)(place, actor=coordinator, at=place.answer_by)

    def test_a_reminder_is_refused_when_the_answer_is_there(self, project):
        place = a_confirmed_place(project)
        with pytest.raises(NotNow):
            placing.remind_place(place, actor=system(project.pk), at=clock.now())


@pytest.mark.parametrize(("language", "words"), [("pl", "Dzień dobry, Anna,"), ("en", "Good day, Anna,")])
def test_every_message_is_in_the_language_of_the_person(project, edition, coordinator, language, words):
    call = a_past_call(project, {edition: 1}, bound=50)
    people = [an_eligible_application(call, [edition], points=points, language=language) for points in (9, 8, 7)]
    a_closed_list(call)
    first, now = offers(call)[0], clock.now()
    placing.remind_place(first, actor=system(project.pk), at=now)
    placing.renew_link(first, actor=coordinator, at=now + rules.LINK_WAIT)
    expire_places(first.answer_by)
    second = placing.confirm_place(offers(call)[0], actor=coordinator, at=first.answer_by)
    placing.give_back_place(second, actor=coordinator, at=first.answer_by, reason="–")
    placing.decline_place(offers(call)[0], actor=coordinator, at=first.answer_by)
    sent = Message.objects.filter(kind__startswith="recruitment.")
    kinds = {"place_offered", "on_reserve", "answer_reminder", "link_renewed", "place_confirmed", "place_declined"}
    assert {one.kind.partition(".")[2] for one in sent} == kinds | {"place_expired", "place_released"}
    for one in sent:
        assert one.text.startswith(words)
        assert one.title
        assert one.language == language
        english = "there is" in one.text.lower() or "the place" in one.text.lower() or "edition" in one.text.lower()
        assert not (language == "pl" and english), one.text
    assert len(people) == 3


@pytest.mark.parametrize("verb", ["assess", "accept_formally", "reject_formally"])
def test_a_closed_list_is_not_assessed_again(project, coordinator, verb):
    edition = an_edition(project)
    call = a_past_call(project, {edition: 1})
    application = an_eligible_application(call, [edition])
    a_closed_list(call)
    more = ("incomplete",) if verb == "reject_formally" else ()
    with pytest.raises(applying.ListClosed, match="następnym naborze"):
        getattr(assessing, verb)(application, *more, actor=coordinator, at=clock.now())
    application.refresh_from_db()
    assert application.status == "eligible"
