"""What stands in the catalogues, to find Polish on an English page and English on a Polish one."""

import gettext
import re
from functools import cache
from pathlib import Path

import allauth
import django

from tests.pages import parsed

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = [Path(allauth.__file__).parent, Path(django.__file__).parent / "conf"]
HTML = "{http://www.w3.org/1999/xhtml}"
GAP = re.compile(r"%\([a-z_0-9]+\)[sd]|%%|%[sd]|<[^>]+>|\n|\{[^}]*\}")
SPOKEN = ("aria-label", "alt", "placeholder", "title", "content", "value")
UNSEEN = {f"{HTML}{name}" for name in ("script", "style", "template", "textarea")}  # what was typed is in any language


def _words(text):
    return " ".join(text.split())


def _phrases(text):
    """The parts of a message between its gaps that are longer than two words."""
    for part in GAP.split(text):
        words = _words(part).strip(" .,:;–-“”„()")
        if len(words.split()) > 2:
            yield words


@cache
def phrases():
    """Phrases of each language that cannot be part of the other: {"pl": […], "en": […]}."""
    found = {"pl": set(), "en": set()}
    for place in (ROOT / "atut", *LIBRARIES):
        for file in place.glob("**/locale/pl/LC_MESSAGES/*.mo"):
            with file.open("rb") as content:
                catalogue = gettext.GNUTranslations(content)._catalog
            for key, said in catalogue.items():
                source = key[0] if isinstance(key, tuple) else key
                found["en"].update(_phrases(source.rpartition("\x04")[2]))
                found["pl"].update(_phrases(said))
    same = found["pl"] & found["en"]
    return {language: sorted(words - same) for language, words in found.items()}


def texts(page):
    """All that a page says, but for parts that say they are in another language."""
    root, _errors = parsed(page)
    language = root.get("lang", "")
    said = " ¶ ".join(_words(one) for one in _said(root, language))
    for element in root.iter():  # what a part in the other language says may stand in the title, which cannot say its language
        words = _words("".join(element.itertext()))
        if element.get("lang", language) != language and len(words.split()) > 2:
            said = said.replace(words, "")
    return said


def _said(element, language):
    if element.tag in UNSEEN or element.get("lang", language) != language:
        return
    if element.text:
        yield element.text
    for name in SPOKEN:
        is_typed = name == "value" and element.get("type") not in ("submit", "button")
        if element.get(name) and not is_typed:
            yield element.get(name)
    for child in element:
        yield from _said(child, language)
        if child.tail:
            yield child.tail


def strangers(page, language):
    """Phrases of the other language on a page in this one."""
    said = texts(page)
    return [words for words in phrases()["en" if language == "pl" else "pl"] if words in said]
