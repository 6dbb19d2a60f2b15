"""Sheets: saved as often as one likes, closed once; the last one closed brings the points to the applications."""

from collections.abc import Mapping
from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.committee import permissions
from atut.work.committee.actions.members import locked
from atut.work.committee.models import Committee, Member, Sheet
from atut.work.committee.queries import members as queries
from atut.work.committee.queries import scoring
from atut.work.committee.rules import members as sitting
from atut.work.committee.rules import scoring as rules
from atut.work.recruitment.actions.judging import record_jury_points
from atut.work.recruitment.models import Application


@action
def save_scores(
    member: Member, application: Application, scores: Mapping[str, int], *, comment: str | None = None, actor: Actor, at: datetime
) -> Sheet:
    """Keep a member's scores of one application; gaps may be filled later. `comment` None leaves the comment as it is."""
    permissions.score.require(actor, member)
    member = _scoring(member)
    if not queries.to_judge(member).filter(pk=application.pk).exists():
        raise sitting.InConflict
    lines = scoring.criteria(member.committee)
    rules.must_be_in_range(lines, scores)
    sheet, _is_new = Sheet.objects.get_or_create(member=member, application=application, defaults={"saved_at": at})
    if sheet.closed_at:
        raise rules.SheetClosed
    sheet.scores, sheet.saved_at = dict(scores), at
    sheet.comment = sheet.comment if comment is None else comment.strip()
    sheet.save(update_fields=["scores", "comment", "saved_at"])
    record("committee.sheet.saved", member, actor=actor, at=at)
    return sheet


@action
def close_sheet(member: Member, *, actor: Actor, at: datetime) -> Member:
    """Close the own sheet: from now on it counts and stays. The last sheet closed brings the points to the applications.

    Two members who close in the same moment come one after another: the committee is locked. A second click is refused.
    """
    permissions.score.require(actor, member)
    member = _scoring(member)
    lines = scoring.sheet(member)
    rules.must_not_be_closed([line.sheet.closed_at if line.sheet else None for line in lines])
    unscored = [line.application.code for line in lines if not line.is_whole]
    rules.must_be_closable(closes_at=member.committee.call.closes_at, unscored=unscored, at=at)
    open_ones = member.sheets.filter(application__in=[line.application.pk for line in lines], closed_at=None)
    count = open_ones.update(closed_at=at)
    record("committee.sheet.closed", member, actor=actor, at=at, count=count)
    _settle(member.committee, actor, at)
    return member


@action
def settle_results(committee: Committee, *, actor: Actor, at: datetime) -> int:
    """Bring the points of closed sheets to the applications, where a member left or was appointed late; how many."""
    permissions.settle.require(actor, committee)
    committee = Committee.objects.select_for_update(of=("self",)).select_related("call__project").get(pk=committee.pk)
    count = _settle(committee, actor, at)
    record("committee.committee.settled", committee, actor=actor, at=at, count=count)
    return count


def _scoring(member: Member) -> Member:
    member = locked(member)
    is_dismissed, has_declared = member.dismissed_at is not None, member.declared_at is not None
    sitting.must_sit(member.user.name, is_dismissed=is_dismissed, has_declared=has_declared)
    if not scoring.criteria(member.committee):
        raise rules.NothingToScore
    return member


def _settle(committee: Committee, actor: Actor, at: datetime) -> int:
    """Points for every application that waits for them, when all sheets are closed and each has scorers enough."""
    now = queries.state(committee)
    if not now.all_closed or now.too_few:
        return 0
    given, lines = scoring.scores_of(committee), scoring.criteria(committee)
    waiting = scoring.unsettled(committee)
    for application in waiting:
        record_jury_points(application, rules.results(lines, given[application.pk]), actor=actor, at=at)
    return len(waiting)
