"""Sheets: what a member sees under codes, and everybody's scores once all are closed."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from atut.base.kernel.texts import Text
from atut.work.committee.models import Committee, Member, Sheet
from atut.work.committee.queries import members
from atut.work.committee.rules import scoring as rules
from atut.work.recruitment.models import Application
from atut.work.recruitment.rules.points import Criterion, judged


def criteria(committee: Committee) -> tuple[Criterion, ...]:
    """What this committee scores."""
    return judged(committee.call.rules.criteria)


@dataclass(frozen=True, slots=True)
class Line:
    """One application on a member's sheet: its code, what was given so far."""

    application: Application
    sheet: Sheet | None
    is_whole: bool

    @property
    def is_closed(self) -> bool:
        """Closed with the sheet."""
        return self.sheet is not None and self.sheet.closed_at is not None

    @property
    def scores(self) -> dict[str, int]:
        """What was given so far."""
        return self.sheet.scores if self.sheet else {}


def sheet(member: Member) -> list[Line]:
    """Everything the member judges, by code. Two queries."""
    mine = {one.application_id: one for one in member.sheets.all()}
    lines = criteria(member.committee)
    return [
        Line(row, mine.get(row.pk), row.pk in mine and rules.is_whole(lines, mine[row.pk].scores))
        for row in members.to_judge(member).defer("written")
    ]


def judgeable(member: Member, code: str) -> Application | None:
    """One application by its code, if this member judges it. One query."""
    return members.to_judge(member).select_related("call__project").filter(code=code).first()


def closed_sheets(committee: Committee) -> "QuerySet[Sheet]":
    """The sheets that count: closed, by members who sit."""
    return Sheet.objects.filter(member__committee=committee, member__dismissed_at=None, closed_at__isnull=False)


def scores_of(committee: Committee) -> dict[int, list[dict[str, int]]]:
    """The scores that count, by application. Ties noted after the closing no longer count. One query, and one a member."""
    found: dict[int, list[dict[str, int]]] = defaultdict(list)
    for member in members.members(committee):
        mine = members.to_judge(member).values("pk")
        for application, scores in (
            closed_sheets(committee).filter(member=member, application__in=mine).values_list("application", "scores")
        ):
            found[application].append(scores)
    return found


def unsettled(committee: Committee) -> list[Application]:
    """Applications that still wait for the committee's points, by code."""
    needed = {line.code for line in criteria(committee)}
    rows = members.judged_by(committee.call).select_related("call__project", "employment")
    return [row for row in rows.order_by("code") if not needed <= set(row.jury)]


@dataclass(frozen=True, slots=True)
class Result:
    """One application when all sheets are closed: everybody's scores by criterion, the comments, the points."""

    application: Application
    cells: tuple[tuple[Text, tuple[int, ...], int], ...]
    comments: tuple[tuple[str, str], ...]


def results(committee: Committee, without: Member | None = None) -> list[Result]:
    """Everybody's scores under codes, once all are closed; without those the reader may not see. Three queries."""
    lines = criteria(committee)
    given: dict[int, list[Sheet]] = defaultdict(list)
    for one in closed_sheets(committee).select_related("member__user").order_by("-member__is_chair", "member_id"):
        given[one.application_id].append(one)
    rows = members.judged_by(committee.call).order_by("code")
    if without:
        rows = rows.exclude(pk__in=members.barred(without).values("pk"))
    return [
        Result(
            row,
            tuple(
                (line.label, tuple(one.scores[line.code] for one in given[row.pk]), row.jury.get(line.code, 0)) for line in lines
            ),
            tuple((one.member.user.name, one.comment) for one in given[row.pk] if one.comment),
        )
        for row in rows
    ]
