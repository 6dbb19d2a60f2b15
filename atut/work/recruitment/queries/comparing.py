"""Two applications to one call, line by line: what the records and the answers say, points, wishes, who stands higher."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from atut.base.kernel.actors import Actor
from atut.base.kernel.texts import text_in
from atut.base.ui.templatetags.ui import moment
from atut.work.recruitment.models import Application, Call
from atut.work.recruitment.queries.batching import applications
from atut.work.recruitment.rules.selection import last_day
from atut.work.selection.rules.terms import Ties


@dataclass(frozen=True, slots=True)
class Line:
    """One thing, and what each of the two says of it."""

    what: str
    said: Sequence[Any]

    @property
    def differs(self) -> bool:
        """Do they say different things?"""
        return len({str(one) for one in self.said}) > 1


def pair_of(call: Call, actor: Actor, keys: Sequence[str]) -> list[Application]:
    """The two, the earlier first; fewer where the actor may not see them. Three queries."""
    return applications(call, actor, list(dict.fromkeys(keys))[:2])


def lines_of(call: Call, pair: Sequence[Application]) -> list[Line]:
    """What can be compared without opening what is kept encrypted."""
    day = last_day(call.closes_at)
    read: list[tuple[str, Callable[[Application], Any]]] = [
        (gettext("State"), lambda one: one.get_status_display()),
        (gettext("Received"), lambda one: moment(one.received_at)),
        (gettext("Office"), lambda one: one.employment.organisation.name),
        (gettext("Post"), lambda one: one.employment.post),
        (gettext("Sex"), lambda one: one.person.get_sex_display()),
        (gettext("Age on the last day of the call"), lambda one: one.person.age_on(day)),
        (gettext("Editions, in order"), lambda one: "; ".join(str(choice.edition) for choice in one.choices.all())),
    ]
    found = [Line(what, [say(one) for one in pair]) for what, say in read]
    scored = [Line(text_in(line.label), [_scored(one, line.code) for one in pair]) for line in call.rules.criteria]
    return [*found, *scored, Line(gettext("Points together"), [_or_dash(one.points) for one in pair])]


def _scored(one: Application, code: str) -> str:
    points = _or_dash(one.scores.get(code))
    answer = one.answers.get(code)
    if answer is None:
        return points
    yes, no = gettext("yes,no").split(",")
    return f"{yes if answer else no}, {points}"


def _or_dash(value: Any) -> str:
    return "–" if value is None else str(value)


def who_is_higher(call: Call, pair: Sequence[Application]) -> str:
    """By the published order: points, then the receipt or the draw."""
    first, second = pair
    if first.points is None or second.points is None:
        return gettext("Who stands higher is known when both are checked.")
    higher = max(pair, key=lambda one: one.points or 0)
    if first.points != second.points:
        return gettext("%(name)s stands higher: more points.") % {"name": higher.person.full_name}
    if call.rules.ties == Ties.DRAW:
        return gettext("Equal points: the draw decides.")
    earlier = min(pair, key=_receipt)
    return gettext("%(name)s stands higher: equal points, earlier receipt.") % {"name": earlier.person.full_name}


def _receipt(one: Application) -> tuple[datetime, str]:
    return one.received_at, one.number
