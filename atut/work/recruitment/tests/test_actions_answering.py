"""Answers to an offer, links and reminders, verb by verb; the language of what people are told."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.audit.tests.reading import events
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor, system
from atut.base.mail.models import Message
from atut.work.recruitment.actions import placing
from atut.work.recruitment.queries import answers
from atut.work.recruitment.rules import places as rules
from atut.work.recruitment.rules.links import bearer
from atut.work.recruitment.rules.moves import NotNow
from atut.work.recruitment.tasks import expire_places, remind_of_offers
from atut.work.recruitment.tests.factories_placing import (
    a_closed_list,
    a_confirmed_place,
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


class TestAnswers:
    def test_confirming_takes_the_place(self, project):
        place = a_confirmed_place(project)
        assert (place.status, place.answered_how) == ("confirmed", "account")
        assert events().count("recruitment.place.confirmed") == 1
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
