"""Forms of words: by the dictionary of Polish (Morfeusz, SGJP) where it is installed, else by the stemmers of Snowball.

One Morfeusz object a process, behind a lock: every object ever made keeps nine megabytes, and none may be shared by threads.
"""

import importlib.util
import itertools
import threading
import zlib
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from django.conf import settings

from atut.front.search.rules import key, words_of

_LOCK = threading.Lock()
# Which letters may stand where somebody typed one without its sign.
_SIGNS = {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "żź"}
_MOST_SIGNS = 3  # in one word; more would try thousands of words that nobody typed
LEAD = 300
Vocabulary = dict[str, str]


def dictionary() -> str:
    """Which road Polish words go: `morfeusz` or `snowball`."""
    wanted: str = settings.ATUT_DICTIONARY
    if wanted in ("morfeusz", "snowball"):
        return wanted
    return "morfeusz" if _is_installed() else "snowball"


@cache
def _is_installed() -> bool:
    return importlib.util.find_spec("morfeusz2") is not None


@cache
def _morfeusz() -> Any:
    import morfeusz2

    return morfeusz2.Morfeusz(generate=False, whitespace=morfeusz2.KEEP_WHITESPACES)


@cache
def _stemmer(name: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(name)


def _by_dictionary(word: str) -> frozenset[str]:
    """Every base form the word may have; none where the dictionary does not know it."""
    with _LOCK:
        readings = _morfeusz().analyse(word)
    found = set()
    for start, _end, (_form, lemma, tag, *_rest) in readings:
        if tag == "ign":
            return frozenset()
        if start == 0:
            found.add(lemma.split(":")[0].lower())
    return frozenset(found)


def _by_stem(word: str, name: str) -> frozenset[str]:
    with _LOCK:
        return frozenset({_stemmer(name).stemWord(word)})


@lru_cache(60_000)
def _bases(word: str, language: str, road: str) -> frozenset[str]:
    if word.isdigit() or len(word) < 2:
        return frozenset()
    if language == "pl":
        return _by_dictionary(word) if road == "morfeusz" else _by_stem(word, "polish")
    return _by_stem(word, "english") if language == "en" else frozenset()


def bases(word: str, language: str) -> frozenset[str]:
    """Base forms of a word in small letters; stems where there is no dictionary."""
    return _bases(word, language, dictionary())


def keys(word: str, language: str) -> frozenset[str]:
    """What the index holds for a word of a text: the word itself and its base forms, folded."""
    return _keys(word, language, dictionary())


@lru_cache(60_000)
def _keys(word: str, language: str, road: str) -> frozenset[str]:
    return frozenset({key(word)} | {key(base) for base in _bases(word, language, road)}) - {""}


def query_keys(word: str, language: str) -> frozenset[str]:
    """The same for a word somebody typed, perhaps without its Polish signs."""
    return _query_keys(word, language, dictionary())


@lru_cache(5_000)
def _query_keys(word: str, language: str, road: str) -> frozenset[str]:
    found = set(_keys(word, language, road))
    if language == "pl" and key(word) == word and not word.isdigit():
        for other in _with_signs(word):
            found |= {key(base) for base in _bases(other, language, road)}
    return frozenset(found) - {""}


def hitting(wanted: frozenset[str], language: str) -> Callable[[str], bool]:
    """Is a word in small letters a form of what is wanted? For one answer: each word is looked up once."""
    road = dictionary()

    @cache
    def is_hit(word: str) -> bool:
        return not wanted.isdisjoint(_keys(word, language, road))

    return is_hit


def is_word(word: str, language: str) -> bool:
    """Is it a word of the language, perhaps without its signs? Not known without a dictionary."""
    return (
        language == "pl" and dictionary() == "morfeusz" and bool(bases(word, language) or query_keys(word, language) - {key(word)})
    )


def _with_signs(word: str) -> list[str]:
    """The ways to put up to three signs on a word typed without any."""
    spots = [place for place, letter in enumerate(word) if letter in _SIGNS][:12]
    made = []
    for count in range(1, _MOST_SIGNS + 1):
        for chosen in itertools.combinations(spots, count):
            for signs in itertools.product(*(_SIGNS[word[place]] for place in chosen)):
                letters = list(word)
                for place, sign in zip(chosen, signs, strict=True):
                    letters[place] = sign
                made.append("".join(letters))
    return made


def ordered_keys(text: str, language: str, most: int | None = None) -> str:
    """The keys of a text's words in their order, two spaces between them: what hits are weighed by."""
    found = [one for word in words_of(text)[:most] for one in sorted(keys(word, language))]
    return f" {'  '.join(found)} "


def all_keys(text: str, language: str) -> str:
    """Every key of a text once: what is looked up."""
    return " ".join(sorted(set().union(*(keys(word, language) for word in set(words_of(text))))))


def vocabulary(text: str, language: str) -> Vocabulary:
    """The keys of a text, each with a spelling to show."""
    found: Vocabulary = {}
    for word in sorted(set(words_of(text))):
        for base in bases(word, language) if dictionary() == "morfeusz" or language != "pl" else ():
            found.setdefault(key(base), base)
    for word in sorted(set(words_of(text))):
        found[key(word)] = word
    found.pop("", None)
    return found


def identity() -> str:
    """Changes when everything is to be indexed anew: the road, the shape of the index, the engine that holds it."""
    engine = settings.WAGTAILSEARCH_BACKENDS["default"]
    return f"{dictionary()}-2{zlib.crc32(repr(engine).encode()):08x}"
