"""The ranking under codes: published for a term, read by everybody, withdrawn; nothing of people in it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.actions.publishing import publish_ranking, withdraw_ranking
from atut.work.recruitment.models import PublicRanking
from atut.work.recruitment.queries import publishing as queries
from atut.work.recruitment.queries.calls import changes_by_itself_at
from atut.work.recruitment.rules.publishing import NotPublic, PublicAlready, TermWrong
from atut.work.recruitment.tasks import withdraw_rankings
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, an_eligible_application

pytestmark = pytest.mark.django_db
TERM = timedelta(days=30)


@pytest.fixture
def selection(project):
    edition = an_edition(project, capacity=2)
    call = a_past_call(project, {edition: 2}, bound=50)
    for points in (9, 7, 5, 3):
        an_eligible_application(call, [edition], points=points)
    return a_closed_list(call)


def publish(selection, coordinator, at=None, until=None):
    at = at or clock.now()
    return publish_ranking(selection, until=until or at + TERM, actor=coordinator, at=at)


def url(name, selection):
    return reverse(f"recruitment:{name}", args=[selection.call.key])


def test_everybody_reads_codes_points_and_places_and_nothing_of_people(client, selection, coordinator):
    assert client.get(url("ranking", selection)).status_code == 404
    publish(selection, coordinator)
    answer = client.get(url("ranking", selection))
    page = answer.content.decode()
    for one in selection.call.applications.select_related("person", "employment__organisation"):
        assert one.code in page
        assert one.number not in page
        assert one.person.last_name not in page
        assert one.employment.organisation.name not in page
    assert answer["X-Robots-Tag"] == "noindex, noarchive"
    assert 'content="noindex, noarchive"' in page
    file = client.get(url("ranking_file", selection))
    assert b"".join(file.streaming_content if file.streaming else [file.content]).startswith(b"%PDF")
    assert file["X-Robots-Tag"] == "noindex, noarchive"
    assert url("ranking", selection) in client.get(url("call_public", selection)).content.decode()


def test_lines_stand_in_the_order_of_the_ranking(selection):
    coded = queries.coded_ranking(selection)
    assert [line.rank for line in coded.lines] == [1, 2, 3, 4]
    assert (coded.placed, coded.waiting) == (2, 2)
    assert [line.editions[0][1] for line in coded.lines if line.standing == "reserve"] == [1, 2]


def test_what_everybody_reads_of_bounds_does_not_depend_on_how_many_were_counted(selection):
    said = set()
    for given in range(5):
        selection.result["bounds"] = [{**bound, "given": given} for bound in selection.result["bounds"]]
        said.add(queries.coded_ranking(selection).bounds)
    assert len(said) == 1


def test_after_its_term_nothing_is_left_but_the_dates(client, selection, coordinator, project):
    at = clock.now()
    ranking = publish(selection, coordinator, at, until=at + timedelta(hours=1))
    stored = ranking.file
    assert changes_by_itself_at(project, at) == at + timedelta(hours=1)
    assert queries.public_ranking(selection.call, at + timedelta(hours=1)) is None
    withdraw_rankings(at + timedelta(hours=2))
    ranking.refresh_from_db()
    assert ranking.file is None
    assert ranking.withdrawn_at
    assert not type(stored).objects.filter(pk=stored.pk).exists()
    assert client.get(url("ranking", selection)).status_code == 404
    assert client.get(url("ranking_file", selection)).status_code == 404
    assert url("ranking", selection) not in client.get(url("call_public", selection)).content.decode()


def test_it_is_published_once_at_a_time_and_withdrawn_once(selection, coordinator):
    ranking = publish(selection, coordinator)
    with pytest.raises(PublicAlready):
        publish(selection, coordinator)
    withdraw_ranking(ranking, actor=coordinator, at=clock.now())
    with pytest.raises(NotPublic):
        withdraw_ranking(ranking, actor=coordinator, at=clock.now())
    assert publish(selection, coordinator).pk != ranking.pk
    assert Entry.objects.filter(event="recruitment.ranking.published").count() == 2
    assert Entry.objects.filter(event="recruitment.ranking.withdrawn").count() == 1


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_a_term_ends_and_not_too_late(selection, coordinator, days):
    at = clock.now()
    with pytest.raises(TermWrong):
        publish(selection, coordinator, at, until=at + timedelta(days=days))


@pytest.mark.parametrize("role", ["controller", "office_lead", "committee"])
def test_only_the_project_office_publishes(project, office, selection, role):
    with pytest.raises(PermissionDenied):
        publish(selection, an_actor(role, project, office if role == "office_lead" else None))


def test_the_desk_publishes_and_withdraws_by_buttons(signed_in, selection):
    client = signed_in("coordinator")
    assert url("ranking_publish", selection) in client.get(url("selection_show", selection)).content.decode()
    page = client.get(url("ranking_publish", selection))
    assert page.status_code == 200
    day = clock.today() + TERM
    typed = {"last_day_day": day.day, "last_day_month": day.month, "last_day_year": day.year, "last_day": day.isoformat()}
    client.post(url("ranking_publish", selection), typed)
    ranking = PublicRanking.objects.get()
    assert clock.local(ranking.until).date() == day + timedelta(days=1)
    assert client.get(url("ranking_publish", selection)).status_code == 200
    client.post(url("ranking_withdraw", selection))
    ranking.refresh_from_db()
    assert ranking.withdrawn_at
    assert signed_in("controller").get(url("ranking_publish", selection)).status_code == 403


def test_the_site_map_does_not_name_it(client, selection, coordinator):
    publish(selection, coordinator)
    body = client.get("/sitemap.xml").content.decode()
    assert selection.call.key in body
    assert url("ranking", selection) not in body
