"""Indicators over real records: as of a day, only for those who may, small groups hidden."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.projects import actions as projects
from atut.work.monitoring import actions, queries
from atut.work.monitoring.rules.kinds import CodeTaken, CodeWrong, UnknownMeasure
from atut.work.monitoring.tests.factories import a_participant
from atut.work.training.tests.factories import a_group

pytestmark = pytest.mark.django_db


def today():
    """Asked each time: a run may begin before midnight and end after it."""
    return clock.today()


def details(**fields):
    given = {"code": "P1", "name": {"pl": "Uczestnicy"}, "measure": "participants", "target_total": 10}
    return actions.IndicatorDetails(**{**given, **fields})


def test_people_are_counted_as_of_a_day(funded, office):
    one = a_participant(
        funded, office, days_ago=20, left_on=today() - timedelta(days=5), situation="keeps_job", situation_on=today()
    )
    before = list(queries.people(funded, on=today() - timedelta(days=21)))
    during = list(queries.people(funded, on=today() - timedelta(days=20)))
    after = list(queries.people(funded, on=today()))
    assert before == []
    assert (during[0].left_on, during[0].situation, during[0].minutes) == (None, "", 480)
    assert (after[0].left_on, after[0].situation, after[0].key) == (one.left_on, "keeps_job", one.key)
    assert after[0].pesel == ""


def test_identity_is_decrypted_only_when_asked_for(funded, office):
    a_participant(funded, office, person={"pesel": "80061512342"})
    assert next(queries.people(funded, on=today(), with_identity=True)).pesel == "80061512342"
    assert next(queries.people(funded, on=today())).pesel == ""


def test_records_take_the_same_number_of_queries_for_3_and_30_people(funded, office):
    counts, group = [], a_group(funded)
    for more in (3, 27):
        for _unused in range(more):
            a_participant(funded, office, group=group)
        with CaptureQueriesContext(connection) as caught:
            queries.figures_sheet(funded, on=today())
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_figures_of_another_project_never_mix_in(funded, other_project, office):
    a_participant(funded, office)
    assert list(queries.people(other_project, on=today())) == []


def test_an_indicator_meets_its_target(funded, office, coordinator, now):
    a_participant(funded, office)
    one = actions.add_indicator(funded, details(target_total=1), actor=coordinator, at=now)
    figure = queries.project_figures(funded, queries.figures_sheet(funded, on=today()))[0]
    assert (figure.figure.total, figure.figure.women, figure.is_reached, figure.percent_of_target) == (1, 1, True, 100)
    assert Entry.objects.get(event="monitoring.indicator.added").subject_key == one.key


def test_an_indicator_without_target_has_no_percentage(funded, coordinator, now):
    actions.add_indicator(funded, details(target_total=None), actor=coordinator, at=now)
    actions.add_indicator(funded, details(code="P2", target_total=5, baseline=5), actor=coordinator, at=now)
    sheet = queries.figures_sheet(funded, on=today())
    assert [one.percent_of_target for one in queries.project_figures(funded, sheet)] == [None, None]


def test_an_indicator_is_refused_without_a_measure_or_with_a_taken_code(funded, coordinator, now):
    with pytest.raises(UnknownMeasure):
        actions.add_indicator(funded, details(measure="wishes"), actor=coordinator, at=now)
    first = actions.add_indicator(funded, details(), actor=coordinator, at=now)
    with pytest.raises(CodeTaken):
        actions.add_indicator(funded, details(), actor=coordinator, at=now)
    actions.add_indicator(funded, details(code="P2"), actor=coordinator, at=now)
    with pytest.raises(CodeTaken):
        actions.change_indicator(first, details(code="P2"), actor=coordinator, at=now)
    actions.change_indicator(first, details(target_total=20), actor=coordinator, at=now)
    entry = Entry.objects.get(event="monitoring.indicator.changed")
    assert "target_total" in entry.fields
    assert entry.detail.values["target_total"][1] == "20"


def test_looking_behind_a_number_is_recorded(funded, office, coordinator, now):
    a_participant(funded, office)
    sheet = queries.figures_sheet(funded, on=today())
    eeco01 = queries.common_figures(funded, sheet)[0]
    found = actions.look_behind(funded, eeco01, on=today(), actor=coordinator, at=now)
    assert [record.key for record in found] == list(eeco01.figure.keys)
    assert Entry.objects.get(event="monitoring.people.viewed").count == 1
    with pytest.raises(PermissionDenied):
        actions.look_behind(funded, eeco01, on=today(), actor=an_actor("trainer", funded), at=now)


def test_public_figures_hide_small_groups(funded, office):
    group = a_group(funded)
    for _unused in range(4):
        a_participant(funded, office, group=group)
    assert queries.public_figures(funded).participants is None
    for _unused in range(6):
        a_participant(funded, office, group=group, person={"birth_date": today().replace(year=today().year - 30)})
    few = queries.public_figures(funded)
    assert (few.participants, few.share_45, few.hours) == (10, None, 80)


@pytest.mark.parametrize("code", ["1/2", "1 2", "", "nowy", ".."])
def test_a_code_that_cannot_stand_in_an_address_is_refused(funded, coordinator, now, code):
    with pytest.raises(CodeWrong):
        actions.add_indicator(funded, details(code=code), actor=coordinator, at=now)


def test_a_class_confirmed_after_the_answers_were_saved_counts_from_then_on(funded, office, coordinator, now):
    one = a_participant(funded, office)
    assert one.degurba is None
    assert [record.degurba for record in queries.people(funded, on=today())] == [None]
    projects.confirm_degurba(one.commune, degurba=3, year=2024, source="Eurostat", actor=coordinator, at=now)
    assert [record.degurba for record in queries.people(funded, on=today())] == [3]


def test_powiats_are_read_from_the_list_of_gminas(funded, office):
    a_participant(funded, office)
    assert queries.powiats()["1429"] == "sokołowski"
