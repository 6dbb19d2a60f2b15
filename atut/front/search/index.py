"""Keeping the entries equal to what is published: by comparing stamps, a hundred things at a time. Nothing is pushed.

It writes only what can be made again at any time from the rooms, so it is no verb and leaves no audit entry.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from wagtail.search.backends import get_search_backend

from atut.base.kernel import polish
from atut.base.projects.models import Project
from atut.front.search import queries, words
from atut.front.search.engine import prepare
from atut.front.search.models import SearchEntry, SearchState, SearchWord
from atut.front.search.rules import surface
from atut.front.search.sources import SOURCES
from atut.front.search.sources.drafts import Draft, Source

AT_ONCE = 100
ON_READ = 200  # things a visitor may have to wait for: about half a second; the rest is done by the job
CLAIM = timedelta(minutes=10)
WEIGHT = {"document": 40}  # opening a file takes as long as reading forty pages


def refresh_when_stale(project: Project, at: datetime) -> None:
    """Before somebody searches: take in what changed since. Where somebody else is at it, the entries are used as they are."""
    if not queries.is_fresh(project):
        refresh(project, at, most=ON_READ)


def refresh(project: Project, at: datetime, *, most: int | None = None) -> bool:
    """Compare every source and take in what changed; with `most`, only so much. True when all is taken in."""
    mark = queries.mark(project)  # before reading: what changes meanwhile makes it stale again
    if not _claim(project, at):
        return False
    left = float("inf") if most is None else float(most)
    try:
        prepare()
        for source in SOURCES:
            left -= _take_in(project, source, left)
        if left >= 0:
            SearchState.objects.filter(project=project).update(mark=mark, refreshed_at=at)
        return left >= 0
    finally:
        SearchState.objects.filter(project=project).update(claimed_until=None)


def _claim(project: Project, at: datetime) -> bool:
    """One process makes the entries of a project at a time; a claim of a killed one ends by itself."""
    SearchState.objects.get_or_create(project=project)
    free = Q(claimed_until=None) | Q(claimed_until__lt=at)
    return bool(SearchState.objects.filter(free, project=project).update(claimed_until=at + CLAIM))


def _take_in(project: Project, source: Source, left: float) -> float:
    """Take in what changed of one source; what it cost, more than `left` when something had to wait."""
    identity = words.identity()
    wanted = {thing: f"{identity} {stamp}" for thing, stamp in source.stamps(project).items()}
    rows = SearchEntry.objects.filter(project=project, source=source.name)
    have = dict(rows.values_list("thing", "stamp"))
    gone = [thing for thing in have if thing not in wanted]
    changed = [thing for thing, stamp in wanted.items() if have.get(thing) != stamp]
    weight = WEIGHT.get(source.name, 1)
    allowed = len(changed) if left == float("inf") else max(0, int(left // weight))
    for some in _parts(gone):
        _replace(project, source, some, wanted, [])
    for some in _parts(changed[:allowed]):
        _replace(project, source, some, wanted, _drafts(project, source, some))
    return len(changed) * weight


def _parts(things: Sequence[str]) -> Iterator[Sequence[str]]:
    return (things[start : start + AT_ONCE] for start in range(0, len(things), AT_ONCE))


def _drafts(project: Project, source: Source, things: Sequence[str]) -> list[tuple[str, Draft]]:
    found: list[tuple[str, Draft]] = []
    for language in project.languages:
        with translation.override(language):
            found += [(language, draft) for draft in source.drafts(project, things)]
    return found


def _replace(
    project: Project, source: Source, things: Sequence[str], stamps: dict[str, str], drafts: Iterable[tuple[str, Draft]]
) -> None:
    """Put the entries of some things in the place of those they had, with their words; in one transaction."""
    old = list(SearchEntry.objects.filter(project=project, source=source.name, thing__in=things))
    new = [_entry(project, source, language, draft, stamps[draft.thing]) for language, draft in drafts]
    said: dict[tuple[str, str], str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for entries, sign in ((old, -1), (new, 1)):
        for entry in entries:
            for word, shown in words.vocabulary(f"{entry.title} {entry.text}", entry.language).items():
                said[entry.language, word] = shown
                counts[entry.language, word] += sign
    kept = {(entry.thing, entry.language) for entry in new}
    backend = get_search_backend()
    with transaction.atomic():
        for entry in old:
            if (entry.thing, entry.language) not in kept:
                backend.delete(entry)
                entry.delete()
        made = SearchEntry.objects.bulk_create(
            new, update_conflicts=True, unique_fields=["project", "source", "thing", "language"], update_fields=CHANGING
        )
        if made:
            backend.add_bulk(SearchEntry, made)
        _count(project, counts, said)


CHANGING = ["kind", "title", "note", "text", "url", "date", "stamp", "surface", "title_keys", "lead_keys", "title_sort"]


def _entry(project: Project, source: Source, language: str, draft: Draft, stamp: str) -> SearchEntry:
    title = " ".join(draft.title.split())[:255]
    return SearchEntry(
        project=project,
        source=source.name,
        thing=draft.thing,
        language=language,
        kind=draft.kind,
        title=title,
        note=draft.note[:60],
        text=draft.text,
        url=draft.url,
        date=draft.day,
        stamp=stamp[:80],
        surface=surface(f"{title} {draft.text}"),
        title_keys=words.ordered_keys(title, language),
        lead_keys=words.ordered_keys(draft.text, language, words.LEAD),
        title_sort=polish.sort_key(title)[:120],
    )


def _count(project: Project, counts: Counter[tuple[str, str]], said: dict[tuple[str, str], str]) -> None:
    """Bring the vocabulary up to date; a word that stands nowhere any more goes."""
    moved = [(language, word) for (language, word), count in counts.items() if count]
    for language in {language for language, _word in moved}:
        mine = sorted(word for other, word in moved if other == language)
        for some in _parts(mine):
            rows = SearchWord.objects.filter(project=project, language=language)
            have = dict(rows.filter(word__in=some).values_list("word", "count"))
            SearchWord.objects.bulk_create(
                [
                    SearchWord(
                        project=project,
                        language=language,
                        word=word,
                        shown=said[language, word][:60],
                        head=word[:2],
                        tail=word[-3:],
                        count=max(0, have.get(word, 0) + counts[language, word]),
                    )
                    for word in some
                ],
                update_conflicts=True,
                unique_fields=["project", "language", "word"],
                update_fields=["count"],
            )
            rows.filter(word__in=some, count=0).delete()
