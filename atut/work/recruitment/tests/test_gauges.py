"""Gauges of bounds and pools: the verdict for every kind of line, what is counted, who reads small numbers."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.base.projects.tests.factories import an_office
from atut.work.partnership.tests.factories import a_partner, a_person, a_pesel
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.actions.placing import decline_place
from atut.work.recruitment.models import Application, Call, Place
from atut.work.recruitment.queries.calls import whole_calls
from atut.work.recruitment.queries.gauges import gauges_of
from atut.work.recruitment.rules.bounds import in_reading_order
from atut.work.recruitment.rules.calls import Terms
from atut.work.recruitment.rules.gauges import Counts, Verdict, gauges
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.tests.factories import a_call
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, an_eligible_application
from atut.work.selection.rules.terms import Amount, Bound, Fact, Pool

HALF, FIVE = Amount(50, is_percent=True), Amount(5)


def a_gauge(line, counts, *, places=10, sees_few=True):
    regulation = Regulation(**{"pools" if isinstance(line, Pool) else "bounds": (line,)})
    terms = Terms(clock.now(), clock.now(), {"e1": places}, 3, regulation, {"e1": "Edycja", "o1": "Sabnie"})
    (gauge,) = gauges(terms, {1: counts}, sees_few=sees_few)
    return gauge


@pytest.mark.parametrize(
    ("line", "counts", "verdict"),
    [
        (Bound(fact=Fact.WOMAN, at_least=HALF), Counts(4, 8), Verdict.SHORT),
        (Bound(fact=Fact.WOMAN, at_least=HALF), Counts(7, 20), Verdict.BEHIND),
        (Bound(fact=Fact.WOMAN, at_least=HALF), Counts(10, 20), Verdict.MET),
        (Bound(fact=Fact.WOMAN, at_least=FIVE), Counts(4, 40), Verdict.SHORT),
        (Bound(fact=Fact.WOMAN, at_least=FIVE), Counts(5, 40), Verdict.MET),
        (Bound(fact=Fact.WOMAN, at_most=Amount(6)), Counts(9, 12), Verdict.OTHERS),
        (Bound(fact=Fact.WOMAN, at_most=Amount(6)), Counts(8, 12), Verdict.MET),
        (Pool("o1", "e1", 3), Counts(2, 12), Verdict.SHORT),
        (Pool("o1", "e1", 3), Counts(3, 12), Verdict.MET),
        (Bound(fact=Fact.WOMAN, at_least=FIVE), Counts(0, 0, 4), Verdict.LACKING),
        (Bound(fact=Fact.WOMAN, at_least=FIVE), Counts(0, 0, 5), Verdict.MET),
        (Bound(fact=Fact.WOMAN, at_most=FIVE), Counts(0, 0, 6), Verdict.OVER),
    ],
)
def test_the_verdict_of_each_kind_of_line(line, counts, verdict):
    gauge = a_gauge(line, counts)
    assert gauge.verdict == verdict
    assert gauge.wants_people == (verdict in (Verdict.SHORT, Verdict.BEHIND))


def test_a_gauge_says_its_numbers_and_what_to_do():
    with translation.override("en"):
        women = a_gauge(Bound(fact=Fact.WOMAN, at_least=HALF), Counts(7, 17))
        assert (women.headline, women.mark_words) == ("Women: 41 %", "needed 50 %")
        assert women.words == (
            "Candidates: 7 of 17 (41 %). At least 5 of 10 places must go to them. There are enough of them, yet fewer than"
            " their share: some lower in the ranking will go first."
        )
        assert women.parts == [(41.0, "in"), (9.0, "low")]
        few = a_gauge(Bound(fact=Fact.WOMAN, at_least=FIVE), Counts(3, 12))
        assert (few.headline, few.mark_words) == ("Women: 3 candidates", "needed 5")
        assert few.words.endswith("2 more must apply.")
        assert few.parts == [(60.0, "in"), (40.0, "low")]
        most = a_gauge(Bound(fact=Fact.WOMAN, at_most=Amount(6)), Counts(9, 10))
        assert most.words.endswith("Of all others there are 1 for 4 places: places would stay empty.")
        assert (most.mark_words, most.parts) == ("at most 6", [(100.0, "in")])
        kept = a_gauge(Pool("o1", "e1", 3), Counts(1, 12))
        assert (kept.title, "3 places are kept for them." in kept.words) == ("Sabnie, Edycja", True)
        closed = a_gauge(Bound(fact=Fact.WOMAN, at_least=HALF), Counts(0, 0, 4))
        assert closed.words == "Places now: 4 of 10. At least 5 of 10 places must go to them."
        assert (closed.headline, closed.parts, closed.mark) == ("Women: 4 places", [(40.0, "in"), (10.0, "low")], 50.0)


@pytest.mark.parametrize(
    ("counts", "hidden"), [(Counts(4, 12), True), (Counts(9, 12), True), (Counts(6, 12), False), (Counts(0, 12), False)]
)
def test_numbers_under_five_are_for_those_who_see_everybody(counts, hidden):
    bound = Bound(fact=Fact.DISABILITY, at_least=HALF)
    gauge = a_gauge(bound, counts, sees_few=False)
    assert gauge.hides == hidden
    assert not a_gauge(bound, counts).hides
    if hidden:
        assert str(counts.candidates) not in gauge.headline
        with translation.override("en"):
            assert gauge.words.startswith("Candidates: fewer than 5." if counts.candidates < 5 else "Candidates: 9.")
            assert "12" not in gauge.words


@pytest.fixture
def editions(project):
    return [an_edition(project, capacity=4), an_edition(project, capacity=4)]


@pytest.fixture
def call(project, editions, office):
    """Bounds by sex, age, office, edition, a told fact, and a pool."""
    gops = a_partner(project, an_office("GOPS Repki", kind="gops")).organisation
    first, second = (edition.key for edition in editions)
    bounds = (
        Bound(fact=Fact.WOMAN, at_least=HALF),
        Bound(fact=Fact.AGE_45, edition=first, at_least=Amount(2)),
        Bound(office=gops.key, at_most=Amount(2)),
        Bound(fact=Fact.DISABILITY, at_least=Amount(1)),
        Bound(fact=Fact.DISABILITY, edition=second, at_least=Amount(1)),
        Bound(fact=Fact.FIRST_SUPPORT, at_least=HALF),
        Bound(fact=Fact.GOPS, edition=second, at_least=Amount(1)),
    )
    call = a_past_call(project, dict.fromkeys(editions, 4))
    call.regulation = Regulation(bounds=bounds, pools=(Pool(gops.key, first, 1),), pools_return_at=clock.now()).as_data()
    call.save()
    older = {"pesel": a_pesel(date(1970, 1, 1), "f")}
    an_eligible_application(call, editions[:1], person=a_person(project, gops, **older), confided={"disability": True})
    an_eligible_application(
        call, editions, person=a_person(project, office, pesel=a_pesel(date(1995, 1, 1), "m")), confided={"disability": False}
    )
    an_eligible_application(call, editions[1:], status="submitted", person=a_person(project, gops), confided={"disability": True})
    for status in ("rejected", "withdrawn"):
        an_eligible_application(call, editions, status=status, confided={"disability": True})
    return Call.objects.get(pk=call.pk)


@pytest.mark.django_db
def test_candidates_are_counted_for_every_kind_of_line(call, coordinator, django_assert_num_queries):
    call = whole_calls(coordinator).get(pk=call.pk)
    with django_assert_num_queries(9):
        found = gauges_of(call, coordinator, clock.now())
    assert [(one.counts.candidates, one.counts.whole) for one in found] == [
        (2, 3), (1, 2), (2, 3), (2, 3), (1, 2), (3, 3), (1, 2), (1, 2),
    ]  # fmt: skip
    newcomer = an_eligible_application(call, [call.openings.all()[1].edition], confided={"disability": True})
    assert gauges_of(call, coordinator, clock.now())[4].counts.candidates == 2, "told facts are read again when somebody comes"
    Application.objects.filter(pk=newcomer.pk).update(status="withdrawn")
    assert gauges_of(call, coordinator, clock.now())[4].counts.candidates == 1


@pytest.mark.django_db
def test_after_the_close_places_are_counted_and_follow_what_happens_to_them(call, coordinator):
    call.applications.filter(status="submitted").update(status="rejected")
    a_closed_list(call)
    call.refresh_from_db()
    women = gauges_of(call, coordinator, clock.now())[0]
    assert (women.is_closed, women.counts.held, women.least) == (True, 1, 4)
    place = Place.objects.get(application__person__sex="f")
    decline_place(place, actor=coordinator, at=clock.now())
    assert gauges_of(call, coordinator, clock.now())[0].counts.held == 0


@pytest.mark.django_db
def test_the_call_shows_its_gauges_to_the_office_and_hides_few_from_a_lead(call, signed_in, office):
    url = reverse("recruitment:call_show", args=[call.key])
    page = signed_in("coordinator").get(url).content.decode().replace("\xa0", " ")
    assert "Kobiety: 2" in page
    assert "potrzeba 4" in page
    page = signed_in("office_lead", office).get(url).content.decode().replace("\xa0", " ")
    assert "Kobiety: 2" not in page
    assert "mniej niż 5" in page


@pytest.mark.django_db
def test_a_call_without_bounds_has_no_gauges(project, coordinator):
    assert gauges_of(a_past_call(project, {an_edition(project): 2}), an_actor("coordinator", project), clock.now()) == []


def test_before_a_call_opens_nothing_is_gauged(project, office, signed_in):
    a_partner(project, office)
    call = a_call(project, [an_edition(project)], bound_percent=50)
    Call.objects.update(opens_at=clock.now() + timedelta(days=1))
    page = signed_in("coordinator").get(reverse("recruitment:call_show", args=[call.key]))
    assert (page.context["met"], page.context["unmet"]) == ([], [])


def test_lines_of_one_rule_stand_by_name_of_office_and_by_date_of_edition():
    lines = [Bound(office=o, edition=e, at_most=FIVE, each="office edition") for o in ("a", "b") for e in ("x1", "x2")]
    names = {"a": "Ździary", "b": "Łęczna", "x1": "later", "x2": "sooner"}
    terms = Terms(clock.now(), clock.now(), {"x2": 9, "x1": 9}, 3, Regulation(), names)
    women, pool = Bound(fact=Fact.WOMAN, at_least=FIVE), Pool("a", "x1", 2)
    shown = in_reading_order([women, *lines, pool], terms, lambda line: line)
    assert [(one.office, one.edition) for one in shown[1:-1]] == [("b", "x2"), ("b", "x1"), ("a", "x2"), ("a", "x1")]
    assert (shown[0], shown[-1]) == (women, pool)
