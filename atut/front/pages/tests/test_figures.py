"""The figures of the front page and where they come from: each changes when what it is made of changes."""

from datetime import time, timedelta
from decimal import Decimal

import pytest

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.projects import revisions
from atut.front.pages import actions, fragments, queries
from atut.front.pages.tests.test_pages import WORDS
from atut.work.monitoring import actions as monitoring
from atut.work.monitoring.tests.factories import NO, a_participant, with_profile
from atut.work.programme import actions as programme
from atut.work.training import actions as training
from atut.work.training.models import Attendance
from atut.work.training.rules.attendance import Presence
from atut.work.training.rules.moves import Source
from atut.work.training.tests.factories import a_group, a_session, an_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(project):
    return with_profile(project)


@pytest.fixture
def home(project):
    actions.create_site(project, WORDS, actor=system(), at=clock.now())
    return queries.home_of(project)


@pytest.fixture
def group(project):
    return a_group(project)


@pytest.fixture
def people(project, office, group):
    """Five people: the fewest of whom anything is shown."""
    return [a_participant(project, office, group=group) for _unused in range(5)]


@pytest.fixture
def seen(project, home, people, django_capture_on_commit_callbacks):
    """The fragment now; what it was made from is kept between two looks, as it is after a request."""
    now = clock.now()

    def look():
        with django_capture_on_commit_callbacks(execute=True):
            return fragments.front(home, project, now)

    return look


def answers_of(one, **changed):
    names = ("citizenship", "education", "labour_status", "labour_detail", "commune", "locality", "postcode", "street")
    return training.EntryAnswers(**{**{name: getattr(one, name) for name in names}, "sensitive": NO, **changed})


def test_five_people_stand_on_the_front_page_with_the_day_and_a_link(seen):
    page = seen()
    assert "<b>5</b>" in page
    assert "<b>40</b>" in page
    assert 'href="/wyniki/"' in page


def test_no_band_stands_where_there_is_nothing_to_tell(project, home, office):
    assert "za-nami" not in fragments.front(home, project, clock.now())
    a_participant(project, office)
    revisions.forget()
    assert "za-nami" not in fragments.front(home, project, clock.now())


def test_it_changes_when_a_list_brings_somebody_into_the_project(seen, project, office, group, coordinator):
    newcomer = a_participant(project, office, group=group)
    Attendance.objects.filter(enrolment__participation=newcomer).delete()
    type(newcomer).objects.filter(pk=newcomer.pk).update(status="prepared", entered_on=None)
    assert "<b>5</b>" in seen()
    session = a_session(group, starts_at=clock.at(clock.today() - timedelta(days=2), 8))
    mark = training.Mark(newcomer.enrolments.get(), Presence.HERE)
    training.record_attendance(session, [mark], source=Source.PAPER, actor=coordinator, at=clock.now())
    assert "<b>6</b>" in seen()
    assert "<b>48</b>" in seen()


def test_it_changes_when_a_list_is_corrected(seen, people, coordinator):
    assert "<b>40</b>" in seen()
    session = Attendance.objects.get(enrolment__participation=people[0]).session
    mark = training.Mark(people[0].enrolments.get(), Presence.PART, time(8), time(12))
    training.correct_attendance(session, [mark], source=Source.OFFICE, reason="Zła lista", actor=coordinator, at=clock.now())
    assert "<b>36</b>" in seen()


def test_it_changes_when_missing_data_are_filled_in(seen, project, office, group, coordinator):
    sixth = a_participant(project, office, group=group, education="")
    assert "<b>5</b>" in seen()
    training.record_answers(sixth, answers_of(sixth, education="isced_5_8"), actor=coordinator, at=clock.now())
    assert "<b>6</b>" in seen()


def test_it_changes_when_an_entry_is_taken_back(seen, project, people, coordinator):
    assert "<b>5</b>" in seen()
    Attendance.objects.filter(enrolment__participation=people[0]).update(minutes=0)
    training.take_back_entry(people[0], actor=coordinator, at=clock.now())
    assert "<b>5</b>" not in seen()


def test_it_changes_when_an_indicator_gets_a_target(seen, project, coordinator):
    assert "117." not in seen()
    details = monitoring.IndicatorDetails("P1", {"pl": "Osoby"}, "participants", target_total=Decimal(117))
    monitoring.add_indicator(project, details, actor=coordinator, at=clock.now())
    assert "117." in seen()


def test_it_changes_when_an_edition_is_finished(seen, group, coordinator):
    edition = group.edition
    type(edition).objects.filter(pk=edition.pk).update(status="running", ends_on=clock.today() - timedelta(days=1))
    assert "<b>1</b>" not in seen()
    programme.finish_edition(edition, actor=coordinator, at=clock.now())
    assert "<b>1</b>" in seen()


def test_it_changes_at_midnight_when_somebody_enters_tomorrow(project, home, people, django_capture_on_commit_callbacks):
    now = clock.now()
    type(people[0]).objects.filter(pk=people[0].pk).update(entered_on=clock.today() + timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert "<b>5</b>" not in fragments.front(home, project, now)
    assert "<b>5</b>" in fragments.front(home, project, now + timedelta(days=1))


def test_results_show(client, project, people, coordinator):
    details = monitoring.IndicatorDetails("P1", {"pl": "Osoby", "en": "People"}, "participants", target_total=Decimal(117))
    monitoring.add_indicator(project, details, actor=coordinator, at=clock.now())
    details = monitoring.IndicatorDetails("P2", {"pl": "Zaświadczenia"}, "people_certified", target_total=Decimal(100))
    monitoring.add_indicator(project, details, actor=coordinator, at=clock.now())
    page = client.get("/wyniki/").content.decode()
    assert "5 osób wzięło już udział" in page.replace("\u00a0", " ")
    assert "Osoby" in page
    assert "5 people have taken part" in client.get("/en/wyniki/").content.decode()


def test_the_results_hide_small_numbers(client, project, office, people, coordinator):
    a_participant(project, office, person={"birth_date": clock.today().replace(year=clock.today().year - 30)})
    for code, measure in (("P1", "participants_45_plus"), ("P2", "participants_45_plus_share")):
        details = monitoring.IndicatorDetails(code, {"pl": "45 lat i więcej"}, measure, target_total=Decimal(60))
        monitoring.add_indicator(project, details, actor=coordinator, at=clock.now())
    page = client.get("/wyniki/").content.decode()
    assert page.count("za mało osób, by pokazać") == 2
    assert "83" not in page


def test_the_results_say_when_it_is_too_early(client, project, home):
    assert "Na liczby jest za wcześnie" in client.get("/wyniki/").content.decode()
    assert "Nobody" not in client.get("/en/wyniki/").content.decode()


def test_an_enrolment_alone_changes_nothing(seen, group, office):
    an_enrolment(group)
    assert "<b>5</b>" in seen()


def test_another_projects_people_are_not_counted(client, other_project, people):
    actor = an_actor("coordinator", other_project)
    assert actor.project_id == other_project.pk
    page = client.get("/wyniki/", headers={"host": other_project.host}).content.decode()
    assert "Na liczby jest za wcześnie" in page
