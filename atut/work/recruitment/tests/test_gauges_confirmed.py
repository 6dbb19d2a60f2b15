"""A gauge counts what the list would count: what nobody has confirmed stands apart and promises nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from atut.base.files.models import StoredFile
from atut.base.kernel import clock
from atut.base.projects import revisions
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.actions.checking import check_answer
from atut.work.recruitment.models import Attachment, Call
from atut.work.recruitment.queries.gauges import gauges_of
from atut.work.recruitment.rules.checking import Check
from atut.work.recruitment.rules.gauges import Counts, Verdict
from atut.work.recruitment.rules.regulation import Document, Regulation
from atut.work.recruitment.tests.factories_placing import a_past_call, an_eligible_application
from atut.work.recruitment.tests.test_gauges import HALF, a_gauge
from atut.work.selection.rules.terms import Amount, Bound, Fact

DISABLED = Bound(fact=Fact.DISABILITY, at_least=Amount(2))
YES, NO = Check(is_confirmed=True, document="orzeczenie 12/2026"), Check(is_confirmed=False)
PROOF = Document("orzeczenie", {"pl": "Orzeczenie"}, proves=Fact.DISABILITY.value)


def a_declared_call(project, *, people=3, **fields):
    """A call that runs, and so many people who declared a disability."""
    edition = an_edition(project, capacity=4)
    call = a_past_call(project, {edition: 4}, closes_at=clock.now() + timedelta(days=5))
    call.regulation = Regulation(bounds=(DISABLED,), **fields).as_data()
    call.save()
    call = Call.objects.get(pk=call.pk)
    call.people = [an_eligible_application(call, [edition], confided={"disability": True}) for _unused in range(people)]
    return call


def counts(call, coordinator):
    (gauge,) = gauges_of(call, coordinator, clock.now())
    return gauge.counts.candidates, gauge.counts.unchecked, gauge.verdict


@pytest.mark.django_db
def test_only_what_is_confirmed_counts_and_a_check_is_seen_at_once(project, coordinator):
    call = a_declared_call(project, confirmed_only=True)
    first, second, third = call.people
    assert counts(call, coordinator) == (0, 3, Verdict.UNCHECKED)
    check_answer(first, "disability", YES, actor=coordinator, at=clock.now())
    assert counts(call, coordinator) == (1, 2, Verdict.UNCHECKED)
    check_answer(second, "disability", NO, actor=coordinator, at=clock.now())
    check_answer(third, "disability", NO, actor=coordinator, at=clock.now())
    assert counts(call, coordinator) == (1, 0, Verdict.SHORT)
    check_answer(third, "disability", YES, actor=coordinator, at=clock.now())
    assert counts(call, coordinator) == (2, 0, Verdict.MET)


@pytest.mark.django_db
def test_elsewhere_what_is_declared_counts_until_it_is_found_not_to_be_so(project, coordinator):
    call = a_declared_call(project)
    assert counts(call, coordinator) == (3, 0, Verdict.MET)
    check_answer(call.people[0], "disability", NO, actor=coordinator, at=clock.now())
    assert counts(call, coordinator) == (2, 0, Verdict.MET)


@pytest.mark.django_db
def test_without_the_paper_that_proves_it_nothing_counts_before_somebody_confirms_it(project, coordinator):
    call = a_declared_call(project, documents=(PROOF,))
    first, second, third = call.people
    assert counts(call, coordinator) == (0, 3, Verdict.UNCHECKED)
    scan = StoredFile.objects.create(project=project, name="a.pdf", size=1, created_at=clock.now())
    Attachment.objects.create(application=first, code="orzeczenie", file=scan, pages=1, sent_at=clock.now())
    assert counts(call, coordinator) == (1, 2, Verdict.UNCHECKED)
    check_answer(second, "disability", YES, actor=coordinator, at=clock.now())
    assert counts(call, coordinator) == (2, 1, Verdict.MET)
    type(third).objects.filter(pk=third.pk).update(channel="paper")
    revisions.forget()
    assert counts(call, coordinator) == (3, 0, Verdict.MET)


@pytest.mark.django_db
def test_as_many_queries_for_three_as_for_thirty(project, coordinator):
    asked = []
    for people in (3, 30):
        call = a_declared_call(project, people=people, confirmed_only=True, documents=(PROOF,))
        check_answer(call.people[0], "disability", YES, actor=coordinator, at=clock.now())
        with CaptureQueriesContext(connection) as captured:
            assert counts(call, coordinator)[:2] == (1, people - 1)
        asked.append(len(captured))
    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (Counts(4, 20, unchecked=6), Verdict.UNCHECKED),
        (Counts(4, 20, unchecked=0), Verdict.SHORT),
        (Counts(4, 20, unchecked=5), Verdict.SHORT),
        (Counts(7, 20, unchecked=3), Verdict.UNCHECKED),
        (Counts(7, 20, unchecked=2), Verdict.BEHIND),
        (Counts(10, 20, unchecked=4), Verdict.MET),
    ],
)
def test_the_verdict_promises_nothing_on_what_is_unchecked(given, verdict):
    gauge = a_gauge(Bound(fact=Fact.RURAL, at_least=HALF), given)
    assert gauge.verdict == verdict
    assert gauge.wants_people == (verdict != Verdict.MET)


def test_both_numbers_are_said_and_drawn():
    with translation.override("en"):
        gauge = a_gauge(Bound(fact=Fact.RURAL, at_least=HALF), Counts(7, 20, unchecked=2))
        assert gauge.headline == "People living in rural areas (DEGURBA 3): 35 %, and 2 not confirmed"
        assert "2 more declared it, which counts once it is confirmed." in gauge.words
        assert gauge.parts == [(35.0, "in"), (10.0, "next"), (5.0, "low")]
        enough = a_gauge(Bound(fact=Fact.RURAL, at_least=HALF), Counts(7, 20, unchecked=3))
        assert enough.words.endswith("There are enough only if what was declared is confirmed: check it before you count on it.")
        hidden = a_gauge(Bound(fact=Fact.RURAL, at_least=HALF), Counts(7, 20, unchecked=3), sees_few=False)
        assert hidden.hides
        assert "3 more" not in hidden.words


@pytest.mark.django_db
def test_the_call_says_it_to_the_office(signed_in, project, coordinator):
    call = a_declared_call(project, confirmed_only=True)
    check_answer(call.people[0], "disability", YES, actor=coordinator, at=clock.now())
    page = signed_in("coordinator").get(reverse("recruitment:call_show", args=[call.key])).text.replace("\xa0", " ")
    assert "niepotwierdzone: 2" in page
    assert "najpierw potwierdzić" in page
