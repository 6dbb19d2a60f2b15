"""What a process keeps is what a fresh reader would find: after every change, for every process, for every host."""

from datetime import timedelta

import pytest
from django.db import transaction

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.base.projects import actions, queries, revisions
from atut.base.projects.models import Project
from atut.base.projects.tests.factories import told_again

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_project_is_read_once_and_then_compared(project, django_assert_num_queries):
    first = queries.project_at("testserver")
    with django_assert_num_queries(1):
        assert queries.project_at("TESTSERVER") == first == project


def test_each_reader_gets_a_copy_of_its_own(project):
    queries.project_at("testserver").name = {"pl": "typed, not saved"}
    assert queries.project_at("testserver").name == project.name


def test_a_change_is_seen_by_the_next_reader(project):
    queries.project_at("testserver")
    changed = told_again(actions.ProjectDetails, project, name={"pl": "Nowa nazwa"})
    actions.change_project(project, changed, actor=an_actor("administrator"), at=clock.now())
    assert queries.project_at("testserver").name == {"pl": "Nowa nazwa"}


def test_a_change_of_another_process_is_seen(project):
    """It leaves nothing in this process but the number in the table."""
    queries.project_at("testserver")
    Project.objects.filter(pk=project.pk).update(office_phone="600 100 200")
    revisions.bump(project.pk, "projects.project")
    assert queries.project_at("testserver").office_phone == "600 100 200"


def test_an_old_host_answers_no_more_and_may_be_taken_by_another(project, other_project):
    assert queries.project_at("testserver") == project
    for one, host in ((project, "moved.testserver"), (other_project, "testserver")):
        moved = told_again(actions.ProjectDetails, one, host=host, code_prefix=f"PR{one.pk}")
        actions.change_project(one, moved, actor=an_actor("administrator"), at=clock.now())
    assert queries.project_at("testserver") == other_project
    assert queries.project_at("moved.testserver") == project
    assert queries.project_at("other.testserver") is None


def test_what_is_undone_is_not_kept(project):
    """A number given back by a rollback is given to the next change: what was read under it must not stay."""
    before = queries.project_at("testserver").office_phone

    def change(phone):
        Project.objects.filter(pk=project.pk).update(office_phone=phone)
        revisions.bump(project.pk, "projects.project")

    with transaction.atomic():
        change("1")
        assert queries.project_at("testserver").office_phone == "1"
        transaction.set_rollback(True)
    assert queries.project_at("testserver").office_phone == before
    change("2")
    assert queries.project_at("testserver").office_phone == "2"


def test_a_change_of_what_belongs_to_all_projects_counts_in_each(project, other_project):
    revisions.note("projects.organisation.changed", None)
    for one in (project, other_project):
        assert revisions.current(one.pk, ["projects.organisation"]) == (("projects.organisation", 1),)


def test_declaring_a_text_changes_no_text(project):
    revisions.note("privacy.text.declared", project.pk)
    assert revisions.current(project.pk) == ()
    revisions.note("privacy.text.published", project.pk)
    assert revisions.current(project.pk) == (("privacy.text", 1),)


def test_nothing_is_kept_where_nothing_was_found():
    assert [revisions.keep(("x",), 1, lambda: None), revisions.keep(("x",), 1, lambda: 2)] == [None, 2]


def test_what_is_kept_does_not_grow_without_end():
    for number in range(revisions.MOST_KEPT * 2 + 1):
        revisions.keep(("x", number), 1, lambda: 1)
    assert len(revisions._kept) <= revisions.MOST_KEPT


def test_it_is_kept_until_the_known_moment_and_not_at_it():
    at = clock.now()

    def look(moment, value):
        return revisions.keep(("x",), 1, lambda: value, at=moment, until=lambda: at + timedelta(hours=1))

    just_before = at + timedelta(hours=1) - timedelta(microseconds=1)
    assert [look(at, "a"), look(just_before, "b"), look(at + timedelta(hours=1), "c")] == ["a", "a", "c"]


def test_kinds_are_forgotten_apart():
    for kind in ("x", "y"):
        revisions.keep((kind, 1), 1, lambda: "old")
    revisions.forget("x")
    assert [revisions.keep((kind, 1), 1, lambda: "new") for kind in ("x", "y")] == ["new", "old"]
