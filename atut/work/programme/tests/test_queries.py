"""Forms and editions: whose they are, in which order, at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from atut.base.accounts.tests.factories import an_actor
from atut.work.partnership.tests.factories import a_goal
from atut.work.programme import queries
from atut.work.programme.tests.factories import a_support_form, an_edition

pytestmark = pytest.mark.django_db


def test_forms_stand_by_code_and_know_how_many_editions_they_have(project, other_project):
    second, first = a_support_form(project, code="WAR"), a_support_form(project, code="ADM")
    a_support_form(other_project, code="ADM")
    an_edition(project, second)
    an_edition(project, second)
    assert [(form, form.edition_count) for form in queries.support_forms(project)] == [(first, 0), (second, 2)]


def test_an_edition_of_another_project_is_not_found(project, other_project):
    mine = an_edition(project)
    assert queries.edition_for(project, mine.key).get() == mine
    assert not queries.edition_for(other_project, mine.key).exists()


def test_editions_stand_by_number(project):
    form = a_support_form(project)
    third, first = an_edition(project, form, number=3), an_edition(project, form, number=1)
    assert list(queries.editions(form)) == [first, third]


@pytest.mark.parametrize("role", ["office_lead", "trainer", "controller"])
def test_due_editions_are_the_project_offices_work(project, office, role, at):
    an_edition(project, starts_on=at.date())
    organisation = office if role == "office_lead" else None
    assert queries.worklist(an_actor(role, project, organisation), at) == []


def test_lists_ask_the_same_number_of_questions_with_three_rows_and_thirty(project):
    form = a_support_form(project)
    reads = {
        "forms": lambda: [(str(one), one.goal and str(one.goal)) for one in queries.support_forms(project)],
        "editions": lambda: [one.capacity for one in queries.editions(form)],
    }

    def asked():
        counted = {}
        for name, read in reads.items():
            with CaptureQueriesContext(connection) as seen:
                read()
            counted[name] = len(seen)
        return counted

    def more(count):
        for _unused in range(count):
            an_edition(project, form)
            a_support_form(project, a_goal(project))

    more(3)
    few = asked()
    more(27)
    assert asked() == few == {"forms": 1, "editions": 1}
