"""The register knows every model and every column, or the build fails."""

import pytest
from django.db import models

from atut.base.kernel.personal import DataSet
from atut.base.privacy import register, rules


def test_every_column_of_every_model_has_a_purpose_a_basis_and_a_retention():
    assert register.problems() == []


def test_a_copy_has_words_for_every_table_and_column():
    shown = [one for one in register.data_sets() if one.personal]
    assert [one.model for one in shown if one.model not in rules.SETS] == []
    assert {name for one in shown for name in (*one.plain, *one.identifier, *one.sensitive)} - set(rules.FIELDS) == set()


@pytest.mark.parametrize(
    ("data_set", "sentence"),
    [
        (DataSet("accounts.Invitation", "p", "b", "r", plain=("email",)), "accounts.Invitation.name has no category"),
        (
            DataSet("accounts.Invitation", "p", "b", "r", plain=("shoe",)),
            "accounts.Invitation.shoe is registered but does not exist",
        ),
        (
            DataSet("accounts.Invitation", "p", "b", "r", plain=("email",), sensitive=("email",)),
            "accounts.Invitation.email has two categories",
        ),
        (DataSet("accounts.Invitation", "", "b", "r"), "accounts.Invitation has no purpose"),
        (
            DataSet("accounts.Invitation", "p", "b", "r", erase=len),
            "accounts.Invitation can be erased but not found",
        ),
    ],
)
def test_a_column_without_a_place_is_named(data_set, sentence):
    from django.apps import apps

    model: type[models.Model] = apps.get_model("accounts.Invitation")
    assert any(problem.startswith(sentence) for problem in register._problems_of(model, data_set))
