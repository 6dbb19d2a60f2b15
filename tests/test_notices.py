"""Every message of every room has a subject and a text, is sent by somebody, and can be written in both languages."""

import ast
import re
from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from tests.reading import ROOT, sources, tree


def templates():
    """room/mail/event of every template with a subject or a text; parts begin with an underscore."""
    for path in (ROOT / "atut").rglob("templates/*/mail/*.txt"):
        if not path.name.startswith("_"):
            yield (
                path.parent.parent.name,
                path.name.removesuffix(".txt").removesuffix(".subject"),
                path.name.endswith(".subject.txt"),
            )


EVENTS = sorted({(room, event) for room, event, _subject in templates()})


def test_every_message_has_a_subject_and_a_text():
    pairs = {(room, event, is_subject) for room, event in EVENTS for is_subject in (True, False)}
    assert pairs - set(templates()) == set()


def test_every_message_is_sent_by_somebody():
    said = {
        node.value
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.count(".") == 1
    }
    assert [f"{room}.{event}" for room, event in EVENTS if f"{room}.{event}" not in said] == []


class Whatever(datetime):
    """Stands for anything a message may name: a moment, a number, a thing with attributes, a list of one."""

    def __getattr__(self, name):
        if name.startswith("_") or name in ("resolve_expression", "alters_data", "do_not_call_in_templates"):
            raise AttributeError(name)
        return self

    def __call__(self, *args, **kwargs):
        return self

    def __getitem__(self, key):
        return self

    def __iter__(self):
        return iter([datetime.__new__(Whatever, 2026, 5, 11, 10, tzinfo=UTC)])

    def __len__(self):
        return 1

    def __int__(self):
        return 5

    def __index__(self):
        return 5

    def __round__(self, digits=None):
        return 5


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize(("room", "event"), EVENTS, ids=[".".join(one) for one in EVENTS])
def test_a_message_is_written_in_both_languages(room, event, language):
    names = {name: 5 if "count" in name else Whatever(2026, 5, 11, 10, tzinfo=UTC) for name in _names(room, event)}
    with translation.override(language):
        for ending in ("subject.txt", "txt"):
            text = render_to_string(f"{room}/mail/{event}.{ending}", names)
            assert text.strip()
            assert "{{" not in text
            assert "%(" not in text


def _names(room, event):
    """The first parts of all names in a message and in its parts."""
    folder = next((ROOT / "atut").rglob(f"templates/{room}/mail"))
    files = [folder / f"{event}.txt", folder / f"{event}.subject.txt", *folder.glob("_*.txt")]
    text = "\n".join(path.read_text() for path in files)
    inside = " ".join(re.findall(r"{[{%](.*?)[%}]}", text))
    return set(re.findall(r"(?<![\w.\"'|])[a-z_]+", inside)) - {"True", "False", "None"}
