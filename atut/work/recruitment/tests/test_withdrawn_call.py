"""A call that was published by mistake is called off while nobody has applied, and made again from its own regulation."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.work.programme import actions as programme
from atut.work.programme import queries as editions
from atut.work.programme import rules as programme_rules
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries import newest_begun
from atut.work.recruitment.queries.places import places_opened
from atut.work.recruitment.queries.writing import editions_again, editions_to_open
from atut.work.recruitment.rules import calls
from atut.work.recruitment.rules.moves import CallStatus, NotNow
from atut.work.recruitment.tests.factories import a_call, a_regulation, an_application, the_texts
from atut.work.selection.rules.terms import Amount, Bound, Pool

pytestmark = pytest.mark.django_db
WHY = "Zły dzień zamknięcia."


def test_its_places_are_free_again_and_its_page_says_why(project, coordinator, client, at):
    edition = an_edition(project, capacity=10)
    call = a_call(project, [edition], places=10, at=at)
    assert editions_to_open(project)[0].left == 0
    withdrawn = actions.withdraw_call(call, WHY, actor=coordinator, at=at)
    assert (withdrawn.status, withdrawn.withdrawn_at, withdrawn.withdrawn_reason) == (CallStatus.WITHDRAWN, at, WHY)
    assert (editions_to_open(project)[0].left, places_opened(edition)) == (10, 0)
    entry = Entry.objects.order_by("pk").last()
    assert (entry.event, entry.detail.values["reason"]) == ("recruitment.call.withdrawn", WHY)
    assert WHY in client.get(reverse("recruitment:call_public", args=[call.key])).content.decode()
    assert "Odwołan" in client.get(reverse("recruitment:open_calls")).content.decode()


def test_nobody_can_apply_to_it(project, coordinator, at):
    call = a_call(project, at=at)
    actions.withdraw_call(call, WHY, actor=coordinator, at=at)
    with pytest.raises(calls.CallWithdrawn):
        calls.must_be_open(CallStatus.WITHDRAWN, opens_at=at, closes_at=at + timedelta(days=1), at=at)
    with pytest.raises(NotNow):
        actions.withdraw_call(call, WHY, actor=coordinator, at=at)


def test_whoever_applied_has_to_be_answered(project, coordinator, at):
    application = an_application(a_call(project, at=at), at=at)
    with pytest.raises(calls.PeopleApplied):
        actions.withdraw_call(application.call, WHY, actor=coordinator, at=at)
    assert Call.objects.get().status == CallStatus.PUBLISHED


@pytest.mark.parametrize("role", ["controller", "office_lead", None])
def test_others_may_not_call_it_off(project, role, at):
    call = a_call(project, at=at)
    with pytest.raises(PermissionDenied):
        actions.withdraw_call(call, WHY, actor=an_actor(role, project), at=at)


def test_an_edition_of_an_announced_call_is_neither_cut_nor_cancelled(project, coordinator, at):
    edition = an_edition(project, capacity=10)
    call = a_call(project, [edition], places=8, at=at)
    assert editions.seats_of(edition) == programme_rules.Seats(held=0, promised=8)
    with pytest.raises(programme_rules.StillOffered):
        programme.cancel_edition(edition, seats=editions.seats_of(edition), actor=coordinator, at=at)
    actions.withdraw_call(call, WHY, actor=coordinator, at=at)
    assert programme.cancel_edition(edition, seats=editions.seats_of(edition), actor=coordinator, at=at).status == "cancelled"


def test_the_new_call_has_every_rule_of_the_old_one(project, signed_in):
    the_texts(project)
    now = clock.now()
    edition = an_edition(project, capacity=10)
    kept = a_regulation(bounds=(Bound("", "", edition.key, None, Amount(6)),))
    call = a_call(project, [edition], places=10, at=now, regulation=kept)
    client = signed_in("coordinator")
    answer = client.post(reverse("recruitment:call_withdraw", args=[call.key]), {"reason": WHY})
    assert answer["Location"] == reverse("recruitment:call_show", args=[call.key])
    new = reverse("recruitment:call_new") + f"?wzor={call.key}"
    shown = client.get(new).context["form"]
    assert shown["title_pl"].value() == call.title["pl"]
    day = clock.today()
    typed = {"like": call.key, "title_pl": "Poprawiony", "opens_on": day.isoformat(), "opens_hour": "8:00", "closes_hour": "16:00"}
    typed |= {"closes_on": (day + timedelta(days=9)).isoformat(), f"places_{edition.key}": "10"}
    client.post(new, typed)
    assert Call.objects.exclude(pk=call.pk).get().rules.bounds == kept.bounds


def test_editions_stand_for_themselves_then_for_the_next_of_their_form(project, at):
    first, second = an_edition(project), None
    second = an_edition(project, first.support_form)
    later = [an_edition(project, first.support_form), an_edition(project, first.support_form)]
    call = a_call(project, [first, second], at=at)
    assert editions_again(call, [second, first]) == {first.key: first.key, second.key: second.key}
    assert editions_again(call, later) == {first.key: later[0].key, second.key: later[1].key}
    assert editions_again(call, [second, later[0]]) == {second.key: second.key, first.key: later[0].key}
    assert editions_again(call, later[:1]) == {first.key: later[0].key}
    some = a_regulation(bounds=(Bound("", "", second.key, None, Amount(6)),), pools=(Pool("x", first.key, 2),))
    assert some.naming_others_than([first.key]) == 1


def test_the_office_works_on_the_call_that_runs_not_on_one_that_comes(project, coordinator, at):
    assert newest_begun(coordinator, at) is None
    comes = a_call(project, at=at, opens_at=at + timedelta(days=5), closes_at=at + timedelta(days=9))
    assert newest_begun(coordinator, at) == comes
    runs = a_call(project, at=at)
    assert newest_begun(coordinator, at) == runs
    actions.withdraw_call(runs, WHY, actor=coordinator, at=at)
    assert newest_begun(coordinator, at) == comes
