"""One line for each office in each edition: in the list, in the trial, in the protocol, and where it decides nothing."""

import pytest
from django.urls import reverse

from atut.base.kernel import clock
from atut.base.projects.tests.factories import an_office
from atut.work.partnership.tests.factories import a_partner, a_person
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries import selection as protocols
from atut.work.recruitment.queries.gauges import gauges_of
from atut.work.recruitment.queries.ranking import ranking_input
from atut.work.recruitment.rules.gauges import Verdict
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.tests.factories import a_call
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, an_eligible_application, offers
from atut.work.selection.rules.terms import EACH, Amount, Bound

pytestmark = pytest.mark.django_db
EACH_TWO = Bound(office=EACH, edition=EACH, at_most=Amount(2))


@pytest.fixture
def call(edition):
    call = a_past_call(edition.project, {edition: 5})
    Call.objects.update(regulation=Regulation(bounds=(EACH_TWO,)).as_data())
    call = Call.objects.get()
    office = an_eligible_application(call, [edition], points=9).employment.organisation

    def one(points, where):
        return an_eligible_application(call, [edition], points=points, person=a_person(call.project, where))

    call.people = [one(8, office), one(7, office), one(1, an_office("Inny"))]
    return call


def test_no_office_gets_more_and_the_protocol_names_only_the_one_that_would_have(call):
    made_from = ranking_input(call, protocols.eligible(call))
    assert {bound.each for bound in made_from.terms.bounds} == {"office edition"}
    selection = a_closed_list(call)
    assert {place.application for place in offers(call)} == {*call.applications.all()} - {call.people[1]}
    words = protocols.protocol(selection).bounds
    assert len(words) == 2
    assert "2" in words[0]
    turned_away = selection.result["people"][call.people[1].code]["reasons"][0]
    assert (turned_away["code"], turned_away["bounds"][0]["most"]) == ("most", 2)


def test_the_editor_and_the_trial_take_one_line(project, office, signed_in):
    a_partner(project, office)
    edition = an_edition(project, capacity=5)
    call = a_call(project, [edition], published=False, regulation=Regulation(bounds=(EACH_TWO,)))
    client = signed_in("coordinator")
    page = client.get(reverse("recruitment:call_edit", args=[call.key, "progi"])).content.decode().replace("\u00a0", " ")
    assert "Z każdego urzędu osobno" in page
    assert "Wszystkie urzędy razem" in page
    asked = {"bounds": "2", "office_0": "*", "edition_0": "*", "most_0": "2", "imagined": "2"}
    for count, lines in ((5, 1), (1, 0)):
        typed = {**asked, "who_office_0": office.key, "who_count_0": str(count)}
        tried = client.get(reverse("recruitment:call_simulate", args=[call.key]), typed).context["tried"]
        assert (len(tried.bounds), tried.unshown, len(tried.chosen)) == (lines, 1 - lines, min(count, 2))


def test_a_gauge_stands_only_for_the_office_that_the_line_keeps_out(call, coordinator):
    assert [(one.line.each, one.counts.candidates, one.most) for one in gauges_of(call, coordinator, clock.now())] == [
        ("office edition", 3, 2)
    ]
    a_closed_list(call)
    (now,) = gauges_of(Call.objects.get(), coordinator, clock.now())
    assert (now.counts.held, now.most, now.verdict) == (2, 2, Verdict.MET)
