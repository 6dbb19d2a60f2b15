"""What cannot stand in a regulation: found section by section when one is saved, all together before publication."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.texts import text_in
from atut.work.recruitment.rules import checking, clashes, minimums, prompts
from atut.work.recruitment.rules.calls import ClosesBeforeItOpens, ClosesInThePast, NothingOpened, Terms
from atut.work.recruitment.rules.points import CriterionTwice, Source, asked
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.rules.sections import Fault, Section
from atut.work.recruitment.rules.selection import last_day
from atut.work.selection.rules.terms import Ties


class DocumentTwice(Fault):
    """Two lines for one paper."""

    section, part = Section.FORMAL, "documents"
    message = _("“%(label)s” stands twice among the documents. Leave one of them.")


class ProvenTwice(Fault):
    """Two papers for one answer: which of them is needed?"""

    section, part = Section.FORMAL, "documents"
    message = _("Two documents prove the same answer. Leave one, and name both kinds in it if either will do.")


class ProofOfNothing(Fault):
    """A paper for an answer nobody is asked for."""

    section, part = Section.FORMAL, "documents"
    message = _(
        "“%(label)s” proves an answer this call does not ask for. Give points or a bound for it, or let everybody enclose the"
        " document."
    )


class DrawWithoutValue(Fault):
    """A draw anybody can recompute needs a value that everybody sees and nobody makes."""

    section, part = Section.ORDER, "draw_value"
    message = _("A draw needs a public value named beforehand, such as the result of a lottery on a day. Write which one.")


class DrawWithoutDay(Fault):
    """When the public value is made."""

    section, part = Section.ORDER, "draw_on"
    message = _("A draw needs the day on which its public value is made. Write that day.")


class DrawBeforeTheClose(Fault):
    """Whoever knows the value before the close could still change what is drawn."""

    section, part = Section.ORDER, "draw_on"
    message = _(
        "The public value of the draw would be known on %(day)s, while applications still come. Choose a day after the close."
    )


class NothingToDecide(Fault):
    """A rule for appeals where there are none."""

    section, part = Section.TERMS, "appeal_days"
    message = _("The call says how appeals are decided, but gives no days to appeal. Write these days, or leave the rest empty.")


class MoreChoicesThanEditions(Fault):
    """More wishes than there is to wish for."""

    section, part = Section.ORDER, "most_choices"
    message = _(
        "The call opens fewer editions (%(editions)s) than one person may name (%(choices)s). Lower that number, or leave it empty."
    )


class MorePlacesThanChoices(Fault):
    """More places for a person than the person may ask for."""

    section, part = Section.ORDER, "most_places"
    message = _("One person may get %(places)s places and name only %(choices)s editions. Lower the first or raise the second.")


def found(terms: Terms) -> Iterator[Fault]:
    """What contradicts itself or lacks a part, in the order of the sections."""
    if terms.closes_at <= terms.opens_at:
        yield ClosesBeforeItOpens()
    yield from _twice(terms)
    yield from minimums.faults(terms.regulation)
    yield from prompts.faults(terms.regulation)
    yield from clashes.faults(terms)
    yield from _of_order(terms)
    regulation = terms.regulation
    if not regulation.appeal_days and (regulation.decision_days or regulation.other_panel):
        yield NothingToDecide()
    yield from checking.faults(regulation)


def in_the_way(terms: Terms, at: datetime) -> Iterator[Fault]:
    """Why a call cannot be published yet, by its own terms."""
    if not terms.openings:
        yield NothingOpened()
    if terms.closes_at <= at:
        yield ClosesInThePast()
    yield from found(terms)
    yield from _of_proofs(terms.regulation)
    yield from prompts.papers_for_nobody(terms.regulation)


def _of_proofs(regulation: Regulation) -> Iterator[Fault]:
    """Points are written after the papers, so this is asked only before publication."""
    told = {*regulation.asked_facts, *(line.code for line in asked(regulation.criteria))}
    for n, paper in enumerate(regulation.documents):
        if paper.proves and paper.proves not in told:
            yield ProofOfNothing(label=text_in(paper.label), line=n)


def of_section(terms: Terms, section: Section) -> list[Fault]:
    """The faults of one section, all at once."""
    return [fault for fault in found(terms) if fault.section == section]


def must_be_whole(terms: Terms, section: Section) -> None:
    """Refuse to save a section with a fault. Those of the other sections wait for theirs, and for publication."""
    _refuse_first(of_section(terms, section))


def must_be_ready(terms: Terms, at: datetime) -> None:
    """Refuse to publish with a fault anywhere."""
    _refuse_first(in_the_way(terms, at))


def _refuse_first(faults: Iterable[Fault]) -> None:
    for fault in faults:
        raise fault


def _twice(terms: Terms) -> Iterator[Fault]:
    seen: set[str] = set()
    for n, line in enumerate(terms.regulation.criteria):
        fact = {f"={line.source}"} if line.source not in (Source.ANSWER, Source.JURY) else set()
        if ({line.code} | fact) & seen:
            yield CriterionTwice(label=text_in(line.label), line=n)
        seen |= {line.code} | fact
    papers: set[str] = set()
    for n, paper in enumerate(terms.regulation.documents):
        if paper.code in papers:
            yield DocumentTwice(label=text_in(paper.label), line=n)
        elif paper.proves and terms.regulation.proofs[paper.proves] is not paper:
            yield ProvenTwice(line=n)
        papers.add(paper.code)


def _of_order(terms: Terms) -> Iterator[Fault]:
    regulation, editions = terms.regulation, len(terms.openings)
    if regulation.ties == Ties.DRAW:
        yield from _of_the_draw(regulation, last_day(terms.closes_at))
    if 0 < editions < regulation.most_choices:
        yield MoreChoicesThanEditions(editions=editions, choices=regulation.most_choices)
    if 0 < regulation.most_choices < regulation.most_places:
        yield MorePlacesThanChoices(places=regulation.most_places, choices=regulation.most_choices)


def _of_the_draw(regulation: Regulation, last: date) -> Iterator[Fault]:
    if not text_in(regulation.draw_value, "pl").strip():
        yield DrawWithoutValue()
    if regulation.draw_on is None:
        yield DrawWithoutDay()
    elif regulation.draw_on <= last:
        yield DrawBeforeTheClose(day=regulation.draw_on)
