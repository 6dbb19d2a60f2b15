"""Entries: ids and field names only, values apart and for a time, both times; and the counts of what the public reads."""

from datetime import timedelta

import pytest
from django.db import connection

from atut.base.audit import journal
from atut.base.audit.journal import Unaudited, record
from atut.base.audit.models import Entry, EntryDetail
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.projects import revisions

pytestmark = pytest.mark.django_db
ACTOR = Actor("Anna Nowak <anna@example.org>", user_id=7)


@pytest.fixture(autouse=True)
def _verbs_of_tests_are_forgotten(monkeypatch):
    monkeypatch.setattr(journal, "ACTIONS", {})


def note(project, at, event="projects.project.changed", **more):
    return record(event, project, actor=ACTOR, at=at, **more)


def test_an_earlier_entry_does_not_speak_for_a_later_silent_verb(project, at):
    note(project, at)

    @journal.action
    def silent():
        pass

    with pytest.raises(Unaudited):
        silent()


def test_an_entry_holds_ids_and_names_of_fields_and_both_times(project, at):
    before = clock.now()
    entry = note(project, at, fields=["name", "host"], count=3)
    entry.refresh_from_db()
    assert (entry.project_id, entry.subject_type, entry.subject_key) == (project.pk, "projects.project", project.key)
    assert (entry.actor_id, entry.actor_label) == (7, ACTOR.label)
    assert (entry.fields, entry.count) == (["host", "name"], 3)
    assert entry.happened_at == at
    assert before <= entry.recorded_at <= clock.now()
    assert not EntryDetail.objects.exists()


def test_values_lie_apart_encrypted_and_for_two_years(project, at):
    entry = note(project, at, values={"surname": ["Kowalska", "Nowak"]})
    detail = EntryDetail.objects.get(entry=entry)
    assert detail.values == {"surname": ["Kowalska", "Nowak"]}
    assert detail.delete_after == clock.today() + timedelta(days=730)
    with connection.cursor() as cursor:
        cursor.execute('SELECT "values" FROM audit_entrydetail')
        assert "Kowalska" not in cursor.fetchone()[0]


def test_an_entry_outlives_its_values(project, at):
    entry = note(project, at, values={"surname": ["Kowalska", "Nowak"]})
    EntryDetail.objects.all().delete()
    assert Entry.objects.get() == entry


def test_what_the_public_reads_counts_its_changes(project, other_project, at):
    assert revisions.current(project.pk, ["projects.project"]) == ()
    note(project, at)
    note(project, at)
    note(other_project, at)
    assert revisions.current(project.pk, ["projects.project"]) == (("projects.project", 2),)


def test_what_nobody_reads_in_public_counts_nothing(project, at):
    note(project, at, event="audit.entry.seen")
    assert revisions.current(project.pk) == ()


def test_the_numbers_come_in_a_fixed_order(project):
    for noun in ("training.session", "partnership.goal"):
        revisions.bump(project.pk, noun)
    assert [noun for noun, _number in revisions.current(project.pk)] == ["partnership.goal", "training.session"]
