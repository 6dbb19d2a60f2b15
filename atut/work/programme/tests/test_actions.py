"""The verbs of the programme."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.work.programme import actions, rules
from atut.work.programme.tests.factories import a_support_form, an_edition, edition_details, form_details

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("kind", rules.SupportKind.values)
def test_all_five_forms_of_support_are_added(project, coordinator, at, kind):
    form = actions.add_support_form(project, form_details(kind=kind), actor=coordinator, at=at)
    assert form.kind == kind
    assert Entry.objects.get(event="programme.support_form.added").subject_key == form.key


def test_a_code_is_used_once(project, coordinator, at):
    form = a_support_form(project)
    with pytest.raises(rules.CodeTaken):
        actions.add_support_form(project, form_details(code=form.code), actor=coordinator, at=at)
    with pytest.raises(rules.CodeTaken):
        actions.change_support_form(a_support_form(project), form_details(code=form.code), actor=coordinator, at=at)


def test_an_office_lead_plans_nothing(project, office, at):
    lead = an_actor("office_lead", project, office)
    with pytest.raises(PermissionDenied):
        actions.add_support_form(project, form_details(), actor=lead, at=at)
    with pytest.raises(PermissionDenied):
        actions.add_edition(a_support_form(project), edition_details(), actor=lead, at=at)
    with pytest.raises(PermissionDenied):
        actions.start_edition(an_edition(project), actor=lead, at=at)


def test_hours_are_fixed_once_an_edition_started(project, coordinator, at):
    form = a_support_form(project, code="PJU")
    actions.change_support_form(form, form_details(code="PJU", planned_minutes=600), actor=coordinator, at=at)
    an_edition(project, form, status="running")
    form.refresh_from_db()
    assert form.planned_minutes == 600
    with pytest.raises(rules.FormInUse):
        actions.change_support_form(form, form_details(code="PJU", planned_minutes=660), actor=coordinator, at=at)
    changed = actions.change_support_form(
        form, form_details(code="PJU", planned_minutes=600, title={"pl": "Nowy"}), actor=coordinator, at=at
    )
    assert changed.title == {"pl": "Nowy"}


def test_editions_are_numbered_in_turn(project, coordinator, at):
    form = a_support_form(project)
    numbers = [actions.add_edition(form, edition_details(), actor=coordinator, at=at).number for _unused in range(2)]
    assert numbers == [1, 2]
    with pytest.raises(rules.NumberTaken):
        actions.add_edition(form, edition_details(number=2), actor=coordinator, at=at)


def test_an_edition_lies_within_the_project(project, coordinator, at):
    late = edition_details(starts_on=project.ends_on)
    with pytest.raises(rules.OutsideProject):
        actions.add_edition(a_support_form(project), late, actor=coordinator, at=at)


def test_capacity_never_falls_below_the_places_in_use(project, coordinator, at):
    edition = an_edition(project, capacity=12)
    with pytest.raises(rules.PlacesInUse, match="11"):
        actions.change_edition(edition, edition_details(capacity=10), seats=rules.Seats(held=11), actor=coordinator, at=at)
    changed = actions.change_edition(edition, edition_details(capacity=11), seats=rules.Seats(held=11), actor=coordinator, at=at)
    assert changed.capacity == 11
    with pytest.raises(rules.PlacesPromised, match="8"):
        actions.change_edition(edition, edition_details(capacity=11), seats=rules.Seats(4, promised=8), actor=coordinator, at=at)
    assert "capacity" in Entry.objects.get(event="programme.edition.changed").fields


def test_a_changed_number_must_be_free(project, coordinator, at):
    form = a_support_form(project)
    an_edition(project, form)
    second = an_edition(project, form)
    with pytest.raises(rules.NumberTaken):
        actions.change_edition(second, edition_details(number=1), actor=coordinator, at=at)


def test_an_edition_starts_on_its_day_and_finishes_on_its_last(project, coordinator, at):
    edition = an_edition(project, starts_on=at.date(), ends_on=at.date() + timedelta(days=2))
    with pytest.raises(rules.TooEarlyToStart):
        actions.start_edition(edition, actor=coordinator, at=at - timedelta(days=1))
    assert actions.start_edition(edition, actor=coordinator, at=at).status == "running"
    with pytest.raises(rules.TooEarlyToFinish):
        actions.finish_edition(edition, actor=coordinator, at=at + timedelta(days=1))
    assert actions.finish_edition(edition, actor=coordinator, at=at + timedelta(days=2)).status == "finished"
    with pytest.raises(rules.DatesFixed):
        actions.change_edition(edition, edition_details(), actor=coordinator, at=at)
    with pytest.raises(rules.NotNow):
        actions.start_edition(edition, actor=coordinator, at=at)


def test_an_edition_that_people_hold_places_in_is_not_cancelled(project, coordinator, at):
    edition = an_edition(project)
    with pytest.raises(rules.StillHeld):
        actions.cancel_edition(edition, seats=rules.Seats(held=1), actor=coordinator, at=at)
    assert actions.cancel_edition(edition, actor=coordinator, at=at).status == "cancelled"
