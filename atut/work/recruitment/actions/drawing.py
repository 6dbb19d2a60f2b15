"""The draw of a call: promised with the call, frozen after its close, held with the closing of the list."""

import secrets
from datetime import date, datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.models import Call, Draw
from atut.work.recruitment.queries import selection as queries
from atut.work.recruitment.queries.ranking import ranking_input
from atut.work.recruitment.rules import drawing as rules
from atut.work.recruitment.rules.moves import after
from atut.work.recruitment.rules.selection import must_be_closable
from atut.work.selection.rules.draw import commitment, drawn
from atut.work.selection.rules.frozen import freeze, hash_of

SECRET_BYTES = 32


def promise_draw(call: Call, draw_on: date) -> Draw:
    """A secret nobody has seen, and its hash for everybody to read: part of publishing the call."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    return Draw.objects.create(call=call, secret=secret, commitment=commitment(secret), draw_on=draw_on)


@action
def freeze_list(call: Call, *, actor: Actor, at: datetime, draw_on: date | None = None) -> Draw:
    """Settle what is drawn, before the public value exists: from now on conditions and points stay as they are.

    `draw_on` names a later day of the value where the one in the call has come. A second click finds the list frozen.
    """
    permissions.close_selection.require(actor, call)
    call = Call.objects.select_for_update(of=("self",)).select_related("project").get(pk=call.pk)
    draw = Draw.objects.filter(call=call).first()
    if draw is None:
        raise rules.NoDraw
    if draw.is_frozen:
        record("recruitment.draw.repeated", draw, actor=actor, at=at)
        return draw
    call.status = after("freeze_list", call.status)
    must_be_closable(closes_at=call.closes_at, unassessed=queries.unassessed(call), at=at)
    draw.draw_on = rules.day_of_the_draw(draw.draw_on, draw_on, at=at)
    made_from = ranking_input(call, queries.eligible(call))
    draw.input = freeze(made_from.applicants, made_from.terms)
    draw.list_hash, draw.frozen_at, draw.frozen_by = hash_of(draw.input), at, actor.label
    call.save(update_fields=["status"])
    draw.save(update_fields=["draw_on", "input", "list_hash", "frozen_at", "frozen_by"])
    record("recruitment.draw.frozen", draw, actor=actor, at=at, count=len(draw.input["applicants"]))
    record("recruitment.call.frozen", call, actor=actor, at=at, fields=["status"])
    return draw


def hold_draw(call: Call, public_value: str, *, actor: Actor, at: datetime) -> Draw | None:
    """Write the public value down, as part of closing the list; None where the call has no draw."""
    draw = Draw.objects.select_for_update(of=("self",)).select_related("call").filter(call=call).first()
    if draw is None:
        return None
    rules.must_be_drawable(draw.draw_on, is_frozen=draw.is_frozen, at=at)
    held = drawn(draw.secret, promised=draw.commitment, list_hash=draw.list_hash, public_value=public_value)
    draw.public_value, draw.drawn_at = held.public_value, at
    draw.save(update_fields=["public_value", "drawn_at"])
    record("recruitment.draw.held", draw, actor=actor, at=at, values={"public_value": draw.public_value})
    return draw
