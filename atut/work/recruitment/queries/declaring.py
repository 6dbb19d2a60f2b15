"""Facts applicants told freely, over a whole call: whose count now, and whose would once they are confirmed.

They are kept encrypted, so each answer is opened; nobody's leaves this file.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max

from atut.base.audit.models import Entry
from atut.base.projects import revisions
from atut.work.recruitment.models import Application, Attachment, Call
from atut.work.recruitment.rules.checking import stands
from atut.work.recruitment.rules.regulation import ASKED

TOLD_FOR = timedelta(minutes=10)
CHECKED = "recruitment.application.checked"


@dataclass(frozen=True, slots=True)
class Tellers:
    """Who told one fact, by the number of the row: those whom it counts, and those it may count once it is confirmed."""

    counted: frozenset[int] = frozenset()
    waiting: frozenset[int] = frozenset()


def mark_of_checks(call: Call) -> tuple[Hashable, ...]:
    """Changes whenever something declared was checked, or a paper that proves it came. One query, two where papers prove."""
    last = Entry.objects.filter(event=CHECKED, project=call.project_id).aggregate(last=Max("pk"))["last"]
    papers = (
        Attachment.objects.filter(application__call=call).aggregate(count=Count("pk"), last=Max("pk")) if call.rules.proofs else {}
    )
    return last, *papers.values()


def tellers_of(call: Call, mark: Hashable, at: datetime) -> Mapping[str, Tellers]:
    """By fact. Three queries, four where papers prove; kept while nobody comes and nothing is checked (`mark`)."""
    rows = Application.objects.filter(call=call).exclude(confided="")
    known = rows.aggregate(count=Count("pk"), last=Max("pk"))

    def read() -> Mapping[str, Tellers]:
        return _read(call, _told(call, tuple(known.values()), at))

    return revisions.keep(("tellers", call.pk), (*known.values(), mark), read, at=at, until=lambda: at + TOLD_FOR)


def _told(call: Call, mark: Hashable, at: datetime) -> Mapping[str, frozenset[int]]:
    """Who told each fact. An answer never changes, so they are opened again when somebody new came."""
    rows = Application.objects.filter(call=call).exclude(confided="")

    def read() -> Mapping[str, frozenset[int]]:
        found: dict[str, set[int]] = {str(fact): set() for fact in ASKED}
        for pk, confided in rows.values_list("pk", "confided").order_by("pk"):
            for fact in (fact for fact in found if confided.get(fact)):
                found[fact].add(pk)
        return {fact: frozenset(people) for fact, people in found.items()}

    return revisions.keep(("told", call.pk), mark, read, at=at, until=lambda: at + TOLD_FOR)


def _read(call: Call, told: Mapping[str, frozenset[int]]) -> Mapping[str, Tellers]:
    checked = dict(Application.objects.filter(call=call).exclude(checked="").values_list("pk", "checked").order_by("pk"))
    proven = _proven(call)
    return {fact: _parted(fact, people, checked, proven.get(fact), call) for fact, people in told.items()}


def _parted(
    fact: str, people: frozenset[int], checked: Mapping[int, Mapping[str, Any]], proven: frozenset[int] | None, call: Call
) -> Tellers:
    now = {
        pk: stands(
            checked.get(pk, {}).get(fact),
            is_proven=proven is None or pk in proven,
            confirmed_only=call.rules.confirmed_only,
        )
        for pk in people
    }
    return Tellers(
        counted=frozenset(pk for pk, counts in now.items() if counts),
        waiting=frozenset(pk for pk, counts in now.items() if counts is None),
    )


def _proven(call: Call) -> Mapping[str, frozenset[int]]:
    """For facts that need a paper: who enclosed it, or brought it with an application on paper. One query, only there."""
    papers = {fact: paper.code for fact, paper in call.rules.proofs.items() if fact in ASKED}
    if not papers:
        return {}
    by_code: dict[str, set[int]] = defaultdict(set)
    enclosed = Attachment.objects.filter(application__call=call, code__in=papers.values())
    for pk, code in enclosed.values_list("application", "code").order_by("pk"):
        by_code[code].add(pk)
    on_paper = set(Application.objects.filter(call=call, channel="paper").values_list("pk", flat=True))
    return {fact: frozenset(by_code[code] | on_paper) for fact, code in papers.items()}
