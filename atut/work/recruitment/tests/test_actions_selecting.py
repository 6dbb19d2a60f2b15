"""Closing a list: places down the ranking, the protocol, and nothing assessed afterwards."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.tests.reading import events
from atut.base.kernel import clock
from atut.base.mail.models import Message
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.actions import assessing
from atut.work.recruitment.actions.selecting import close_selection
from atut.work.recruitment.models import Selection
from atut.work.recruitment.queries import selection as protocols
from atut.work.recruitment.rules import applying
from atut.work.recruitment.rules import selection as ranking
from atut.work.recruitment.tests.factories_placing import (
    a_closed_list,
    a_past_call,
    a_ranked_call,
    an_eligible_application,
    offers,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(edition):
    """Two places for four people."""
    return a_ranked_call(edition, places=2, points=(40, 30, 20, 10))


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
        assert events().count("recruitment.application.decided") == 4
        assert events().count("recruitment.place.offered") == 2
        assert {"recruitment.selection.closed", "recruitment.call.closed"} <= set(events())
        waiting = Message.objects.filter(kind="recruitment.on_reserve").order_by("pk").first()
        assert "Pozycja na liście rezerwowej: 1" in waiting.text

    def test_a_second_click_gets_the_same_answer(self, call):
        first = a_closed_list(call)
        assert a_closed_list(call) == first
        assert Selection.objects.count() == 1
        assert len(offers(call)) == 2
        assert events().count("recruitment.selection.repeated") == 1

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
        a_closed_list(call)
        selection = Selection.objects.get()  # as every reader after the closing finds it
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
