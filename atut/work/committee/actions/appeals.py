"""Appeals: the term begins with a notice, appeals come, the committee decides, the list is made again with the change."""

from dataclasses import asdict
from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.days import end_of
from atut.work.committee import notices, permissions
from atut.work.committee.documents import keep_supplement
from atut.work.committee.models import Appeal, AppealTerm
from atut.work.committee.queries import appeals as queries
from atut.work.committee.queries import members
from atut.work.committee.rules import appeals as rules
from atut.work.committee.rules.members import InConflict
from atut.work.recruitment.actions.appealing import follow_appeal
from atut.work.recruitment.models import Application, Call, Selection
from atut.work.recruitment.rules.moves import ApplicationStatus
from atut.work.recruitment.rules.regulation import Term
from atut.work.selection.rules.frozen import hash_of


@action
def open_appeals(selection: Selection, *, actor: Actor, at: datetime) -> AppealTerm:
    """Tell everybody without a place until when and how to appeal; the term runs from this notice. Said once."""
    permissions.open_appeals.require(actor, selection)
    call = _locked(selection.call)
    known = queries.term_of(call)
    if known is not None:
        record("committee.appeal_term.repeated", known, actor=actor, at=at)
        return known
    if not call.rules.appeal_days:
        raise rules.NoAppeals
    until = end_of(at, call.rules.appeal_days, working=call.rules.is_working(Term.APPEAL))
    term = AppealTerm.objects.create(selection=selection, told_at=at, until=until)
    record("committee.appeal_term.opened", term, actor=actor, at=at)
    for application in queries.without_a_place(call):
        notices.appeals_open(application, term, at=at)
    return term


@action
def lodge_appeal(
    application: Application,
    grounds: str,
    *,
    actor: Actor,
    at: datetime,
    lodged_at: datetime | None = None,
    register_number: str = "",
) -> Appeal:
    """Take an appeal: by the receipt's address, from the account, or typed in from paper with the day of its stamp."""
    permissions.lodge_appeal.require(actor, application)
    term = queries.term_of(_locked(application.call))
    if term is None:
        raise rules.NoAppeals
    rules.must_be_in_time(term.until, told_at=term.told_at, lodged_at=lodged_at or at, at=at)
    if application.status == ApplicationStatus.WITHDRAWN:
        raise rules.NothingToAppeal
    if application.appeals.filter(status=rules.Status.LODGED).exists():
        raise rules.AlreadyLodged
    appeal = Appeal.objects.create(
        application=application,
        lodged_at=lodged_at or at,
        recorded_at=at,
        register_number=register_number.strip(),
        grounds=grounds.strip(),
    )
    record("committee.appeal.lodged", appeal, actor=actor, at=lodged_at or at)
    notices.appeal_lodged(appeal, at=at)
    return appeal


@action
def decide_appeal(appeal: Appeal, *, points: int | None, reason: str, actor: Actor, at: datetime) -> Appeal:
    """Decide with a reason. `points`: all points the person has after the appeal, where it is upheld; None where it is not.

    Not upheld, the person is told at once. Upheld, the list waits until the project office has seen the difference.
    """
    permissions.decide_appeal.require(actor, appeal)
    _locked(appeal.application.call)
    appeal = Appeal.objects.select_related("application__call__project", "application__person").get(pk=appeal.pk)
    _must_be_untied(appeal, actor)
    rules.must_be(appeal.status, rules.Status.LODGED)
    if not reason.strip():
        raise rules.ReasonMissing
    regulation = appeal.application.call.rules
    rules.must_be_points(points, least=regulation.least_points, most=sum(line.most for line in regulation.criteria))
    appeal.status = rules.Status.DISMISSED if points is None else rules.Status.UPHELD
    appeal.points, appeal.reason, appeal.decided_at, appeal.decided_by = points, reason.strip(), at, actor.label
    appeal.save(update_fields=["status", "points", "reason", "decided_at", "decided_by"])
    record("committee.appeal.decided", appeal, actor=actor, at=at, fields=["points", "reason", "status"])
    if points is None:
        notices.appeal_decided(appeal, (), at=at)
    return appeal


@action
def apply_appeal(appeal: Appeal, *, seen: str, actor: Actor, at: datetime) -> Appeal:
    """Put an upheld appeal into the list: made again from the frozen data with the change, printed beside the protocol.

    `seen` is the hash of the changed data the page showed; where another appeal came first, the office looks again.
    """
    permissions.apply_appeal.require(actor, appeal)
    call = _locked(appeal.application.call)
    appeal = Appeal.objects.select_related("application__call__project", "application__person").get(pk=appeal.pk)
    rules.must_be(appeal.status, rules.Status.UPHELD)
    points = appeal.points or 0
    changed = queries.changed_input(appeal, points)
    if hash_of(changed) != seen:
        raise rules.EarlierFirst
    found = queries.difference_to(appeal, changed)
    outcomes = follow_appeal(appeal.application, points, editions=found.editions, reserve=found.reserve, actor=actor, at=at)
    appeal.status, appeal.applied_at, appeal.input, appeal.input_hash = rules.Status.APPLIED, at, changed, seen
    appeal.difference = {**asdict(found), "reserve": dict(found.reserve), "outcomes": outcomes}
    appeal.protocol = keep_supplement(appeal, at=at)
    appeal.save(update_fields=["status", "applied_at", "input", "input_hash", "difference", "protocol"])
    record("committee.appeal.applied", appeal, actor=actor, at=at, fields=["status"])
    names = queries.editions_by_key(call)
    notices.appeal_decided(appeal, [(what, names[key]) for key, what in outcomes.items()], at=at)
    return appeal


def _locked(call: Call) -> Call:
    return Call.objects.select_for_update(of=("self",)).select_related("project").get(pk=call.pk)


def _must_be_untied(appeal: Appeal, actor: Actor) -> None:
    seat = members.seat(actor, appeal.application.call.key)
    if seat and (seat.declared_at is None or members.barred(seat).filter(pk=appeal.application_id).exists()):
        raise InConflict
    is_required = appeal.application.call.rules.other_panel
    rules.must_be_other_panel(is_required=is_required, has_scored=seat is not None and members.has_scored(seat, appeal.application))
