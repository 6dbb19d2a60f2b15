"""Questions of search: is what it knows fresh, what was meant, what is found, in which order. Equal on every database."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any, overload

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import get_language
from wagtail.search.query import And, Or, PlainText, SearchQuery

from atut.base.kernel.prepared import Prepared
from atut.base.projects import revisions
from atut.base.projects.models import Project
from atut.front.pages.queries import editing_mark
from atut.front.search import words
from atut.front.search.engine import matching
from atut.front.search.models import SearchEntry, SearchState, SearchWord
from atut.front.search.rules import AGES, DAYS, Age, Asked, Kind, Piece, Since, excerpt, farthest, key, nearest, pieces, score

WEIGHED, ON_A_PAGE, PROPOSED, COMPLETED = 100, 10, 6, 40
Keys = tuple[frozenset[str], ...]


def mark(project: Project) -> str:
    """What entries are made from, as one value: the rooms' revisions, the editor's journal, the dictionary. Four queries."""
    known = (revisions.current(project.pk), editing_mark(), words.identity(), tuple(project.languages))
    return hashlib.sha256(repr(known).encode()).hexdigest()


def is_fresh(project: Project) -> bool:
    """Is everything published taken in? Five queries."""
    return bool(_marked(project=project.pk, mark=mark(project)))


@Prepared
def _marked(project: int, mark: str) -> "QuerySet[Any, Any]":
    return SearchState.objects.filter(project_id=project, mark=mark).values_list("pk")


@dataclass(frozen=True, slots=True)
class Correction:
    """A word nobody here uses, and the one that was probably meant (empty: none is near).

    A real word is no slip: what is near it is proposed, and not put in its place.
    """

    typed: str
    meant: str
    is_slip: bool = True

    @property
    def is_made(self) -> bool:
        """Do the hits answer the other word?"""
        return bool(self.meant) and self.is_slip


@dataclass(frozen=True, slots=True)
class Meant:
    """What is asked, in keys: for each word those it may stand under; and what was put right."""

    words: tuple[str, ...]
    keys: Keys
    corrections: tuple[Correction, ...] = ()

    @property
    def text(self) -> str:
        """The query as it was understood."""
        return " ".join(self.words)


def meant(project: Project, asked: Asked) -> Meant:
    """Each word with its forms; unknown ones as the beginning of known words, else as the nearest known word."""
    language = get_language() or "pl"
    keys = [words.query_keys(word, language) for word in asked.words]
    rows = SearchWord.objects.filter(project=project, language=language)
    known = set(rows.filter(word__in=set().union(*keys) if keys else set()).values_list("word", flat=True))
    understood, found, corrections = list(asked.words), list(keys), []
    for place, word in enumerate(asked.words):
        if keys[place] & known:
            continue
        if begun := _beginning_with(rows, key(word)):
            found[place] = keys[place].union(*(words.keys(shown, language) for shown in begun))
            continue
        shown = nearest(key(word), _near(rows, key(word)))
        corrections.append(Correction(word, shown, not words.is_word(word, language)))
        if corrections[-1].is_made:
            understood[place], found[place] = shown, words.keys(shown, language)
    return Meant(tuple(understood), tuple(found), tuple(corrections))


def _beginning_with(rows: "QuerySet[SearchWord]", start: str) -> list[str]:
    if len(start) < 3:
        return []
    begun = rows.filter(head=start[:2], word__startswith=start).order_by("-count", "word")
    return list(begun.values_list("shown", flat=True)[:COMPLETED])


def _near(rows: "QuerySet[SearchWord]", word: str) -> Iterable[tuple[str, str, int]]:
    """Known words that begin or end like it, of about its length."""
    if not farthest(word):
        return []
    alike = Q(head=word[:2]) | Q(tail=word[-3:]) | Q(head=word[1::-1]) | Q(head=f"{word[0]}{word[2]}")
    return rows.filter(alike).values_list("word", "shown", "count").iterator()


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader narrowed the list to."""

    kind: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the results."""

    entry: SearchEntry
    title: list[Piece]
    excerpt: list[Piece]

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return str(Kind(self.entry.kind).label)


@dataclass(frozen=True)
class Found:
    """The answer: hits of one page, how many of each kind there are, the choices of time with a hit, how it was understood."""

    asked: Asked
    meant: Meant
    page: "Page[Any]"
    hits: list[Hit] = field(default_factory=list)
    kinds: list[tuple[str, int]] = field(default_factory=list)
    dates: frozenset[str] = frozenset()
    is_any: bool = False

    @property
    def total(self) -> int:
        """Hits of every kind together."""
        return sum(count for _kind, count in self.kinds)

    @property
    def proposed(self) -> str:
        """The query with words near those that are real and stand nowhere here; empty where none is near."""
        near = {one.typed: one.meant for one in self.meant.corrections if one.meant and not one.is_slip}
        return " ".join(near.get(word, word) for word in self.meant.words) if near else ""


def find(project: Project, asked: Asked, filters: Filters, *, today: date, page: str | int | None = 1) -> Found:
    """Everything published that has all the words; where nothing has, what has some of them. Three to seven queries."""
    understood = meant(project, asked)
    lacking = {one.typed for one in understood.corrections if not one.is_made}
    rest = tuple(keys for word, keys in zip(understood.words, understood.keys, strict=True) if word not in lacking)
    whole = _matching(project, rest, all_of=True, phrases=asked.phrases)
    found = _ordered(whole, rest, today) if rest and not lacking else []
    is_any = not found and bool(rest) and (len(rest) > 1 or bool(lacking))
    if is_any:
        found = _ordered(_matching(project, rest, all_of=False), rest, today)
    narrowed = narrow(found, filters)
    some: Page[Any] = Paginator(Ranked(narrowed.chosen, rest), ON_A_PAGE).get_page(page)  # type: ignore[arg-type]  # it is sliced
    is_hit = words.hitting(frozenset().union(*rest), get_language() or "pl")
    hits = [Hit(entry, pieces(entry.title, is_hit), excerpt(entry.text, is_hit)) for entry in some.object_list]
    return Found(asked, understood, some, hits, narrowed.kinds, narrowed.dates, is_any)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the filters leave, and what each could be changed to with the other kept."""

    chosen: list[int]
    kinds: list[tuple[str, int]]
    dates: frozenset[str]


