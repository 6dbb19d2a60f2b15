"""A call with a draw: promised, frozen before the value exists, held, and recomputed by anybody."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.tests.reading import events
from atut.base.kernel import clock
from atut.work.recruitment import actions
from atut.work.recruitment.models import Draw, Place
from atut.work.recruitment.queries import selection as queries
from atut.work.recruitment.rules import applying, drawing
from atut.work.recruitment.rules.moves import NotNow
from atut.work.recruitment.tests.factories import a_draft, a_regulation, an_application, the_texts
from atut.work.selection.rules.draw import Draw as Lots
from atut.work.selection.rules.draw import NoPublicValue, commitment
from atut.work.selection.rules.frozen import checked

pytestmark = pytest.mark.django_db
VALUE = "7, 12, 19, 23, 41, 49"


@pytest.fixture
def call(project, edition, coordinator, at):
    """Two places, equal points for all; the value is made three days after the close."""
    the_texts(project)
    draw_on = clock.local(at).date() + timedelta(days=13)
    regulation = a_regulation(criteria=[], ties="draw", draw_on=draw_on, draw_value={"pl": "Lotto", "en": "Lotto"})
    draft = a_draft(project, [edition], places=2, at=at, regulation=regulation)
    call = actions.create_call(project, draft, actor=coordinator, at=draft.opens_at)
    return actions.publish_call(call, actor=coordinator, at=draft.opens_at)


@pytest.fixture
def people(call, at):
    return [an_application(call, at=at + timedelta(minutes=n), assessed=True) for n in range(5)]


def the_close(call):
    return call.closes_at + timedelta(hours=1)


def the_draw_day(call):
    return clock.at(Draw.objects.get(call=call).draw_on, 12)


def frozen(call, coordinator):
    return actions.freeze_list(call, actor=coordinator, at=the_close(call))


def test_publishing_promises_a_secret_that_nobody_can_read(call):
    draw = Draw.objects.get(call=call)
    assert draw.commitment == commitment(draw.secret)
    assert len(draw.secret) > 40
    assert not draw.is_frozen


def test_a_call_without_a_draw_promises_nothing_and_freezes_nothing(project, edition, coordinator, at):
    the_texts(project)
    draft = a_draft(project, [edition], at=at)
    call = actions.create_call(project, draft, actor=coordinator, at=draft.opens_at)
    call = actions.publish_call(call, actor=coordinator, at=draft.opens_at)
    assert not Draw.objects.exists()
    with pytest.raises(drawing.NoDraw):
        actions.freeze_list(call, actor=coordinator, at=the_close(call))


def test_lots_part_equal_points_and_anybody_gets_the_same_list(call, people, coordinator):
    draw = frozen(call, coordinator)
    selection = actions.close_selection(call, actor=coordinator, at=the_draw_day(call), public_value=VALUE)
    lots = Lots(draw.secret, draw.list_hash, VALUE)
    wanted = sorted((one.code for one in people), key=lots.lot)
    assert list(selection.result["people"]) == wanted
    assert {place.application.code for place in Place.objects.all()} == set(wanted[:2])
    assert checked(queries.data_of(selection)).is_equal
    tampered = queries.data_of(selection) | {"draw": selection.result["draw"] | {"public_value": "1, 2, 3"}}
    assert not checked(tampered).is_equal
    assert {"recruitment.draw.frozen", "recruitment.draw.held"} <= set(events())


def test_the_list_is_frozen_before_the_day_of_the_value_or_for_a_later_day(call, people, coordinator):
    too_late = the_draw_day(call)
    with pytest.raises(drawing.FrozenTooLate):
        actions.freeze_list(call, actor=coordinator, at=too_late)
    earlier = clock.local(call.closes_at).date()
    with pytest.raises(drawing.NotLater):
        actions.freeze_list(call, actor=coordinator, at=the_close(call), draw_on=earlier)
    later = clock.local(too_late).date() + timedelta(days=7)
    assert actions.freeze_list(call, actor=coordinator, at=too_late, draw_on=later).draw_on == later
    with pytest.raises(drawing.DrawnTooEarly):
        actions.close_selection(call, actor=coordinator, at=too_late, public_value=VALUE)


def test_nothing_is_drawn_before_the_list_is_frozen_or_without_the_value(call, people, coordinator):
    with pytest.raises(drawing.NotFrozen):
        actions.close_selection(call, actor=coordinator, at=the_draw_day(call), public_value=VALUE)
    frozen(call, coordinator)
    with pytest.raises(NoPublicValue):
        actions.close_selection(call, actor=coordinator, at=the_draw_day(call), public_value="  ")
    assert not Place.objects.exists()


def test_a_frozen_list_is_not_changed_and_a_second_click_finds_it(call, people, coordinator):
    draw = frozen(call, coordinator)
    assert frozen(call, coordinator).list_hash == draw.list_hash
    with pytest.raises(applying.ListClosed):
        actions.reject_formally(people[0], "untrue", actor=coordinator, at=the_close(call))
    with pytest.raises(NotNow):
        actions.publish_call(call, actor=coordinator, at=the_close(call))


def test_whoever_withdraws_after_the_freezing_is_passed_over(call, people, coordinator):
    draw = frozen(call, coordinator)
    first, second, third, *_others = sorted(people, key=lambda one: Lots(draw.secret, draw.list_hash, VALUE).lot(one.code))
    actions.withdraw_application(first, actor=coordinator, at=the_close(call))
    selection = actions.close_selection(call, actor=coordinator, at=the_draw_day(call), public_value=VALUE)
    assert set(Place.objects.values_list("application", flat=True)) == {second.pk, third.pk}
    lines = queries.protocol(selection).lines
    assert (lines[0].code, lines[0].edition) == (first.code, "")
    assert checked(queries.data_of(selection)).is_equal


def test_only_the_project_office_freezes(call, people, project):
    with pytest.raises(PermissionDenied):
        actions.freeze_list(call, actor=an_actor("controller", project), at=the_close(call))


def test_selection_close_freezes_and_then_draws_and_the_public_page_says_all(call, people, signed_in, client, monkeypatch):
    office, url = signed_in("coordinator"), reverse("recruitment:selection_close", args=[call.key])
    public = reverse("recruitment:call_regulation", args=[call.key])
    draw = Draw.objects.get(call=call)
    monkeypatch.setattr(clock, "now", lambda: the_close(call))
    assert draw.commitment in client.get(public).text
    day = f"{draw.draw_on:%Y-%m-%d}"
    assert office.post(url, {"draw_on": day, "sure": "on"})["Location"] == url
    draw.refresh_from_db()
    shown = client.get(public).text
    assert draw.list_hash in shown
    assert draw.secret not in shown
    monkeypatch.setattr(clock, "now", lambda: the_draw_day(call))
    assert "public_value" in office.get(url).text
    assert office.post(url, {"sure": "on"}).status_code == 200
    office.post(url, {"public_value": VALUE, "sure": "on"})
    assert draw.secret in client.get(public).text
