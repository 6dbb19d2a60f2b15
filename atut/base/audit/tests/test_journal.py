"""Verbs inside verbs: one transaction, entries together at its end, a refusal inside refuses the whole."""

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from atut.base.audit.journal import Unaudited, action, record
from atut.base.audit.models import EntryDetail
from atut.base.audit.tests.reading import events
from atut.base.kernel.actors import Actor
from atut.base.kernel.errors import Refused
from atut.base.projects.models import Project

pytestmark = pytest.mark.django_db
EWA = Actor(label="Ewa")


@action
def rename(project, words, *, at, refuse=False):
    Project.objects.filter(pk=project.pk).update(code_prefix=words)
    record("projects.project.renamed", project, actor=EWA, at=at)
    if refuse:
        raise Refused


@action
def forget_to_record(project):
    return project


@action
def rename_twice(project, *, at, **second):
    rename(project, "A", at=at)
    rename(project, "B", at=at, **second)
    record("projects.project.moved", project, actor=EWA, at=at)


def prefix(project):
    return Project.objects.values_list("code_prefix", flat=True).get(pk=project.pk)


def test_entries_of_a_verb_and_its_inner_verbs_are_written_together_in_their_order(project, at):
    with CaptureQueriesContext(connection) as asked:
        rename_twice(project, at=at)
    assert events() == ["projects.project.renamed", "projects.project.renamed", "projects.project.moved"]
    assert sum("audit_entry" in query["sql"] for query in asked) == 1
    assert sum(query["sql"].startswith("SAVEPOINT") for query in asked) == 1  # the outermost, inside the test's own transaction


def test_a_refusal_of_an_inner_verb_undoes_the_whole(project, at):
    before = prefix(project)
    with pytest.raises(Refused):
        rename_twice(project, at=at, refuse=True)
    assert (prefix(project), events()) == (before, [])


def test_going_on_after_a_refusal_inside_needs_a_savepoint_and_says_so(project, at):
    @action
    def stubborn():
        try:
            rename(project, "C", at=at, refuse=True)
        except Refused:
            record("projects.project.kept", project, actor=EWA, at=at)

    with pytest.raises(TransactionManagementError):
        stubborn()
    assert events() == []


def test_with_a_savepoint_the_inner_verb_alone_is_undone_with_its_entries(project, at):
    before = prefix(project)

    @action
    def patient():
        try:
            with transaction.atomic():
                rename(project, "C", at=at, refuse=True)
        except Refused:
            record("projects.project.kept", project, actor=EWA, at=at)

    patient()
    assert (prefix(project), events()) == (before, ["projects.project.kept"])


def test_a_verb_without_an_entry_is_an_error_of_the_program_also_inside_another(project, at):
    @action
    def outer():
        record("projects.project.moved", project, actor=EWA, at=at)
        forget_to_record(project)

    for verb in (lambda: forget_to_record(project), outer):
        with pytest.raises(Unaudited):
            verb()
    assert events() == []


def test_values_hang_on_their_entry(project, at):
    @action
    def tell():
        record("projects.project.changed", project, actor=EWA, at=at, values={"a": 1})

    tell()
    assert EntryDetail.objects.get().entry.event == "projects.project.changed"
