"""Questions about rankings under codes: which is public, what it says, which are over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from atut.work.recruitment.models import Call, PublicRanking, Selection
from atut.work.recruitment.queries.selection import given_to, kept_bounds_of, openings_of
from atut.work.recruitment.rules.publishing import Standing
from atut.work.selection.rules.reasons import bounds_in_words


@dataclass(frozen=True, slots=True)
class CodedLine:
    """One application under its code. Nothing here says who it is, whose office, or what a bound counted."""

    code: str
    rank: int | None
    points: int | None
    standing: Standing
    editions: tuple[tuple[str, int], ...]  # with the position on the reserve list; nought for a place


@dataclass(frozen=True, slots=True)
class CodedRanking:
    """The closed list as everybody may read it."""

    lines: tuple[CodedLine, ...]
    bounds: tuple[str, ...]

    def count(self, standing: str) -> int:
        """How many have this standing."""
        return sum(line.standing == standing for line in self.lines)

    @property
    def placed(self) -> int:
        """How many have a place."""
        return self.count(Standing.PLACE)

    @property
    def waiting(self) -> int:
        """How many are on the reserve list."""
        return self.count(Standing.RESERVE)


def coded_ranking(selection: Selection) -> CodedRanking:
    """The ranking under codes, from the frozen result; then the codes that did not meet the conditions. One query."""
    editions = {opening.edition.key: str(opening.edition) for opening in openings_of(selection.call)}
    people = sorted(selection.result["people"].items(), key=lambda one: one[1]["rank"])
    refused = sorted(one["code"] for one in selection.result["refused"])
    return CodedRanking(
        lines=(
            *(_line(code, kept, editions) for code, kept in people),
            *(CodedLine(code, None, None, Standing.REFUSED, ()) for code in refused),
        ),
        bounds=tuple(bounds_in_words(kept_bounds_of(selection.result), is_committee=False)),
    )


def _line(code: str, kept: Mapping[str, Any], editions: Mapping[str, str]) -> CodedLine:
    given, reserve = given_to(kept), kept["reserve"]
    if kept.get("left"):
        return CodedLine(code, kept["rank"], kept["points"], Standing.LEFT, ())
    if given:
        return CodedLine(code, kept["rank"], kept["points"], Standing.PLACE, tuple((editions[key], 0) for key in given))
    waits = tuple((name, reserve[key]) for key, name in editions.items() if key in reserve)
    return CodedLine(code, kept["rank"], kept["points"], Standing.RESERVE if waits else Standing.NONE, waits)


def _whole() -> QuerySet[PublicRanking]:
    return PublicRanking.objects.select_related("selection__call__project__profile", "file")


def public_ranking(call: Call, at: datetime) -> PublicRanking | None:
    """The ranking of a call that is public at a moment. One query."""
    return _whole().filter(selection__call=call, withdrawn_at=None, published_at__lte=at, until__gt=at).first()


def rankings_of(selection: Selection) -> list[PublicRanking]:
    """Every publication, the newest first. One query."""
    return list(_whole().filter(selection=selection).order_by("-published_at", "-pk"))


def rankings_over(at: datetime) -> list[PublicRanking]:
    """Published ones whose term has passed. One query."""
    return list(_whole().filter(withdrawn_at=None, until__lte=at).order_by("pk"))


def locked_ranking(ranking: PublicRanking) -> PublicRanking:
    """The publication as it is now, held until the verb ends."""
    return _whole().select_for_update(of=("self",)).get(pk=ranking.pk)
