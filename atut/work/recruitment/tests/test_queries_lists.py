"""Every list asks the same number of questions for three rows and for thirty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atut.base.kernel import clock
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.queries import calls, listing, previewing, stages
from atut.work.recruitment.queries.calls import stage_of
from atut.work.recruitment.queries.places import call_places, edition_places
from atut.work.recruitment.tests.factories import a_call
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, an_eligible_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_size(project):
    """A closed call of so many editions and twice so many people, half of them on a reserve list."""

    def make(count):
        editions = [an_edition(project, capacity=1) for _unused in range(count)]
        call = a_past_call(project, dict.fromkeys(editions, 1), bound=50)
        for edition in editions:
            for points in (9, 8):
                an_eligible_application(call, [edition], points=points)
        a_closed_list(call)
        call.refresh_from_db()
        return call

    return make


@pytest.mark.parametrize("name", ["calls", "open_calls"])
def test_lists_of_calls(project, signed_in, name):
    client = signed_in("coordinator")
    url = reverse(f"recruitment:{name}")
    found = []
    for more in (3, 27):
        for _unused in range(more):
            a_call(project)
        client.get(url)  # whatever is read once and kept
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        found.append(len(asked))
    assert found[0] == found[1]


@pytest.mark.parametrize("name", ["call_show", "places", "selection_show"])
def test_screens_of_one_call(of_size, signed_in, name):
    client = signed_in("coordinator")
    urls = [reverse(f"recruitment:{name}", args=[of_size(count).key]) for count in (3, 30)]
    found = []
    for url in [urls[0], *urls]:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        found.append(len(asked))
    assert found[1] == found[2]


def test_the_preview_of_closing(project, coordinator):
    made = []
    for count in (3, 30):
        edition = an_edition(project, capacity=2)
        call = a_past_call(project, {edition: 2}, bound=50)
        for points in range(count):
            an_eligible_application(call, [edition], points=points)
        made.append(call)
    found = []
    for call in made:
        with CaptureQueriesContext(connection) as asked:
            shown = previewing.preview(call)
        found.append(len(asked))
    assert found[0] == found[1]
    assert (shown.selected, shown.waiting) == (2, 28)
    (line,) = shown.lines
    assert (line.given, line.free, line.waiting) == (2, 0, 28)
    assert [(one.rank, bool(one.edition)) for one in shown.people[:3]] == [(1, True), (2, True), (3, False)]
    assert "29" in shown.people[0].reasons[0]


def test_the_places_of_one_edition(project, coordinator):
    found = []
    for count in (3, 30):
        edition = an_edition(project, capacity=count)
        call = a_past_call(project, {edition: count})
        for points in range(2 * count):
            an_eligible_application(call, [edition], points=points)
        a_closed_list(call)
        opening = call.openings.select_related("edition__support_form", "call__project").get()
        with CaptureQueriesContext(connection) as asked:
            shown = edition_places(opening, coordinator, at=clock.now())
        assert (len(shown.held), len(shown.reserve)) == (count, count)
        found.append(len(asked))
    assert found[0] == found[1]


def test_what_a_screen_promises_in_its_docstring(of_size, project, coordinator, django_assert_num_queries):
    call = calls.whole_calls(coordinator).get(pk=of_size(3).pk)
    at = clock.now()
    with django_assert_num_queries(7):
        call_places(call)
    with django_assert_num_queries(4):
        stages.pipeline(call, coordinator, at)
    with django_assert_num_queries(3):
        list(listing.search(call, coordinator, listing.Sought(), at=at))
    with django_assert_num_queries(3):
        calls.published_calls(project, at)
    with django_assert_num_queries(8):
        previewing.preview(call)
    assert stage_of(call, at)
