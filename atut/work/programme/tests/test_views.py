"""The screens of the programme."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atut.base.kernel import clock
from atut.work.partnership.tests.factories import a_goal
from atut.work.programme import queries, rules
from atut.work.programme.models import Edition, SupportForm
from atut.work.programme.tests.factories import a_support_form, an_edition

pytestmark = pytest.mark.django_db


def to(name, *keys):
    return reverse(f"programme:{name}", args=keys)


@pytest.fixture
def desk(signed_in):
    return signed_in("coordinator")


def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def edition_typed(**fields):
    start = clock.today() + timedelta(days=10)
    return {**day("starts_on", start), **day("ends_on", start), "place": "Sabnie", "capacity": "12", "provider": ""} | fields


def test_form_add_and_form_change(desk, project):
    goal = a_goal(project)
    typed = {"kind": "workshop", "code": "WA", "title_pl": "Warsztat", "title_en": "Workshop", "hours": "12,5", "goal": goal.key}
    typed |= {"required_percent": "80", "has_certificate": "on", "outcomes_pl": "pisze\nmówi", "outcomes_en": "writes"}
    assert desk.get(to("form_add")).status_code == 200
    answer = desk.post(to("form_add"), typed)
    assert answer.status_code == 302, answer.context["form"].errors
    form = SupportForm.objects.get()
    assert (form.planned_minutes, form.goal, form.outcomes) == (750, goal, [{"pl": "pisze", "en": "writes"}, {"pl": "mówi"}])
    page = desk.get(to("form_change", form.key))
    assert "12,5" in page.content.decode()
    assert desk.post(to("form_change", form.key), typed | {"title_pl": "Nowy"}).status_code == 302
    assert desk.post(to("form_add"), typed).status_code == 200, "the code is taken"


def test_edition_add_and_edition_change(desk, project):
    form = a_support_form(project)
    assert desk.get(to("edition_add", form.key)).status_code == 200
    answer = desk.post(to("edition_add", form.key), edition_typed())
    assert answer.status_code == 302, answer.context["form"].errors
    edition = Edition.objects.get()
    assert desk.get(to("edition_change", edition.key)).status_code == 200
    assert desk.post(to("edition_change", edition.key), edition_typed(capacity="15")).status_code == 302
    edition.refresh_from_db()
    assert edition.capacity == 15
    assert desk.post(to("edition_change", edition.key), edition_typed(capacity="0")).status_code == 200


def test_an_edition_is_started_finished_and_cancelled(desk, project):
    today = clock.today()
    form = a_support_form(project)
    due = an_edition(project, form, starts_on=today, ends_on=today)
    later = an_edition(project, form)
    for name, edition, status in [
        ("edition_start", later, "planned"),
        ("edition_start", due, "running"),
        ("edition_finish", due, "finished"),
        ("edition_cancel", later, "cancelled"),
    ]:
        assert desk.get(to(name, edition.key)).status_code == (200 if name == "edition_cancel" else 405)
        assert desk.post(to(name, edition.key)).status_code == 302
        edition.refresh_from_db()
        assert edition.status == status
    assert desk.get(to("form_show", form.key)).status_code == 200


def test_a_trainer_sees_and_changes_nothing(signed_in, project):
    trainer, form = signed_in("trainer"), a_support_form(project)
    assert trainer.get(to("forms")).status_code == 200
    assert '<form method="post" novalidate' not in trainer.get(to("form_show", form.key)).content.decode()
    assert trainer.get(to("form_add")).status_code == 403
    assert trainer.get(to("edition_add", form.key)).status_code == 403


def test_forms_of_another_project_do_not_exist(desk, other_project):
    assert desk.get(to("form_show", a_support_form(other_project).key)).status_code == 404
    assert desk.get(to("edition_change", an_edition(other_project).key)).status_code == 404


def test_lists_ask_the_same_number_of_questions(desk, project):
    form = a_support_form(project)

    def asked():
        with CaptureQueriesContext(connection) as seen:
            desk.get(to("forms"))
            desk.get(to("form_show", form.key))
        return len(seen)

    for _unused in range(3):
        an_edition(project, form)
        a_support_form(project, a_goal(project))
    asked()
    few = asked()
    for _unused in range(27):
        an_edition(project, form)
        a_support_form(project, a_goal(project))
    assert asked() == few


def test_due_editions_are_on_the_worklist(project, coordinator, at):
    assert queries.worklist(coordinator, at) == []
    an_edition(project, starts_on=at.date())
    an_edition(project, status="running", starts_on=at.date() - timedelta(days=30))
    assert [(item.count, item.is_late) for item in queries.worklist(coordinator, at)] == [(1, False), (1, True)]


def test_seats_are_counted_by_later_rooms(project):
    edition = an_edition(project)
    assert queries.seats_of(edition) == rules.Seats()
    before = list(queries._counters)
    try:
        queries.count_seats_with(_seven)
        queries.count_seats_with(_seven)
        assert queries.seats_of(edition) == rules.Seats(7, 2)
        assert len(queries._counters) == len(before) + 1
    finally:
        queries._counters[:] = before


def _seven(_edition):
    return rules.Seats(7, 2)
