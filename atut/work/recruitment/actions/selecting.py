"""Closing the list of a call: once, from frozen data, with the reason for everyone."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.placing import lock_places, offer_to
from atut.work.recruitment.documents.protocol import keep_protocol
from atut.work.recruitment.models import Application, Call, Choice, Selection
from atut.work.recruitment.notices import placing as notices
from atut.work.recruitment.queries import selection as queries
from atut.work.recruitment.rules import selection as rules
from atut.work.recruitment.rules.moves import ApplicationStatus, ChoiceStatus, after
from atut.work.recruitment.rules.selection import Outcome


@action
def close_selection(call: Call, *, actor: Actor, at: datetime) -> Selection:
    """Close the list: rank, give places, put the others on reserve lists, tell everyone, keep the protocol.

    Only after the call's last moment and with every application assessed. What the ranking is made from is kept
    with its SHA-256. A second click finds the list closed and gets the same answer.
    """
    permissions.close_selection.require(actor, call)
    lock_places(call)
    call = Call.objects.select_related("project").get(pk=call.pk)
    closed = queries.selection_of(call)
    if closed is not None:
        record("recruitment.selection.repeated", closed, actor=actor, at=at)
        return closed
    call.status = after("close_selection", call.status)
    rules.must_be_closable(closes_at=call.closes_at, unassessed=queries.unassessed(call), at=at)
    applications = queries.eligible(call)
    made_from = queries.ranking_input(call, applications)
    outcome = rules.select(made_from.applicants, made_from.openings, made_from.percent)
    call.save(update_fields=["status"])
    selection = _freeze(call, made_from.as_data(), _result(outcome, made_from, call), actor, at)
    _hand_out(applications, selection, actor, at)
    selection.protocol = keep_protocol(selection, at=at)
    selection.save(update_fields=["protocol"])
    return selection


def _freeze(call: Call, made_from: dict[str, Any], result: dict[str, Any], actor: Actor, at: datetime) -> Selection:
    canonical = json.dumps(made_from, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    selection = Selection.objects.create(
        call=call,
        closed_at=at,
        closed_by=actor.label,
        input=made_from,
        input_hash=hashlib.sha256(canonical.encode()).hexdigest(),
        result=result,
    )
    record("recruitment.selection.closed", selection, actor=actor, at=at, count=len(result["people"]))
    record("recruitment.call.closed", call, actor=actor, at=at, fields=["status"])
    return selection


def _result(outcome: Outcome, made_from: queries.Input, call: Call) -> dict[str, Any]:
    """Everything the protocol says, by application code: nothing in it needs a name."""
    reasons = rules.reasons(outcome, made_from.applicants, made_from.openings)
    by_code = {one.code: one for one in made_from.applicants}
    people = {
        code: {
            "number": by_code[code].number,
            "rank": decision.rank,
            "points": by_code[code].points,
            "edition": decision.edition,
            "reserve": dict(decision.reserve),
            "reasons": reasons[code],
        }
        for code, decision in outcome.decisions.items()
    }
    bound = outcome.bound
    refused = call.applications.filter(status=ApplicationStatus.REJECTED).order_by("number", "pk")
    return {
        "people": people,
        "bound": {"percent": bound.percent, "asked": bound.asked, "possible": bound.possible, "given": bound.given},
        "refused": [{"code": one.code, "number": one.number, "reasons": one.reasons} for one in refused],
    }


def _hand_out(applications: Iterable[Application], selection: Selection, actor: Actor, at: datetime) -> None:
    """Write each person's outcome, offer the places in the order of the ranking, put the others on the reserve lists."""
    by_code = {one.code: one for one in applications}
    openings = {one.edition_id: one for one in selection.call.openings.select_related("edition__support_form", "call__project")}
    for code, kept in selection.result["people"].items():
        application = by_code[code]
        given = _write_choices(application, kept)
        record("recruitment.application.decided", application, actor=actor, at=at, fields=["choices"])
        if given is None:
            notices.on_reserve(application, at=at)
        else:
            offer_to(application, openings[given.edition_id], actor=actor, at=at)


def _write_choices(application: Application, kept: dict[str, Any]) -> Choice | None:
    """What became of each wish; the one that was given."""
    reasons = {reason["edition"]: reason for reason in kept["reasons"]}
    against = {reason["edition"]: reason for reason in application.reasons if reason.get("edition")}
    choices = list(application.choices.all())
    for choice in choices:
        key = choice.edition.key
        choice.reasons = [reasons.get(key) or against[key]]
        choice.reserve_position = kept["reserve"].get(key)
        if key == kept["edition"]:
            choice.status = ChoiceStatus.SELECTED
        else:
            choice.status = ChoiceStatus.RESERVE if choice.reserve_position else ChoiceStatus.NOT_SELECTED
    Choice.objects.bulk_update(choices, ["status", "reserve_position", "reasons"])
    return next((choice for choice in choices if choice.status == ChoiceStatus.SELECTED), None)
