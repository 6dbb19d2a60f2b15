"""A call for some offices only: its form, its rules, its trial, whom it invites, what comes on paper all keep to them."""

import json
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import translation

from atut.base.projects.tests.factories import an_office
from atut.work.partnership.tests.factories import a_partner
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Application, Call
from atut.work.recruitment.queries.calls import open_to, rules_in_words, terms_of, to_apply
from atut.work.recruitment.queries.simulating import known_people
from atut.work.recruitment.rules import bounds
from atut.work.recruitment.rules.applying import OfficeLeftOut, ReasonCode
from atut.work.recruitment.rules.regulation import Access, Regulation, regulation_from
from atut.work.recruitment.tests.factories import a_call, a_call_for, an_application
from atut.work.recruitment.tests.factories_importing import a_row, filled_in, take_in
from atut.work.selection.rules.terms import EACH, Amount, Bound, Pool

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(project):
    return a_partner(project, an_office("Kutno")).organisation


@pytest.fixture
def call(project, office, other, at):
    a_partner(project, office)
    return a_call_for(project, at, [an_edition(project)], access=Access(offices=(office.key,)))


def test_it_is_kept_as_the_newest_version_and_only_where_it_is_said():
    rules = Regulation(access=Access(offices=("u1", "u2")))
    assert rules.as_data()["version"] == 3
    assert regulation_from(json.loads(json.dumps(rules.as_data()))) == rules
    assert "offices" not in Regulation().as_data()["access"]
    assert [Access(offices=("u1",)).takes(key) for key in ("u1", "u2")] == [True, False]
    assert Access().takes("u2")


def test_the_form_offers_only_these_offices_and_others_are_refused(call, office, other, at):
    assert to_apply(call.project, call.key).offices == [office]
    assert [one.organisation for one in open_to(call).values()] == [office]
    with pytest.raises(OfficeLeftOut):
        an_application(call, other, at=at)
    an_application(call, office, at=at)


@pytest.mark.parametrize(("language", "words"), [("pl", "jednym z wymienionych tu urzędów"), ("en", "offices named here")])
def test_the_rules_name_them(call, office, other, language, words):
    with translation.override(language):
        said = " ".join(rules_in_words(call)).replace("\u00a0", " ")
    assert words in said
    assert office.name in said
    assert other.name not in said


def test_whoever_works_elsewhere_by_now_does_not_meet_the_conditions(call, office, other, coordinator, at):
    one = an_application(call, office, at=at)
    one.employment.organisation = other
    one.employment.save()
    found = actions.assess(Application.objects.get(pk=one.pk), actor=coordinator, at=at)
    assert [reason["code"] for reason in found.reasons] == [ReasonCode.OTHER_OFFICE]


def test_a_paper_of_another_office_is_refused_in_its_row(call, office, other, coordinator, at):
    done = take_in(call, filled_in(call, a_row(call, at), a_row(call, at, office=other.name)), coordinator, at)
    assert (done.added, done.rejected) == (1, 1)


def test_a_trial_knows_only_people_of_these_offices(call, project, office, other, coordinator, at):
    earlier = a_call(project, [an_edition(project)], at=at)
    here, _there = an_application(earlier, office, at=at), an_application(earlier, other, at=at)
    assert [one.code for one in known_people(call, coordinator)] == [here.code]


def test_a_bound_or_pool_for_an_office_left_out_is_a_fault(call, office, other):
    terms = terms_of(call)
    names = {office.key: office.name, other.key: other.name, **terms.names}

    def found(**lines):
        rules = replace(terms.regulation, pools_return_at=call.closes_at.replace(year=2099), **lines)
        return [type(one) for one in bounds.faults(replace(terms, regulation=rules, names=names))]

    edition = next(iter(terms.openings))
    assert found(bounds=(Bound(office=other.key, at_most=Amount(1)),)) == [bounds.OfficeLeftOut]
    assert found(pools=(Pool(office.key, edition, 1, (other.key,)),)) == [bounds.OfficeLeftOut]
    assert found(bounds=(Bound(office=EACH, at_most=Amount(1)), Bound(office=office.key, at_most=Amount(1)))) == []
    assert bounds.offices_of(replace(terms, names=names)) == [office.key]


def test_the_editor_ticks_offices_and_all_are_as_good_as_none(project, office, other, signed_in, at):
    a_partner(project, office)
    draft = a_call(project, [an_edition(project)], published=False)
    client, address = signed_in("coordinator"), reverse("recruitment:call_edit", args=[draft.key, "uprawnieni"])
    for ticked, kept in (([office.key], (office.key,)), ([office.key, other.key], ())):
        seen = client.get(address).context["seen"]
        client.post(address, {"seen": seen, "offices": ticked, "same_form_bars": "on"})
        assert Call.objects.get().rules.access.offices == kept
    assert client.post(address, {"seen": "x", "offices": ["nobody"]}).context["form"].errors["offices"]
