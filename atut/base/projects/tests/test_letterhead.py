"""What stands on every printed paper of a project."""

import pytest

from atut.base.projects.letterhead import letterhead

pytestmark = pytest.mark.django_db


def test_a_paper_names_the_project_its_programme_and_that_it_is_not_real(project):
    project.profile.data = {
        "sentence": {"pl": "Dofinansowane przez Unię Europejską"},
        "programme": {"name": {"pl": "Europejski Fundusz Społeczny Plus"}},
    }
    project.number, project.as_if_note = "FEXX.01.01", {"pl": "Projekt na próbę"}
    head = letterhead(project, "pl")
    assert head["name"] == "Urząd przyjazny"
    assert head["sentence"] == "Dofinansowane przez Unię Europejską"
    assert head["funding"] == ["Europejski Fundusz Społeczny Plus, umowa nr\xa0FEXX.01.01", "Projekt na próbę"]


def test_a_paper_in_english_is_english_where_the_project_is(project):
    head = letterhead(project, "en")
    assert (head["name"], head["page"]) == ("Friendly office", "page {n} of {of}")
