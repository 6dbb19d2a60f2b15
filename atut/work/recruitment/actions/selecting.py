"""Closing the list of a call: once, from frozen data, with the reason for everyone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.drawing import hold_draw
from atut.work.recruitment.actions.placing import fill_call, lock_places, offer_to
from atut.work.recruitment.documents.protocol import keep_protocol
from atut.work.recruitment.models import Application, Call, Choice, Selection
from atut.work.recruitment.notices import placing as notices
from atut.work.recruitment.queries import selection as queries
from atut.work.recruitment.queries.ranking import Input, ranking_input
from atut.work.recruitment.rules import selection as rules
from atut.work.recruitment.rules.moves import ApplicationStatus, ChoiceStatus, after
from atut.work.selection.rules.changes import What, is_short
from atut.work.selection.rules.frozen import freeze, given, hash_of, selected
from atut.work.selection.rules.reasons import kept_bounds, reasons
from atut.work.selection.rules.walk import Outcome, Why


@action
def close_selection(call: Call, *, actor: Actor, at: datetime, public_value: str = "") -> Selection:
    """Close the list: rank, give places, put the others on reserve lists, tell everyone, keep the protocol.

    Only after the call's last moment and with every application assessed. What the ranking is made from is kept
    with its SHA-256. Where equal points are parted by a draw, the list was frozen before, and `public_value` is what
    the draw is held with. A second click finds the list closed and gets the same answer.
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
    made_from = ranking_input(call, applications)
    draw = hold_draw(call, public_value, actor=actor, at=at)
    frozen = draw.input if draw and draw.input else freeze(made_from.applicants, made_from.terms)
    call.save(update_fields=["status"])
    held = draw.as_data() if draw else None
    outcome = selected(frozen, held)
    result = _result(outcome, made_from, call) | ({"draw": held} if held else {})
    selection = _freeze(call, frozen, result, actor, at, is_explained=is_short(outcome))
    _hand_out(applications, selection, actor, at)
    selection.protocol = keep_protocol(selection, at=at)
    selection.save(update_fields=["protocol"])
    return selection


def _freeze(
    call: Call, made_from: dict[str, Any], result: dict[str, Any], actor: Actor, at: datetime, *, is_explained: bool
) -> Selection:
    selection = Selection.objects.create(
        call=call,
        closed_at=at,
        closed_by=actor.label,
        input=made_from,
        input_hash=hash_of(made_from),
        result=result,
        is_explained=is_explained,
    )
    record("recruitment.selection.closed", selection, actor=actor, at=at, count=len(result["people"]))
    record("recruitment.call.closed", call, actor=actor, at=at, fields=["status"])
    return selection


def _result(outcome: Outcome, made_from: Input, call: Call) -> dict[str, Any]:
    """Everything the protocol says, by application code: nothing in it needs a name."""
    why = reasons(outcome, made_from.terms, made_from.names)
    members = {member.code: member for unit in outcome.units for member in unit.members}
    still_there = {one.code for one in made_from.applicants}

    def left(code: str) -> dict[str, bool]:
        return {} if code in still_there else {"left": True}

    people = {
        code: {"number": members[code].number, "points": members[code].points, "reasons": why[code], **kept, **left(code)}
        for code, kept in given(outcome).items()
    }
    refused = call.applications.filter(status=ApplicationStatus.REJECTED).order_by("number", "pk")
    return {
        "people": people,
        "bounds": kept_bounds(outcome, made_from.names),
        "refused": [{"code": one.code, "number": one.number, "reasons": one.reasons} for one in refused],
    }


def _hand_out(applications: Iterable[Application], selection: Selection, actor: Actor, at: datetime) -> None:
    """Write each person's outcome, offer the places in the order of the ranking, put the others on the reserve lists."""
    by_code = {one.code: one for one in applications}
    openings = {one.edition_id: one for one in selection.call.openings.select_related("edition__support_form", "call__project")}
    for code, kept in selection.result["people"].items():
        application = by_code.get(code)
        if application is None:  # withdrew after the list was frozen for the draw
            continue
        places = _write_choices(application, kept)
        record("recruitment.application.decided", application, actor=actor, at=at, fields=["choices"])
        for place in places:
            offer_to(application, openings[place.edition_id], actor=actor, at=at)
        if not places:
            notices.on_reserve(application, at=at)
    if len(by_code) < len(selection.result["people"]):
        fill_call(selection.call, at=at)


def _write_choices(application: Application, kept: dict[str, Any]) -> list[Choice]:
    """What became of each wish; those that were given. What would have changed it stands with the first wish."""
    why = {reason["edition"]: reason for reason in kept["reasons"] if reason["code"] in Why.values}
    against = {reason["edition"]: reason for reason in application.reasons if reason.get("edition")}
    change = [reason for reason in kept["reasons"] if reason["code"] in What.values]
    choices = list(application.choices.all())
    for choice in choices:
        key = choice.edition.key
        choice.reasons = [why.get(key) or against[key]]
        if key in why and change:
            choice.reasons.append(change.pop())
        choice.reserve_position = kept["reserve"].get(key)
        if key in kept["editions"]:
            choice.status = ChoiceStatus.SELECTED
        else:
            choice.status = ChoiceStatus.RESERVE if choice.reserve_position else ChoiceStatus.NOT_SELECTED
    Choice.objects.bulk_update(choices, ["status", "reserve_position", "reasons"])
    return [choice for choice in choices if choice.status == ChoiceStatus.SELECTED]
