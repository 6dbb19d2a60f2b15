"""What is asked, how near two words are, which hit comes first, which piece of a text is shown. No dictionary, no tables."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import polish

LONGEST, MOST_WORDS, LONGEST_WORD = 200, 12, 40
WORD = re.compile(r"[^\W_]+")
QUOTED = re.compile(r"[„”“\"«»]([^„”“\"«»]+)[„”“\"«»]")
OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})
# Words that say nothing about what is sought; they count only where nothing else is asked.
_EMPTY = {
    "pl": "a aby albo ale ani aż bo by być chcę co czy czyli dla do gdy gdzie go i ich ile im ja jak jaka jaki jakie jako je jego"
    " jej jest jestem już kiedy kto która które który ku lub ma mam mi mnie moja moje mój można mogę na nad nam nas nie niech o od"
    " oraz po pod podczas ponieważ przed przez przy są się skąd ta tak tam te tego tej ten to trzeba tu tym u w we wg więc z za ze"
    " zaś że żeby",
    "en": "a about an and are as at be by can do does for from has have how i in is it its me my of on or our that the their there"
    " they this to was we what when where which who will with you your",
}
EMPTY_WORDS = {language: frozenset(listed.split()) for language, listed in _EMPTY.items()}


class Kind(TextChoices):
    """What a found thing is. The words are stored: never change them."""

    PAGE = "page", _("Page")
    NEWS = "news", _("News item")
    DOCUMENT = "document", _("Document")
    CALL = "call", _("Call for applications")
    EDITION = "edition", _("Training")
    MEETING = "meeting", _("Meeting of a training")
    PARTNER = "partner", _("Office")
    GOAL = "goal", _("Goal")
    RESULT = "result", _("Results")


# Between equally good hits: where most people wanted to go.
WEIGHT = {Kind.PAGE: 3, Kind.CALL: 3, Kind.NEWS: 2, Kind.PARTNER: 2, Kind.EDITION: 2}  # the others one


class Since(TextChoices):
    """When a found thing is or was; the words stand in addresses."""

    COMING = "od-dzis", _("Today and later")
    MONTH = "miesiac", _("Last month")
    YEAR = "rok", _("Last year")


class Age(IntegerChoices):
    """How old a thing is, in steps that the choices of time are made of."""

    OLDER_OR_NO_DAY = 0
    YEAR = 1
    MONTH = 2
    TODAY = 3
    LATER = 4


DAYS = {Age.MONTH: 31, Age.YEAR: 366}
AGES = {
    Since.COMING: {Age.TODAY, Age.LATER},
    Since.MONTH: {Age.MONTH, Age.TODAY},
    Since.YEAR: {Age.YEAR, Age.MONTH, Age.TODAY},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody typed: shown back, the words to find, and what stood in quotes."""

    text: str
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    is_cut: bool = False


def key(word: str) -> str:
    """A word as the index holds it: folded, plain letters and digits only, so both databases part words alike."""
    folded = polish.fold(word[:LONGEST_WORD]).replace(" ", "").replace("_", "")
    plain = "".join(c if c.isascii() else f"u{ord(c):x}" for c in folded)
    return (f"n{plain}" if plain[:1].isdigit() and not plain.isdigit() else plain)[:120]


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return WORD.findall(unicodedata.normalize("NFC", text).lower())


def surface(text: str) -> str:
    """The words of a text as keys, each between spaces: where words in quotes are looked for."""
    return f" {' '.join(key(word) for word in words_of(text))} "


