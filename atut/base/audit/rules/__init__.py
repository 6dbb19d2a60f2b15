"""What events and fields of the trail are called for people, and how they are found by their words."""

from atut.base.audit.rules.events import EVENTS
from atut.base.audit.rules.fields import FIELDS
from atut.base.kernel.polish import fold

__all__ = ["EVENTS", "FIELDS", "events_called", "field_called", "fields_called", "words_of"]


def words_of(event: str) -> str:
    """The event in the reader's language; its code where it has no words."""
    return str(EVENTS.get(event, event))


def events_called(typed: str) -> list[str]:
    """The events in whose words, in the reader's language, the typed ones stand; case and diacritics do not matter."""
    wanted = fold(typed)
    return [event for event, words in EVENTS.items() if wanted and wanted in fold(str(words))]


def field_called(name: str) -> str:
    """The field in the reader's language; its own name where it has no words."""
    return str(FIELDS.get(name, name))


def fields_called(typed: str) -> list[str]:
    """The fields meant by the typed words: who looks for PESEL finds every entry that touched or showed it."""
    wanted = fold(typed)
    return [name for name, words in FIELDS.items() if wanted and (wanted in fold(str(words)) or wanted == name)]
