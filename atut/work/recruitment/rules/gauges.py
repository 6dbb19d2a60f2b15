"""How a bound or a pool of the regulation stands while people apply, and after the list is closed: the verdict in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import TextChoices
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from atut.work.recruitment.rules.bounds import in_reading_order, offices_in_words, whom
from atut.work.recruitment.rules.calls import Terms
from atut.work.selection.rules.reasons import FEW
from atut.work.selection.rules.terms import Bound, Pool

Line = Bound | Pool


class Verdict(TextChoices):
    """What the office should make of a gauge."""

    MET = "met", _("enough")
    SHORT = "short", _("too few candidates")
    BEHIND = "behind", _("below the share")
    UNCHECKED = "unchecked", _("to be confirmed first")
    OTHERS = "others", _("too few others")
    LACKING = "lacking", _("too few places given")
    OVER = "over", _("too many places given")


@dataclass(frozen=True, slots=True)
class Counts:
    """Who may still get a place there: those whom the line counts, and everybody; `held`: places now with those it counts.

    `unchecked`: so many more declared it, and it does not count before an official confirms it.
    """

    candidates: int
    whole: int
    held: int | None = None
    unchecked: int = 0


@dataclass(frozen=True)
class Gauge:
    """One line of the regulation with its counts. `number` counts bounds, then pools, from one.

    `sees_few`: whoever may see people of every office reads small counts too; for others they could point to somebody.
    """

    number: int
    line: Line
    title: str
    places: int
    least: int
    most: int | None
    counts: Counts
    share: int = 0  # what the regulation asks for at least, in per cent; nought where it names a number
    sees_few: bool = True

    @property
    def is_closed(self) -> bool:
        """Are places counted, not candidates?"""
        return self.counts.held is not None

    @property
    def fact(self) -> str:
        """What it counts people by; nothing where an office alone is meant."""
        return self.line.fact if isinstance(self.line, Bound) else ""

    @property
    def others(self) -> int:
        """Candidates whom the line does not count."""
        return self.counts.whole - self.counts.candidates

    @property
    def percent(self) -> int:
        """The share of those it counts among the candidates, rounded down: never claims more than there is."""
        return 100 * self.counts.candidates // self.counts.whole if self.counts.whole else 0

    @property
    def lack(self) -> int:
        """So many candidates fewer than places required."""
        return max(self.least - self.counts.candidates, 0)

    @property
    def verdict(self) -> Verdict:
        """How it stands."""
        held = self.counts.held
        if held is not None:
            over = self.most is not None and held > self.most
            return Verdict.OVER if over else Verdict.LACKING if held < self.least else Verdict.MET
        if self.lack or self.percent < self.share:
            return Verdict.UNCHECKED if self._is_enough_if_confirmed else Verdict.SHORT if self.lack else Verdict.BEHIND
        return Verdict.OTHERS if self.left_for_others > self.others else Verdict.MET

    @property
    def _is_enough_if_confirmed(self) -> bool:
        hoped = self.counts.candidates + self.counts.unchecked
        return hoped >= self.least and 100 * hoped >= self.share * self.counts.whole

    @property
    def is_binding(self) -> bool:
        """Does it keep somebody out, or need somebody? Of lines spread out over offices only these are shown."""
        now, room = self.now, 0 if self.is_closed else 1
        over = self.most is not None and now >= self.most + room
        return over or bool(self.least and now <= self.least)

    @property
    def left_for_others(self) -> int:
        """Places that those it counts may not have."""
        return 0 if self.most is None else max(self.places - self.most, 0)

    @property
    def wants_people(self) -> bool:
        """Would an invitation of those it counts help? What nobody has confirmed is no promise."""
        return self.verdict in (Verdict.SHORT, Verdict.BEHIND, Verdict.UNCHECKED)

    @property
    def hides(self) -> bool:
        """Would a number point to somebody?"""
        small = (self.counts.candidates, self.counts.unchecked, self.others, self.counts.held or 0)
        return not self.sees_few and any(0 < count < FEW for count in small)

    @property
    def headline(self) -> str:
        """Whom it is about, and where it stands: "Women: 41 %"; what nobody has confirmed stands apart."""
        if self.hides:
            return self.title
        if self.counts.unchecked:
            known = {"counted": self._counted, "count": self.counts.unchecked}
            return gettext("%(counted)s, and %(count)s not confirmed") % known
        return self._counted

    @property
    def _counted(self) -> str:
        if self.is_closed:
            words = ngettext("%(count)s place", "%(count)s places", self.now)
            return f"{self.title}: {words % {'count': self.now}}"
        if not self._is_share:
            words = ngettext("%(count)s candidate", "%(count)s candidates", self.now)
            return f"{self.title}: {words % {'count': self.now}}"
        return gettext("%(whom)s: %(percent)s %%") % {"whom": self.title, "percent": self.percent}

    @property
    def parts(self) -> list[tuple[float, str]]:
        """The bar: what there is, and what is missing up to the mark."""
        now = float(self.percent) if self._is_share else 100 * self.now / self._scale
        scale = self.counts.whole or 1 if self._is_share else self._scale
        hoped = min(100 * self.counts.unchecked / scale, 100 - now)
        missing = max((self.mark or 0) - now - hoped, 0) if self.least else 0
        return [(now, "in")] + ([(hoped, "next")] if hoped else []) + ([(missing, "low")] if missing else [])

    @property
    def mark(self) -> float | None:
        """Where the bar should reach, or may end."""
        if self._is_share:
            return float(self.share)
        return 100 * (self.least or self.most or 0) / self._scale

    @property
    def mark_words(self) -> str:
        """What stands at the mark."""
        if self._is_share:
            return gettext("needed %(number)s %%") % {"number": self.share}
        if self.least:
            return gettext("needed %(number)s") % {"number": self.least}
        return gettext("at most %(number)s") % {"number": self.most}

    @property
    def _is_share(self) -> bool:
        return bool(self.share) and not self.is_closed and not self.lack

    @property
    def now(self) -> int:
        """What there is: candidates, or places once the list is closed."""
        return self.counts.candidates if self.counts.held is None else self.counts.held

    @property
    def _scale(self) -> int:
        return max(self.now, self.least, self.most or 0, 1) if not self.is_closed else max(self.places, self.now, 1)

    @property
    def words(self) -> str:
        """Numbers and requirement as sentences, and what to do."""
        return " ".join([self._count_in_words(), *self._unchecked(), *self._required(), *self._advice()])

    def _count_in_words(self) -> str:
        known = {"whole": self.counts.whole, "percent": self.percent, "places": self.places}
        if self.counts.held is not None:
            return gettext("Places now: %(held)s of %(places)s.") % {**known, "held": self._said(self.counts.held)}
        if self.hides:
            return gettext("Candidates: %(candidates)s.") % {"candidates": self._said(self.counts.candidates)}
        words = gettext("Candidates: %(candidates)s of %(whole)s (%(percent)s %%).")
        return words % {**known, "candidates": self.counts.candidates}

    def _unchecked(self) -> list[str]:
        if self.hides or not self.counts.unchecked:
            return []
        words = ngettext(
            "%(count)s more declared it, which counts once it is confirmed.",
            "%(count)s more declared it, which counts once it is confirmed.",
            self.counts.unchecked,
        )
        return [words % {"count": self.counts.unchecked}]

    def _required(self) -> list[str]:
        known = {"least": self.least, "most": self.most, "places": self.places}
        said = []
        if isinstance(self.line, Pool):
            return [ngettext("%(least)s place is kept for them.", "%(least)s places are kept for them.", self.least) % known]
        if self.least:
            said.append(gettext("At least %(least)s of %(places)s places must go to them.") % known)
        if self.most is not None:
            said.append(gettext("At most %(most)s of %(places)s places may go to them.") % known)
        return said

    def _advice(self) -> list[str]:
        if self.hides:
            return []
        if self.verdict == Verdict.SHORT:
            words = ngettext("%(count)s more must apply.", "%(count)s more must apply.", self.lack)
            return [words % {"count": self.lack}]
        if self.verdict == Verdict.UNCHECKED:
            return [gettext("There are enough only if what was declared is confirmed: check it before you count on it.")]
        if self.verdict == Verdict.BEHIND:
            return [gettext("There are enough of them, yet fewer than their share: some lower in the ranking will go first.")]
        if self.verdict == Verdict.OTHERS:
            known = {"others": self.others, "left": self.left_for_others}
            return [gettext("Of all others there are %(others)s for %(left)s places: places would stay empty.") % known]
        return []

    def _said(self, count: int) -> str:
        few = not self.sees_few and 0 < count < FEW
        return gettext("fewer than %(few)s") % {"few": FEW} if few else str(count)


def lines_of(terms: Terms) -> list[Line]:
    """Bounds, then pools, in their published order."""
    return [*terms.regulation.bounds, *terms.regulation.pools]


def gauges(terms: Terms, counted: Mapping[int, Counts], *, sees_few: bool) -> list[Gauge]:
    """A gauge for each line that was counted; `counted` is by the number of the line. Those spread out, where they bind."""
    lines = enumerate(lines_of(terms), start=1)
    every = [
        replace(_gauge(number, line, terms, counted[number]), sees_few=sees_few) for number, line in lines if number in counted
    ]
    shown = [one for one in every if isinstance(one.line, Pool) or not one.line.each or one.is_binding]
    return in_reading_order(shown, terms, lambda one: one.line)


def _gauge(number: int, line: Line, terms: Terms, counts: Counts) -> Gauge:
    places = terms.openings.get(line.edition, 0) if line.edition else terms.places
    if isinstance(line, Pool):
        title = ", ".join((offices_in_words(line, terms.names), terms.names.get(line.edition, "")))
        return Gauge(number, line, title, places, line.places, None, counts)
    return Gauge(
        number,
        line,
        whom(line, terms.names),
        places,
        line.at_least.at_least(places) if line.at_least else 0,
        line.at_most.at_most(places) if line.at_most else None,
        counts,
        share=line.at_least.value if line.at_least and line.at_least.is_percent else 0,
    )
