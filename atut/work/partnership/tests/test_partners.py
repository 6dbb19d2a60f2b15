"""Partners: they join, change role and place, leave and come back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.projects.models import Organisation
from atut.base.projects.tests.factories import an_office
from atut.work.partnership import actions, queries, rules
from atut.work.partnership.models import Partner
from atut.work.partnership.tests.factories import a_partner

pytestmark = pytest.mark.django_db


def to(name, *keys):
    return reverse(f"partnership:{name}", args=keys)


def on(day):
    return {"left_on_day": day.day, "left_on_month": day.month, "left_on_year": day.year}


@pytest.fixture
def joined(project, at):
    """Lead, partner, unit of that partner; in the project for a month."""
    before = at - timedelta(days=30)
    lead = a_partner(project, an_office("Sabnie"), role="lead", position=10, at=before)
    partner = a_partner(project, an_office("Repki"), position=20, at=before)
    unit = a_partner(project, an_office("GOPS Repki"), role="unit", position=40, at=before)
    Organisation.objects.filter(pk=unit.organisation_id).update(parent=partner.organisation)
    return lead, partner, unit


def test_a_partner_without_a_position_stands_last(project, joined, coordinator, at):
    assert actions.add_partner(project, an_office(), role="partner", actor=coordinator, at=at).position == 41


def test_a_project_has_one_lead(project, joined, coordinator, at):
    with pytest.raises(rules.SecondLead):
        actions.add_partner(project, an_office(), role="lead", actor=coordinator, at=at)
    with pytest.raises(rules.SecondLead):
        actions.change_partner(joined[1], role="lead", place=1, actor=coordinator, at=at)
    assert actions.change_partner(joined[0], role="lead", place=1, actor=coordinator, at=at).role == "lead"


def test_the_lead_is_handed_over(project, joined, coordinator, at):
    lead, partner, _unit = joined
    actions.change_partner(lead, role="partner", place=2, actor=coordinator, at=at)
    actions.change_partner(partner, role="lead", place=1, actor=coordinator, at=at)
    assert queries.names_of_leads(project) == [partner.organisation.name]


def test_the_others_move_up_and_down(project, joined, coordinator, at):
    lead, partner, unit = joined
    changed = actions.change_partner(unit, role="unit", place=1, actor=coordinator, at=at)
    assert changed.position == 1
    assert list(queries.partners(project)) == [unit, lead, partner]
    assert Entry.objects.get(event="partnership.partner.changed").fields == ["position"]
    actions.change_partner(unit, role="partner", place=1, actor=coordinator, at=at)
    assert Entry.objects.filter(event="partnership.partner.changed").count() == 2


def test_saving_the_same_changes_nothing(project, joined, coordinator, at):
    actions.change_partner(joined[1], role="partner", place=2, actor=coordinator, at=at)
    assert Entry.objects.get(event="partnership.partner.changed").fields == []
    assert [partner.position for partner in queries.partners(project)] == [1, 2, 3]


def test_a_partner_leaves_and_comes_back_as_the_same(project, joined, coordinator, at):
    _lead, partner, unit = joined
    with pytest.raises(rules.UnitsStay, match="GOPS Repki"):
        actions.take_leave_of_partner(partner, on=at.date(), actor=coordinator, at=at)
    actions.take_leave_of_partner(unit, on=at.date(), actor=coordinator, at=at)
    assert actions.take_leave_of_partner(partner, on=at.date(), actor=coordinator, at=at).left_on == at.date()
    assert Entry.objects.filter(event="partnership.partner.left").count() == 2
    with pytest.raises(rules.LeftAlready):
        actions.take_leave_of_partner(partner, on=at.date(), actor=coordinator, at=at)
    with pytest.raises(rules.LeftAlready):
        actions.change_partner(partner, role="unit", place=1, actor=coordinator, at=at)
    back = actions.add_partner(project, partner.organisation, role="partner", actor=coordinator, at=at)
    assert (back.pk, back.left_on, back.position) == (partner.pk, None, 41)
    assert Entry.objects.filter(event="partnership.partner.returned").count() == 1
    with pytest.raises(rules.AlreadyPartner):
        actions.add_partner(project, partner.organisation, role="partner", actor=coordinator, at=at)


def test_the_lead_stays(joined, coordinator, at):
    with pytest.raises(rules.LeadStays):
        actions.take_leave_of_partner(joined[0], on=at.date(), actor=coordinator, at=at)


@pytest.mark.parametrize("role", ["office_lead", "controller"])
def test_who_may_not_change_partners(project, joined, role, at):
    actor = an_actor(role, project, joined[1].organisation if role == "office_lead" else None)
    with pytest.raises(PermissionDenied):
        actions.change_partner(joined[1], role="unit", place=1, actor=actor, at=at)
    with pytest.raises(PermissionDenied):
        actions.take_leave_of_partner(joined[1], on=at.date(), actor=actor, at=at)


def test_partner_change(signed_in, joined):
    desk = signed_in("coordinator")
    assert 'value="2"' in desk.get(to("partner_change", joined[1].key)).content.decode()
    assert desk.post(to("partner_change", joined[1].key), {"role": "lead", "place": "1"}).status_code == 200, "one lead"
    assert desk.post(to("partner_change", joined[1].key), {"role": "unit", "place": "1"}).status_code == 302
    assert [partner.role for partner in queries.partners(joined[0].project)] == ["unit", "lead", "unit"]


def test_partner_leave(signed_in, joined, at):
    desk, unit = signed_in("coordinator"), joined[2]
    Partner.objects.filter(pk=unit.pk).update(joined_on=at.date() - timedelta(days=400))
    assert desk.get(to("partner_leave", unit.key)).status_code == 200
    day = at.date() - timedelta(days=370)
    assert desk.post(to("partner_leave", unit.key), on(day)).status_code == 302
    unit.refresh_from_db()
    assert unit.left_on == day
    assert unit.organisation.name in desk.get(to("partners")).content.decode()
    page = desk.get(to("partner_show", unit.key)).content.decode()
    assert to("partner_leave", unit.key) not in page
    assert desk.get(to("partner_leave", unit.key)).status_code == 404
    assert desk.get(to("partner_change", unit.key)).status_code == 404


def test_a_controller_sees_partners_without_the_buttons(signed_in, joined):
    page = signed_in("controller").get(to("partner_show", joined[1].key)).content.decode()
    assert to("partner_change", joined[1].key) not in page
