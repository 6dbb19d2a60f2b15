"""Wagtail's editor speaks Polish throughout: what its own catalogue lacks stands in config/wagtail."""

import re
from pathlib import Path

import pytest
import wagtail
from babel.messages.pofile import read_po
from django.apps import apps
from django.utils import translation
from django.utils.translation import trans_real

from atut.config.messages import compile_stale

INSTALLED = [Path(one.path) for one in apps.get_app_configs() if Path(one.path).is_relative_to(Path(wagtail.__file__).parent)]


def words(domain):
    """Every text of the installed rooms of Wagtail."""
    for place in INSTALLED:
        path = place / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            yield from (message for message in read_po(path.open("rb")) if message.id)


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_no_word_of_the_editor_is_missing_in_polish(domain):
    compile_stale()
    folders = [str(place / "locale") for place in INSTALLED] if domain == "djangojs" else None
    known = trans_real.DjangoTranslation("pl", domain=domain, localedirs=folders)
    keys, missing = set(known._catalog.keys()), []
    for message in words(domain):
        one = message.id if isinstance(message.id, str) else message.id[0]
        key = f"{message.context}\x04{one}" if message.context else one
        if not {key, (key, 0)} & keys:
            missing.append(key)
    assert missing == []


def test_plural_forms_are_those_of_polish():
    compile_stale()
    with translation.override("pl"):
        said = [
            translation.ngettext("%(num_child_objects)d child page", "%(num_child_objects)d child pages", n)
            for n in (1, 3, 5, 22, 112)
        ]
    assert [re.sub(r"%\(\w+\)d\s", "", one) for one in said] == [
        *("strona podrzędna", "strony podrzędne", "stron podrzędnych", "strony podrzędne", "stron podrzędnych")
    ]
