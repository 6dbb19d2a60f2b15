"""A call tried out: who would get in, whether bounds can be met, in words; nothing is written; no query more for more people."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.work.partnership.rules import Sex
from atut.work.partnership.tests.factories import a_partner
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.models import Application, Call
from atut.work.recruitment.tests.factories import a_call, a_regulation, an_application
from atut.work.selection.rules.terms import Amount, Bound, Fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(project, office):
    a_partner(project, office)
    bounds = (Bound(Fact.WOMAN, office.key, at_least=Amount(5)),)
    return a_call(project, [an_edition(project, capacity=8)], published=False, regulation=a_regulation(bounds=bounds))


def url(call):
    return reverse("recruitment:call_simulate", args=[call.key])


def tried(client, call, **typed):
    return client.get(url(call), typed or None).context["tried"]


def an_earlier_call(project):
    return a_call(project, at=clock.now() - timedelta(days=5))


def imagined(office, count, *facts, **typed):
    return {"known": "on", "imagined": "2", "who_office_0": office.key, "who_count_0": str(count), "who_facts_0": facts, **typed}


def test_a_bound_that_cannot_be_met_is_said_in_words(project, office, draft, signed_in):
    earlier = an_earlier_call(project)
    for _unused in range(3):
        an_application(
            earlier,
            office,
            pesel="",
            other_identifier=f"P{_unused}",
            birth_date=clock.today().replace(year=1990, day=1),
            sex=Sex.WOMAN,
        )
    page = signed_in("coordinator").get(url(draft))
    assert "Kobiety, Urząd Gminy Sabnie: 3 kandydatury, potrzeba 5." in page.content.decode().replace("\u00a0", " ")
    found = page.context["tried"]
    assert [(one.candidates, one.given) for one in found.bounds] == [(3, 3)]
    assert [(one.name, one.candidates, one.given) for one in found.by_office()] == [("Urząd Gminy Sabnie", 3, 3)]


def test_imagined_people_and_other_bounds_are_tried_without_being_kept(project, office, draft, signed_in):
    client = signed_in("coordinator")
    entries = Entry.objects.count()
    found = tried(client, draft, **imagined(office, 6, "woman"), bounds="1", fact_0="woman", office_0=office.key, least_0="5")
    assert (found.lacks, len(found.chosen), found.by_fact()[0].given) == ([], 6, 6)
    none = tried(client, draft, **imagined(office, 6, "man"), bounds="1", fact_0="woman", least_0="100 %")
    assert len(none.lacks) == 1
    assert Call.objects.get(pk=draft.pk).regulation == draft.regulation
    assert (Application.objects.count(), Entry.objects.count()) == (0, entries)


def test_bounds_together_may_be_out_of_reach_though_each_has_its_people(project, office, draft, signed_in):
    other = an_edition(project, capacity=8)
    call = a_call(project, [other], published=False, regulation=a_regulation(bounds=(Bound(Fact.MAN, at_least=Amount(6)),)))
    typed = imagined(office, 9, "woman", who_office_1=office.key, who_count_1="9", who_facts_1=["man"])
    found = tried(signed_in("coordinator"), call, **typed, bounds="1", fact_0="man", least_0="6")
    assert (found.lacks, found.by_edition()[0].given) == ([], 8)


def test_bounds_that_contradict_are_refused_here_too(draft, office, signed_in):
    page = signed_in("coordinator").get(url(draft), imagined(office, 1, bounds="1", fact_0="woman", least_0="9"))
    assert page.context["tried"] is None
    assert set(page.context["form"].errors) == {"least_0"}


def test_during_the_call_its_applications_are_tried_with_their_choices(project, office, signed_in):
    a_partner(project, office)
    call = a_call(project, [an_edition(project, capacity=1)])
    first, second = (an_application(call, office) for _unused in range(2))
    found = tried(signed_in("coordinator"), call)
    assert [one.candidate.code for one in found.chosen] == [first.code]
    assert {one.code for one in found.candidates} == {first.code, second.code}


def test_until_somebody_applies_a_published_call_is_tried_with_people_known_from_before(project, office, signed_in):
    a_partner(project, office)
    known = an_application(an_earlier_call(project), office)
    call = a_call(project, [an_edition(project, capacity=1)])
    client = signed_in("coordinator")
    assert [one.code for one in tried(client, call).candidates] == [known.code]
    first = an_application(call, office)
    assert [one.code for one in tried(client, call).candidates] == [first.code]


def test_people_who_may_not_apply_are_no_candidates(project, office, signed_in):
    a_partner(project, office)
    edition = an_edition(project, capacity=5)
    earlier = a_call(project, [edition], places=2, at=clock.now() - timedelta(days=5))
    an_application(
        earlier, office, birth_date=clock.today() - timedelta(days=17 * 365), sex=Sex.WOMAN, pesel="", other_identifier="X1"
    )
    adult = an_application(earlier, office)
    left = an_application(earlier, office)
    left.employment.until = clock.today()
    left.employment.save()
    found = tried(signed_in("controller"), a_call(project, [edition], places=2, published=False))
    assert [one.code for one in found.candidates] == [adult.code]


@pytest.mark.parametrize("role", ["office_lead", "trainer"])
def test_others_may_not_try(draft, office, signed_in, role):
    assert signed_in(role, office).get(url(draft)).status_code == 403


@pytest.mark.parametrize("is_draft", [True, False])
def test_as_many_queries_for_thirty_as_for_three(project, office, signed_in, is_draft):
    a_partner(project, office)
    open_call = a_call(project, [an_edition(project, capacity=8)], bound_percent=50)
    looked_at = a_call(project, [an_edition(project, capacity=8)], bound_percent=50, published=False) if is_draft else open_call
    client, counts = signed_in("coordinator"), []
    for more in (3, 27):
        for _unused in range(more):
            an_application(open_call, office)
        client.get(url(looked_at))
        with CaptureQueriesContext(connection) as asked:
            assert len(tried(client, looked_at).candidates) in (3, 30)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_during_the_call_what_was_told_and_who_comes_together_counts(project, office, signed_in):
    a_partner(project, office)
    bounds = (Bound(Fact.DISABILITY, at_least=Amount(1)),)
    call = a_call(project, [an_edition(project, capacity=2)], regulation=a_regulation(bounds=bounds, pairs=True))
    first, second, third = (an_application(call, office, confided={"disability": True}) for _unused in range(3))
    Application.objects.filter(pk=first.pk).update(status="correction", pair=second.code)
    Application.objects.filter(pk=second.pk).update(pair=first.code)
    doubted = Application.objects.get(pk=third.pk)
    doubted.checked = {"disability": {"is_confirmed": False, "document": "", "by": "", "at": ""}}
    doubted.save()
    page = signed_in("coordinator").get(url(call))
    found = page.context["tried"]
    assert {one.code: ("disability" in one.facts, one.pair) for one in found.candidates} == {
        first.code: (True, second.code),
        second.code: (True, first.code),
        third.code: (False, ""),
    }
    assert len(found.chosen) == 2
    words = page.content.decode().replace("\u00a0", " ")
    assert "Co przyjęto z góry" in words
    assert "jakby spełniały warunki" in words


def test_a_draft_says_what_its_trial_takes_for_granted(project, office, draft, signed_in):
    client = signed_in("coordinator")
    assert "Co przyjęto" not in client.get(url(draft)).content.decode(), "nobody was tried"
    words = client.get(url(draft), imagined(office, 2, "woman")).content.decode().replace("\u00a0", " ")
    assert "Zgłasza się każda znana osoba" in words
    assert "Osoby przewidywane chcą każdej edycji" in words
