"""Partners and goals: what stands in the grant agreement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.base.kernel.texts import Text


class PartnerRole(TextChoices):
    """What an organisation is in a project."""

    LEAD = "lead", _("Lead partner")
    PARTNER = "partner", _("Partner")
    UNIT = "unit", _("Unit of a partner")


class GoalKind(TextChoices):
    """Levels of the hierarchy of goals."""

    MAIN = "main", _("Main goal")
    SPECIFIC = "specific", _("Specific goal")
    MEASURED = "measured", _("Measured result")


UNDER = {GoalKind.MAIN: None, GoalKind.SPECIFIC: GoalKind.MAIN, GoalKind.MEASURED: GoalKind.SPECIFIC}


class AlreadyPartner(Refused):
    """One partner per organisation and project."""

    message = _("%(name)s is a partner of this project already.")


class SecondLead(Refused):
    """A partnership has one lead partner."""

    message = _("%(name)s is the lead partner. Change its role first: a project has one lead.")


class LeadStays(Refused):
    """The lead answers for the project, so it is handed over before it leaves."""

    message = _("The lead partner cannot leave. Change its role to partner, make another one the lead, then come back.")


class UnitsStay(Refused):
    """A partner whose units are still in the project."""

    message = _("These units of the partner are still in the project: %(units)s. Say first that they leave.")


class LeftAlready(Refused):
    """Who left is no partner any more."""

    message = _("%(name)s has left the project already. To bring it back, add it as a partner.")


class LeavesBeforeJoining(Refused):
    """The first day outside is after the day of joining."""

    message = _("It joined the project on %(joined)s, so it cannot leave on %(left)s. Correct the day.")


class LeavesLater(Refused):
    """Written down when it has happened."""

    message = _("The day %(left)s has not come yet. Come back when the partner has really left.")


class GoalMisplaced(Refused):
    """A goal under a goal of the wrong level."""

    message = _("Specific goals stand under a main goal, measured results under a specific one. Choose another goal above.")


class GoalAtTheEnd(Refused):
    """Nothing stands further in that direction."""

    message = _("This goal stands at that end of its list already. Nothing was moved.")


class GoalUnderItself(Refused):
    """A circle."""

    message = _("A goal cannot stand under itself, nor under a goal that stands under it. Choose another goal above.")


class GoalInUse(Refused):
    """A goal that something serves cannot go."""

    message = _("Something else stands under this goal or serves it. Move that first, then remove the goal.")


class PolishMissing(Refused):
    """Texts may be translated, never without Polish."""

    message = _("Write this text in Polish too: every other language falls back on it.")


@dataclass(frozen=True)
class GoalDetails:
    """What is written about a goal. Without a position it goes last."""

    kind: str
    title: Text
    text: Text = field(default_factory=dict)
    position: int | None = None


def must_have_polish(*texts: Text) -> None:
    """Each text that has any language has Polish."""
    for text in texts:
        if not text.get("pl", "").strip() and any(words.strip() for words in text.values()):
            raise PolishMissing


def must_stand_under(kind: str, parent_kind: str | None) -> None:
    """Main, specific, measured: each level under the one above it."""
    if UNDER[GoalKind(kind)] != parent_kind:
        raise GoalMisplaced


def must_not_be_below(goal: int, above: int, parents: Mapping[int, int | None]) -> None:
    """Never into a circle, whatever the levels say: `above` is neither the goal itself nor anything under it."""
    step: int | None = above
    seen: set[int] = set()
    while step is not None and step not in seen:
        if step == goal:
            raise GoalUnderItself
        seen.add(step)
        step = parents.get(step)


def one_step(row: list[int], goal: int, *, up: bool) -> list[int]:
    """The list with the goal one place further up or down."""
    here = row.index(goal)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(row):
        raise GoalAtTheEnd
    moved = list(row)
    moved[here], moved[there] = moved[there], moved[here]
    return moved


def must_be_the_only_lead(role: str, leads: Iterable[str]) -> None:
    """`leads`: names of the other lead partners. Act on the 2021-2027 funds art. 39: one partner leads."""
    known = next(iter(leads), None)
    if role == PartnerRole.LEAD and known is not None:
        raise SecondLead(name=known)


def must_be_in(name: str, left_on: date | None) -> None:
    """What is done with a partner is done while it is one."""
    if left_on is not None:
        raise LeftAlready(name=name)


def must_be_able_to_leave(role: str, units: Iterable[str], *, joined_on: date, on: date, today: date) -> None:
    """`units`: names of the partner's own units in the project; `on`: the first day no longer a partner."""
    if role == PartnerRole.LEAD:
        raise LeadStays
    if names := ", ".join(units):
        raise UnitsStay(units=names)
    if on <= joined_on:
        raise LeavesBeforeJoining(joined=joined_on, left=on)
    if on > today:
        raise LeavesLater(left=on)


def in_order(others: Iterable[int], moved: int, place: int) -> list[int]:
    """`moved` put in the given place (counted from one) among the others; beyond the end it stands last."""
    row = list(others)
    row.insert(max(place - 1, 0), moved)
    return row


def next_position(taken: Iterable[int]) -> int:
    """The place after the last one."""
    return max(taken, default=0) + 1