def parse(typed: str, language: str) -> Asked:
    """Read what was typed. Whatever it is, it is words, words in quotes, or nothing."""
    plain = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Cf", "Co", "Cn") else c for c in typed[: LONGEST * 5])
    text = " ".join(unicodedata.normalize("NFC", plain).split())
    shown = text[:LONGEST].strip()
    bare = [word for word in WORD.findall(shown) if word not in OPERATORS] or WORD.findall(shown)
    found = list(dict.fromkeys(word.lower() for word in bare if key(word)))
    telling = [word for word in found if word not in EMPTY_WORDS.get(language, ()) and (len(word) > 1 or word.isdigit())] or found
    phrases = tuple(phrase for quoted in QUOTED.findall(shown) if len((phrase := surface(quoted)).split()) > 1)
    is_cut = len(typed.strip()) > len(typed[: LONGEST * 5].strip()) or len(text) > LONGEST or len(telling) > MOST_WORDS
    return Asked(shown, tuple(telling[:MOST_WORDS]), phrases, is_cut)


def farthest(word: str) -> int:
    """How many slips are forgiven: none in three letters, one up to five, two up to eight, three in longer words.

    A long word in another form than any that stands here is two letters away before a finger slips.
    """
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2 if len(word) < 9 else 3


def distance(one: str, other: str, most: int) -> int:
    """Slips between two words: a letter missing, added, another one, or two that changed places; `most` + 1 when more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, last = list(range(len(other) + 1)), list[int]()
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            best = min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, last[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
        before, last = row, before
    return min(before[-1], most + 1)


def nearest(word: str, known: Iterable[tuple[str, str, int]]) -> str:
    """Of (key, spelling, how often) the one meant by a misspelt key; empty when none is near."""
    most, letters = farthest(word), set(word)
    best: tuple[int, int, int, str] | None = None
    shown = ""
    for other, spelling, count in known:
        if len(letters ^ set(other)) > 2 * most:
            continue
        slips = distance(word, other, most)
        if slips > most:
            continue
        place = (slips, other[0] != word[0], -count, other)
        if best is None or place < best:
            best, shown = place, spelling
    return shown


def score(title: str, lead: str, terms: Sequence[Iterable[str]], kind: str) -> int:
    """How good a hit is: words in the title before words in the beginning before words farther down.

    `title` and `lead` are keys with two spaces between them; `terms` the keys of each word asked for.
    """
    points, in_title = WEIGHT.get(Kind(kind), 1), 0
    for keys in terms:
        is_in_title = any(f" {one} " in title for one in keys)
        in_title += is_in_title
        points += 20 * is_in_title + 4 * min(sum(lead.count(f" {one} ") for one in keys), 4)
    if terms and in_title == len(terms):
        points += 20 + 20 // max(1, title.count("  "))  # a title with little else in it
    return points


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, marked or not."""

    text: str
    is_hit: bool = False


def pieces(text: str, is_hit: Callable[[str], bool]) -> list[Piece]:
    """The whole text with its hits marked."""
    found, at = list[Piece](), 0
    for match in WORD.finditer(text):
        if is_hit(match.group().lower()):
            found += [Piece(text[at : match.start()]), Piece(match.group(), is_hit=True)]
            at = match.end()
    return [piece for piece in [*found, Piece(text[at:])] if piece.text]


SHOWN, BEFORE, READ = 220, 50, 4000


def excerpt(text: str, is_hit: Callable[[str], bool]) -> list[Piece]:
    """The piece of a text around most hits, its hits marked; the beginning where there is none."""
    spots: list[tuple[int, str]] = []
    for number, match in enumerate(WORD.finditer(text)):
        if number >= READ:
            break
        if is_hit(word := match.group().lower()):
            spots.append((match.start(), word))
    start = _best_start(spots)
    start = 0 if start <= BEFORE else text.rfind(" ", 0, start - BEFORE + 1) + 1
    end = len(text) if len(text) - start <= SHOWN else text.rfind(" ", start, start + SHOWN)
    end = start + SHOWN if end <= start else end
    cut = f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"
    return pieces(cut, is_hit)


def _best_start(spots: Sequence[tuple[int, str]]) -> int:
    best, most = 0, 0
    for place, (start, _unused) in enumerate(spots):
        inside = [word for at, word in spots[place : place + 20] if at - start < SHOWN - BEFORE]
        if (worth := 5 * len(set(inside)) + len(inside)) > most:
            best, most = start, worth
    return best
