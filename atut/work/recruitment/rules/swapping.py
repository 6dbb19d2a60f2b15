"""Exchanging two confirmed places: both agree, both may have what they get, and no bound or pool comes to stand worse."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.work.selection.rules.tally import Limits, Tally
from atut.work.selection.rules.terms import Applicant, Bound, Fact, Terms
from atut.work.selection.rules.units import alone

Held = tuple[Applicant, str]  # somebody, and the edition of a place in that person's hands


class SwapStatus(TextChoices):
    """An exchange is asked of both, then made or refused."""

    ASKED = "asked", _("Waits for both answers")
    MADE = "made", _("Exchange made")
    REFUSED = "refused", _("Not made")


class NothingToSwap(Refused):
    """The same edition, or the same person."""

    message = _(
        "These are places of one edition or of one person, so there is nothing to exchange. Choose a place in another edition."
    )


class SwapWaits(Refused):
    """One of the two is asked about another exchange."""

    message = _("One of these places is part of another exchange that waits for an answer. Note that answer first.")


class SwapEnded(Refused):
    """Refused, or one of the places is no longer confirmed."""

    message = _("This exchange was not made and cannot be made any more. Whoever still wants one tells the project office.")


class EditionBegun(Refused):
    """Nobody steps into what has begun by an exchange."""

    message = _("“%(edition)s” began on %(day)s. Places are exchanged until the day before the first meeting.")


class NotInThatCall(Refused):
    """The other place is of a call whose conditions were never checked for this person."""

    message = _(
        "%(number)s: this person has no application that meets the conditions of the other call, so the exchange cannot be made."
    )


class TwoOfOneForm(Refused):
    """One person, one place in a form of support."""

    message = _("%(number)s: this person holds another place in the same form of support, and nobody gets two.")


class HasEnough(Refused):
    """As many places in that call as its regulation allows one person."""

    message = _("%(number)s: this person already holds as many places in the other call as one person may.")


class TooFewThen(Refused):
    """A lower bound would be missed, or missed by more."""

    message = _("After this exchange too few places would be with: %(whom)s (%(number)s at least). So it cannot be made.")


class TooManyThen(Refused):
    """An upper bound would be passed, or passed by more."""

    message = _("After this exchange too many places would be with: %(whom)s (%(number)s at most). So it cannot be made.")


class PoolThen(Refused):
    """A place kept for one office would go to another."""

    message = _(
        "Places in “%(edition)s” are kept for the people of some offices, and after this exchange one would be missing there."
    )


def must_be_two(first: tuple[str, int], second: tuple[str, int]) -> None:
    """Two editions and two people. Each: key of the edition, id of the person."""
    if first[0] == second[0] or first[1] == second[1]:
        raise NothingToSwap


def must_not_have_begun(edition: str, starts_on: date, *, today: date) -> None:
    """Until the eve of the first meeting."""
    if today >= starts_on:
        raise EditionBegun(edition=edition, day=starts_on)


def must_keep_bounds(terms: Terms, before: Iterable[Held], after: Iterable[Held], names: Mapping[str, str]) -> None:
    """Refuse what would break a bound or a pool. One that is broken already, for want of people, may not get worse."""
    limits = Limits(terms)
    was, then = _tally(limits, before), _tally(limits, after)
    for place, bound in enumerate(terms.bounds):
        least, most = limits.at_least[place], limits.at_most[place]
        if then.counted[place] < min(least, was.counted[place]):
            raise TooFewThen(whom=_whom(bound, names), number=least)
        if most is not None and then.counted[place] > max(most, was.counted[place]):
            raise TooManyThen(whom=_whom(bound, names), number=most)
    for edition in limits.pools:
        if then.beyond[edition] > max(limits.common[edition], was.beyond[edition]):
            raise PoolThen(edition=names.get(edition, edition))


def _tally(limits: Limits, held: Iterable[Held]) -> Tally:
    tally = Tally(limits)
    for one, edition in held:
        if edition in limits.terms.openings:
            tally.add(alone(one, limits.terms).profile, edition)
    return tally


def _whom(bound: Bound, names: Mapping[str, str]) -> str:
    parts = [str(Fact(bound.fact).label) if bound.fact else "", names.get(bound.office, ""), names.get(bound.edition, "")]
    return ", ".join(part for part in parts if part) or gettext("all applicants")
