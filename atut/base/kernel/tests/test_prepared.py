"""Statements composed once: the same rows as Django's own, on both databases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from atut.base.kernel.prepared import ROWS, Prepared, insert, insert_missing
from atut.base.projects.models import Commune, Organisation, Project, Revision

pytestmark = pytest.mark.django_db


def numbers_of(project: int, noun: str):
    return Revision.objects.filter(project_id=project, noun__startswith="a", number__gt=2).exclude(noun=noun).values_list("noun")


def test_a_prepared_question_is_answered_as_the_query_itself(project, other_project):
    rows = [("a", 3), ("ab", 4), ("ac", 1), ("b", 9)]
    insert(*(Revision(project=one, noun=noun, number=number) for one in (project, other_project) for noun, number in rows))
    asked = Prepared(numbers_of)
    for one, noun in ((project, "a"), (other_project, "ab"), (project, "none")):
        assert asked(project=one.pk, noun=noun) == list(numbers_of(one.pk, noun))


def test_its_statement_is_composed_once(project, django_assert_num_queries):
    built = []

    def build(project: int):
        built.append(project)
        return Revision.objects.filter(project_id=project).values_list("noun")

    asked = Prepared(build)
    with django_assert_num_queries(3):
        assert [asked(project=number) for number in (1, 2, 3)] == [[], [], []]
    assert len(built) == 1


def test_columns_that_must_be_converted_are_refused():
    with pytest.raises(TypeError, match="as they are"):
        Prepared(lambda: Project.objects.values_list("name"))()


def test_a_value_that_the_query_changes_is_refused():
    def build(name: str):
        return Commune.objects.filter(name__icontains=name).values_list("pk")

    with pytest.raises(TypeError, match="name"):
        Prepared(build)(name="x")


def organisations(count):
    return [Organisation(kind="gmina", name=f"O{n}", short_name=f"O{n}", name_sort=f"o{n}") for n in range(count)]


def test_rows_are_written_together_and_each_gets_its_number():
    made = organisations(ROWS + 1)
    with CaptureQueriesContext(connection) as asked:
        insert(*made)
    assert len(asked) == 2
    for one in (made[0], made[ROWS - 1], made[ROWS]):
        assert Organisation.objects.get(pk=one.pk).name == one.name
    made[0].name = "changed"
    made[0].save()
    assert Organisation.objects.count() == ROWS + 1


def test_nothing_to_write_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert()
        insert_missing()


def test_every_kind_of_value_is_written_as_django_writes_it(project):
    again = type(project).objects.get(pk=project.pk)
    again.pk, again.slug, again.host, again.key = None, "again", "again.test", "again1234567"
    insert(again)
    kept = type(project).objects.get(slug="again")
    for field in project._meta.concrete_fields:
        if field.name not in ("id", "slug", "host", "key", "created_at"):
            assert getattr(kept, field.attname) == getattr(project, field.attname), field.name
    assert kept.created_at >= project.created_at


def test_a_row_that_stands_is_left_as_it_was(project):
    insert(Revision(project=project, noun="a", number=5))
    insert_missing(Revision(project=project, noun="a"), Revision(project=project, noun="b"))
    assert sorted(Revision.objects.values_list("noun", "number")) == [("a", 5), ("b", 1)]
