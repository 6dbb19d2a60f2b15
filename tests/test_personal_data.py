"""The register of personal data is complete: every column of every table of ours is named in it, once."""

import importlib
from dataclasses import replace

import pytest
from django.apps import apps
from django.utils.module_loading import module_has_submodule

from atut.base.kernel.crypto import EncryptedText
from atut.base.privacy.rules import DataSet


def data_sets():
    for config in apps.get_app_configs():
        if config.name.startswith("atut.") and module_has_submodule(config.module, "personal_data"):
            yield from importlib.import_module(f"{config.name}.personal_data").DATA_SETS


def our_models():
    return {m._meta.label: m for m in apps.get_models() if m.__module__.startswith("atut.")}


def faults(sets, models):
    """What is missing, named twice, named wrongly, or said to be protected and is not."""
    registered = [one.model for one in sets]
    yield from (f"{label}: not in the register" for label in models if label not in registered)
    yield from (f"{label}: registered {registered.count(label)} times" for label in set(registered) if registered.count(label) > 1)
    for one in sets:
        if one.model not in models:
            yield f"{one.model}: no such model"
            continue
        yield from faults_of(one, {field.name: field for field in models[one.model]._meta.concrete_fields})


def faults_of(one, fields):
    named = [*one.plain, *one.identifier, *one.sensitive, *one.technical]
    if one.personal or named:
        yield from (f"{one.model}.{name}: not named" for name in fields if name not in named and name != "id")
    yield from (f"{one.model}.{name}: no such column" for name in named if name not in fields)
    yield from (f"{one.model}.{name}: named twice" for name in set(named) if named.count(name) > 1)
    if one.personal and not (one.purpose and one.basis and one.retention):
        yield f"{one.model}: purpose, basis or retention is missing"
    if not one.personal and named != list(one.technical):
        yield f"{one.model}: no personal data, and yet columns with them"
    for name in one.sensitive:
        if name in fields and not isinstance(fields[name], EncryptedText):
            yield f"{one.model}.{name}: sensitive and not encrypted"


def test_the_register_names_every_column_once():
    assert list(faults(list(data_sets()), our_models())) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"technical": ("id", "key", "kind", "finished_at", "counts")}, "not named"),
        ({"technical": ("id", "key", "kind", "finished_at", "counts", "sha256", "colour")}, "no such column"),
        ({"plain": ("key",)}, "named twice"),
        ({"personal": True}, "purpose, basis or retention"),
        ({"technical": ("id", "key", "kind", "finished_at", "counts"), "sensitive": ("sha256",)}, "not encrypted"),
    ],
)
def test_a_fault_in_the_register_is_found(change, words):
    good = DataSet("keeping.Run", personal=False, technical=("id", "key", "kind", "finished_at", "counts", "sha256"))
    models = {"keeping.Run": our_models()["keeping.Run"]}
    assert list(faults([good], models)) == []
    assert any(words in fault for fault in faults([replace(good, **change)], models))


def test_a_forgotten_model_is_found():
    assert list(faults([], {"keeping.Run": our_models()["keeping.Run"]})) == ["keeping.Run: not in the register"]
