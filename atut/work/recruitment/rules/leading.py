"""How an application of the own people stands, as the head of an office reads it: no points, nothing sensitive."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atut.work.recruitment.rules.own import Stage


@dataclass(frozen=True, slots=True)
class Said:
    """A tag, and what comes next."""

    tag: str
    words: str | Promise
    next: str | Promise


STANDS: Mapping[Stage, Said] = {
    Stage.WITHDRAWN: Said("none", _("withdrawn"), _("Nothing.")),
    Stage.REJECTED: Said("no", _("conditions not met"), _("Nothing, unless the person phones the project office.")),
    Stage.COMPLETE: Said("ask", _("to be completed"), _("The person sends what is missing.")),
    Stage.LATE: Said("none", _("not completed in time"), _("The project office decides as it is.")),
    Stage.RECEIVED: Said("wait", _("being checked"), _("The project office checks the conditions.")),
    Stage.CHECKED: Said("ok", _("conditions met"), _("The list is made after the call closes.")),
    Stage.DRAW: Said("wait", _("before the draw"), _("A draw parts people with equal points.")),
    Stage.OFFERED: Said("ask", _("a place is offered"), _("The person answers.")),
    Stage.HELD: Said("ok", _("has a place"), _("The project office puts together the groups.")),
    Stage.ENROLLED: Said("ok", _("in a group"), _("Plan the absence from work on the days of the meetings.")),
    Stage.RESERVE: Said("wait", _("on the reserve list"), _("If a place comes free, the person gets a message.")),
    Stage.GIVEN_UP: Said("none", _("gave the place up"), _("Nothing.")),
    Stage.OUT: Said("none", _("no place"), _("The next call.")),
}
