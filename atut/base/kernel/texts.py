"""Texts that users write, with their language: Polish required, others optional (decision 0006)."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, override

Text = dict[str, str]


def text_in(text: Text, language: str | None = None) -> str:
    """The text in the reader's language, else in Polish."""
    return text.get(language or get_language() or "pl") or text.get("pl", "")


def in_every_language(words: object) -> Text:
    """Words that are translated when they are read (a lazy text, a refusal), as a text that can be kept."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[language] = str(words)
    return found


def language_shown(written: Collection[str], language: str | None = None) -> str:
    """Which of the languages a thing is written in the reader gets: their own, else Polish."""
    wanted = language or get_language() or "pl"
    return wanted if wanted in written else "pl"


def is_translated(text: Text, language: str | None = None) -> bool:
    """True when the reader gets the text in the language asked for."""
    return bool(text.get(language or get_language() or "pl"))


class TranslatedText(models.JSONField):  # type: ignore[type-arg]  # JSONField takes no parameters at run time
    """{"pl": "…", "en": "…"}. Show it with the template filter `text`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("default", dict)
        super().__init__(**options)
