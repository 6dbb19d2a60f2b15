"""Formal assessment: conditions and points worked out, accepted, rejected, or let through with a written reason."""

from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.applying import locked
from atut.work.recruitment.actions.joining import put_last
from atut.work.recruitment.models import Application
from atut.work.recruitment.notices import applying as notices
from atut.work.recruitment.queries import applications as queries
from atut.work.recruitment.queries import enclosing
from atut.work.recruitment.queries.facts import facts_about, known_for_points
from atut.work.recruitment.rules import applying as rules
from atut.work.recruitment.rules import moves, points
from atut.work.recruitment.rules.applying import Reason, ReasonCode
from atut.work.recruitment.rules.enclosing import must_have_run_out
from atut.work.recruitment.rules.joining import may_still_be_judged
from atut.work.recruitment.rules.minimums import below, reason_in_words


def _to_assess(application: Application, actor: Actor) -> Application:
    permissions.assess.require(actor, application)
    status = queries.locked_call(application.call).status
    application = locked(application)
    if not may_still_be_judged(is_late=application.is_late, status=application.status):
        rules.must_not_be_closed(status)
    return application


@action
def assess(application: Application, *, actor: Actor, at: datetime) -> Application:
    """Work out conditions and points from the data. Who meets the conditions is accepted; reasons against wait for a person."""
    application = _to_assess(application, actor)
    before = application.status
    moves.after("reject_formally", application.status)  # only what still waits or was accepted can be assessed
    _work_out(application, at)
    if not rules.blocking(rules.reasons_from(application.reasons)):
        application.status = moves.ApplicationStatus.ELIGIBLE
    elif application.status != moves.ApplicationStatus.CORRECTION:
        application.status = moves.ApplicationStatus.SUBMITTED
    application.save(update_fields=["reasons", "scores", "points", "assessed_at", "status"])
    record("recruitment.application.assessed", application, actor=actor, at=at, fields=["points", "reasons", "status"])
    _follow(application, before, actor, at)
    return application


@action
def accept_formally(application: Application, *, actor: Actor, at: datetime) -> Application:
    """The conditions are met, also after a rejection that turned out wrong. Refused with the reasons while they are not."""
    application = _to_assess(application, actor)
    before = application.status
    application.status = moves.after("accept_formally", application.status)
    _must_meet_conditions(application, at)
    application.save(update_fields=["reasons", "scores", "points", "assessed_at", "status"])
    record("recruitment.application.accepted", application, actor=actor, at=at, fields=["points", "status"])
    _follow(application, before, actor, at)
    return application


@action
def accept_despite(application: Application, why: str, *, actor: Actor, at: datetime) -> Application:
    """It counts although a place in the same form of support is held, here or with another partner. The reason is kept."""
    application = _to_assess(application, actor)
    rules.must_be_overridable(rules.eligibility(facts_about(application)), why)
    before, application.despite = application.status, why.strip()
    if application.status != moves.ApplicationStatus.ELIGIBLE:
        application.status = moves.after("accept_formally", application.status)
    _must_meet_conditions(application, at)
    application.save(update_fields=["despite", "reasons", "scores", "points", "assessed_at", "status"])
    record("recruitment.application.excepted", application, actor=actor, at=at, fields=["despite", "status"])
    _follow(application, before, actor, at)
    return application


@action
def reject_formally(application: Application, reason: str, *, actor: Actor, at: datetime) -> Application:
    """The conditions are not met. The reason is a code, kept; the person reads its sentence."""
    application = _to_assess(application, actor)
    if reason not in ReasonCode.values:
        raise rules.ReasonNeeded
    if reason == ReasonCode.INCOMPLETE and application.status == moves.ApplicationStatus.CORRECTION:
        must_have_run_out(enclosing.correction_of(application).answer_by, at=at)
    return rejected(application, reason, actor=actor, at=at)


def rejected(application: Application, reason: str, *, actor: Actor, at: datetime) -> Application:
    """Write the rejection and tell the person; the verb has locked the application and asked who may."""
    application.status = moves.after("reject_formally", application.status)
    found = [one for one in application.reasons if one["code"] == reason]
    application.reasons = found or [Reason(reason).as_data()]
    application.assessed_at = at
    application.save(update_fields=["status", "reasons", "assessed_at"])
    record("recruitment.application.rejected", application, actor=actor, at=at, fields=["status", "reasons"])
    notices.application_rejected(application, at=at)
    return application


def _follow(application: Application, before: str, actor: Actor, at: datetime) -> None:
    """Who meets the conditions is told so once, until told otherwise; a late joiner reads it with the place on the reserve list."""
    if application.status != moves.ApplicationStatus.ELIGIBLE:
        return
    if application.is_late:
        put_last(application, actor=actor, at=at)
    elif application.status != before and not queries.was_told_it_is_met(application):
        notices.conditions_met(application, at=at)


def _must_meet_conditions(application: Application, at: datetime) -> None:
    _work_out(application, at)
    against = rules.blocking(rules.reasons_from(application.reasons))
    if against:
        raise rules.ConditionsNotMet(reasons="; ".join(reason_in_words(reason.as_data()) for reason in against))


def _work_out(application: Application, at: datetime) -> None:
    reasons, regulation = rules.eligibility(facts_about(application)), application.call.rules
    is_met = not rules.blocking(reasons)
    if is_met and not application.is_late:  # no committee sits for one: who stands after all others needs no points
        points.must_be_judged(regulation.criteria, application.jury)
    application.scores = points.scores(regulation.criteria, known_for_points(application))
    reasons += below(regulation, application.scores) if is_met and not application.is_late else ()
    application.reasons = [reason.as_data() for reason in reasons]
    application.points = sum(application.scores.values())
    application.assessed_at = at
