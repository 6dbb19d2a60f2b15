"""Whom to call is written down when it changes, under the host of today, and a disk that refuses hurts nobody."""

import pytest

from atut.base.kernel.actors import system
from atut.base.projects import actions, contacts, queries
from atut.base.projects.tests.factories import told_again

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _data(settings, tmp_path):
    settings.ATUT_DATA = tmp_path


def test_what_is_read_is_written_down_and_follows_every_change(project, at):
    assert contacts.known("testserver") is None
    queries.project_at("testserver")
    assert contacts.known("testserver")["office_phone"] == project.office_phone
    changed = told_again(actions.ProjectDetails, project, office_person="Maria Kos", host="nowy.example")
    actions.change_project(project, changed, actor=system(), at=at)
    queries.project_at("nowy.example")
    assert contacts.known("nowy.example")["office_person"] == "Maria Kos"
    assert contacts.known("testserver") is None


def test_a_disk_that_refuses_keeps_nobody_from_the_site(project, settings, tmp_path):
    settings.ATUT_DATA = tmp_path / "a file"
    settings.ATUT_DATA.write_text("")
    assert queries.project_at("testserver") == project
    assert contacts.known("testserver") is None
