"""Points that are needed at least: for one criterion, from the committee, in all. Whoever has fewer is not ranked."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.texts import text_in
from atut.work.recruitment.rules.applying import Reason, ReasonCode
from atut.work.recruitment.rules.points import judged
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.rules.sections import Fault, Section


class MinimumTooHigh(Fault):
    """More than anybody can get."""

    section = Section.POINTS
    message = _("%(about)s: at least %(least)s points are required, and nobody can have more than %(most)s. Lower the minimum.")


JURY, ALL = _("points of the committee together"), _("all points together")


def most_of(regulation: Regulation) -> tuple[int, int]:
    """The most points the committee can give, and the most there are."""
    return sum(line.most for line in judged(regulation.criteria)), sum(line.most for line in regulation.criteria)


def faults(regulation: Regulation) -> Iterator[Fault]:
    """Minimums nobody can reach."""
    most_jury, most = most_of(regulation)
    lines = [(text_in(line.label), line.least, line.most, "criteria", n) for n, line in enumerate(regulation.criteria)]
    jury = (str(JURY), regulation.least_jury, most_jury, "least_jury", 0)
    for about, least, top, part, n in (*lines, jury, (str(ALL), regulation.least_points, most, "least_points", 0)):
        if least > top:
            yield MinimumTooHigh(about=about[:1].upper() + about[1:], least=least, most=top, part=part, line=n)


def in_words(regulation: Regulation) -> list[str]:
    """The minimums as sentences."""
    most_jury, most = most_of(regulation)
    required = [(text_in(line.label), line.least, line.most) for line in regulation.criteria if line.least]
    required += [(str(JURY), regulation.least_jury, most_jury)] if regulation.least_jury else []
    required += [(str(ALL), regulation.least_points, most)] if regulation.least_points else []
    if not required:
        return []
    words = gettext("%(about)s: at least %(least)s of %(most)s points.")
    said = [f"– {words % {'about': about, 'least': least, 'most': top}}" for about, least, top in required]
    return [gettext("Required minimum; whoever has fewer points is not ranked:"), *said]


def below(regulation: Regulation, scores: Mapping[str, int]) -> tuple[Reason, ...]:
    """Where somebody's points are fewer than required; `scores` by criterion."""
    return tuple(Reason(ReasonCode.BELOW_MINIMUM, more=short) for short in _short(regulation, scores))


def _short(regulation: Regulation, scores: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for line in regulation.criteria:
        if scores.get(line.code, 0) < line.least:
            yield {"label": line.label, "points": scores.get(line.code, 0), "least": line.least}
    jury = sum(scores.get(line.code, 0) for line in judged(regulation.criteria))
    if jury < regulation.least_jury:
        yield {"about": "jury", "points": jury, "least": regulation.least_jury}
    if (total := sum(scores.values())) < regulation.least_points:
        yield {"about": "all", "points": total, "least": regulation.least_points}


def reason_in_words(kept: Mapping[str, Any]) -> str:
    """A kept condition that was not met, with points and minimum where it is about points."""
    if "least" not in kept:
        return str(ReasonCode(kept["code"]).label)
    about = text_in(kept["label"]) if "label" in kept else str({"jury": JURY, "all": ALL}[kept["about"]])
    words = ngettext(
        "Not ranked: %(about)s – %(points)s point, and at least %(least)s are required",
        "Not ranked: %(about)s – %(points)s points, and at least %(least)s are required",
        kept["points"],
    )
    return words % {"about": about, "points": kept["points"], "least": kept["least"]}