def narrow(found: Sequence[tuple[int, str, int]], filters: Filters) -> Narrowed:
    """Of hits with their kind and age: those of the filters, how many of each kind there are, which times have any."""
    ages: Collection[int] = AGES[Since(filters.since)] if filters.since in Since.values else Age.values
    counts = Counter(kind for _pk, kind, age in found if age in ages)
    there = {age for _pk, kind, age in found if filters.kind in ("", kind)}
    chosen = [pk for pk, kind, age in found if filters.kind in ("", kind) and age in ages]
    kinds = [(kind, counts[kind]) for kind in Kind.values if kind in counts]
    return Narrowed(chosen, kinds, frozenset(since for since in Since.values if there & AGES[Since(since)]))


def _matching(project: Project, keys: Keys, *, all_of: bool, phrases: Sequence[str] = ()) -> "QuerySet[SearchEntry]":
    """The entries that have the words, by the engine of the settings; words in quotes stand beside each other."""
    if not keys:
        return SearchEntry.objects.none()
    each: list[SearchQuery] = [Or([PlainText(one) for one in sorted(some)]) for some in keys]
    query = each[0] if len(each) == 1 else And(each) if all_of else Or(each)
    found = matching(project, get_language() or "pl", query)
    for phrase in phrases:
        found = found.filter(surface__contains=phrase)
    return found


def _ordered(rows: "QuerySet[SearchEntry]", keys: Keys, today: date) -> list[tuple[int, str, int]]:
    """Every hit with kind and age, titles before texts, then newer before older. One query: a count by another finds all again."""
    titled: Any = Value(0)
    for some in keys:
        titled += Case(When(_has(some), then=1), default=0, output_field=IntegerField())
    since = [When(date__gte=today - timedelta(days=DAYS[age]), then=age.value) for age in (Age.MONTH, Age.YEAR)]
    later = [When(date__gt=today, then=Age.LATER.value), When(date=today, then=Age.TODAY.value)]
    old = Case(*later, *since, default=Age.OLDER_OR_NO_DAY.value, output_field=IntegerField())
    ordered = rows.annotate(age=old).order_by(titled.desc(), F("date").desc(nulls_last=True), "title_sort", "thing")
    return list(ordered.values_list("pk", "kind", "age"))


def _has(keys: Iterable[str]) -> Q:
    return reduce(or_, (Q(title_keys__contains=f" {one} ") for one in sorted(keys)))


class Ranked:
    """The hits in their order: as the database gave them, but the first hundred weighed one by one."""

    def __init__(self, found: list[int], keys: Keys) -> None:
        self.found, self.keys = found, keys

    def __len__(self) -> int:
        return len(self.found)

    @overload
    def __getitem__(self, part: int) -> SearchEntry: ...
    @overload
    def __getitem__(self, part: slice) -> list[SearchEntry]: ...

    def __getitem__(self, part: slice | int) -> list[SearchEntry] | SearchEntry:
        if isinstance(part, int):
            return self[part : part + 1][0]
        first, rest = self.found[:WEIGHED], self.found[WEIGHED:]
        return self._whole([*(first if (part.start or 0) >= WEIGHED else self._weighed(first)), *rest][part])

    def _weighed(self, first: list[int]) -> list[int]:
        wanted = ("pk", "title_keys", "lead_keys", "kind", "date", "title_sort", "thing")
        columns = SearchEntry.objects.filter(pk__in=first).values_list(*wanted)
        order = []
        for pk, title, lead, kind, day, sort, thing in columns:
            order.append((-score(title, lead, self.keys, kind), -(day or date.min).toordinal(), sort, thing, pk))
        return [row[-1] for row in sorted(order)]

    def _whole(self, order: list[int]) -> list[SearchEntry]:
        unneeded = ("surface", "title_keys", "lead_keys", "title_sort", "stamp")
        found = SearchEntry.objects.defer(*unneeded).in_bulk(order)
        return [found[pk] for pk in order if pk in found]


def proposals(project: Project, asked: Asked) -> list[str]:
    """How the query may go on: its last word ended in the ways that are used most. One query."""
    if not asked.words or len(key(asked.words[-1])) < 2:
        return []
    start = key(asked.words[-1])
    rows = SearchWord.objects.filter(project=project, language=get_language() or "pl", head=start[:2], word__startswith=start)
    found = dict.fromkeys(rows.order_by("-count", "word").values_list("shown", flat=True)[:PROPOSED])
    return [" ".join([*asked.words[:-1], ending]) for ending in found]
