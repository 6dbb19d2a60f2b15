"""The trail on screen: who reads it, filters, values."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atut.base.accounts.tests.factories import a_user, an_actor
from atut.base.audit import queries
from atut.base.audit.journal import record
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor

pytestmark = pytest.mark.django_db


def an_entry(subject, event="projects.project.changed", label="Ewa", **more):
    return record(event, subject, actor=Actor(label=label), at=clock.now(), **more)


def test_entries_asks_as_many_queries_for_thirty_as_for_three(signed_in, project):
    client, counts = signed_in("coordinator"), []
    for number in (3, 27):
        for _unused in range(number):
            an_entry(project, values={"a": 1})
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("audit:entries")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_each_filter_narrows(project, coordinator):
    mine = an_entry(project)
    an_entry(project, "recruitment.place.confirmed", label="Jan")
    today = clock.today()
    narrow = [{"event": "projects."}, {"actor": "ewa"}]
    assert all(list(queries.entries(coordinator, queries.Filter(**one))) == [mine] for one in narrow)
    assert queries.entries(coordinator, queries.Filter(since=today, until=today, key=project.key)).count() == 2
    assert not queries.entries(coordinator, queries.Filter(since=today + timedelta(days=1))).exists()
    assert not queries.entries(coordinator, queries.Filter(until=today - timedelta(days=1))).exists()


def test_an_office_narrows(project, coordinator, office):
    Entry.objects.filter(pk=an_entry(project).pk).update(organisation=office)
    an_entry(project)
    assert queries.entries(coordinator, queries.Filter(office=office)).count() == 1
    assert list(queries.offices_of(coordinator)) == [office]


def test_an_administrator_reads_the_installation_and_not_the_participants(project, other_project):
    administrator = an_actor("administrator", project)
    an_entry(project, "recruitment.application.submitted")
    mine = [an_entry(project), an_entry(a_user(), "accounts.session.opened")]
    an_entry(other_project)
    assert set(queries.visible_to(administrator)) == set(mine)


def test_a_look_at_values_is_an_entry(signed_in, project):
    client, one = signed_in("controller"), an_entry(project, values={"nazwa": "Stara"})
    assert b"Stara" in client.get(reverse("audit:entry", args=[one.key])).content
    assert Entry.objects.filter(event="audit.detail.seen", subject_key=one.key).exists()


def test_values_that_are_gone_say_so(signed_in, project):
    client, one = signed_in("coordinator"), an_entry(project)
    assert client.get(reverse("audit:entry", args=[one.key])).status_code == 200


@pytest.mark.parametrize(("role", "entries", "values"), [("administrator", 200, 403), ("editor", 403, 403), ("trainer", 403, 403)])
def test_who_reads_what(signed_in, project, role, entries, values):
    client, one = signed_in(role), an_entry(project)
    assert client.get(reverse("audit:entries")).status_code == entries
    assert client.get(reverse("audit:entry", args=[one.key])).status_code == values


def test_another_projects_entry_is_not_found(signed_in, other_project):
    one = an_entry(other_project)
    assert signed_in("coordinator").get(reverse("audit:entry", args=[one.key])).status_code == 404


def test_who_looked_at_pesel_is_found_by_the_word_pesel(signed_in, project):
    client = signed_in("controller")
    an_entry(project, "partnership.person.looked_at", label="Teresa", fields=["other_identifier", "pesel"])
    an_entry(project, label="Ktoś inny", fields=["status"])
    answer = client.get(reverse("audit:entries"), {"event": "PESEL"}).content.decode()
    assert "Teresa" in answer
    assert "Ktoś inny" not in answer
    assert "inny numer, PESEL" in answer
