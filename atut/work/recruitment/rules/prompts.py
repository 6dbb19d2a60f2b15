"""Written answers: what an applicant writes for the committee, what is missing of it, and which papers members read."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.base.kernel.texts import text_in
from atut.work.recruitment.rules.points import Criterion, Source, judged, prompted
from atut.work.recruitment.rules.regulation import ASKED, Regulation
from atut.work.recruitment.rules.sections import Fault, Section


class AnswersMissing(Refused):
    """The committee could not score what was not written."""

    message = _("Still without your answer: %(labels)s. Write it, then send the application.")


class AnswerTooLong(Refused):
    """More than the regulation lets one write."""

    message = _("“%(label)s”: the answer has %(count)s characters, and %(most)s is the most. Shorten it.")


class NotForCommittee(Refused):
    """By the regulation sheets are scored without names."""

    message = _("By the rules of this call only the project office reads this paper.")


class PromptWithoutCommittee(Fault):
    """An answer nobody would read."""

    section, part = Section.POINTS, "criteria"
    message = _("“%(label)s” asks for a written answer, but no committee scores it. Let the committee score it, or leave it out.")


class PaperForNobody(Fault):
    """A paper for a committee that has nothing to score."""

    section, part = Section.FORMAL, "documents"
    message = _("The committee is to read “%(label)s”, but it scores nothing in this call. Let the project office alone read it.")


class PaperTooPrivate(Fault):
    """Whoever scores ideas need not know about health, schooling or the place somebody lives in (GDPR art. 5(1)(c))."""

    section, part = Section.FORMAL, "documents"
    message = _("“%(label)s” proves something that was told freely. Only the project office reads such a document.")


def kept(lines: Iterable[Criterion], written: Mapping[str, str]) -> dict[str, str]:
    """What was written, for the lines that ask for it and nothing else."""
    said = ((line.code, written.get(line.code, "").strip()) for line, _unused in prompted(lines))
    return {code: words for code, words in said if words}


def lacking(lines: Iterable[Criterion], written: Mapping[str, str]) -> tuple[Criterion, ...]:
    """The lines whose answer is needed and not there."""
    needed = (line for line, prompt in prompted(lines) if not prompt.is_voluntary)
    return tuple(line for line in needed if not written.get(line.code, "").strip())


def must_be_written(lines: Iterable[Criterion], written: Mapping[str, str]) -> None:
    """Refuse a form without a needed answer."""
    if missing := lacking(lines, written):
        raise AnswersMissing(labels="; ".join(questions_of(missing)))


def must_fit(lines: Iterable[Criterion], written: Mapping[str, str]) -> None:
    """Refuse an answer longer than the regulation says."""
    for line, prompt in prompted(lines):
        count = len(written.get(line.code, "").strip())
        if count > prompt.longest:
            raise AnswerTooLong(label=text_in(prompt.question), count=count, most=prompt.longest)


def answered(lines: Iterable[Criterion], written: Mapping[str, str]) -> list[tuple[Criterion, str, str]]:
    """Each line with its question and what was written; empty where nothing was."""
    return [(line, text_in(prompt.question), written.get(line.code, "")) for line, prompt in prompted(lines)]


def must_be_for_committee(regulation: Regulation, code: str) -> None:
    """Refuse a paper that only the project office reads."""
    if code not in {one.code for one in regulation.for_committee}:
        raise NotForCommittee


def faults(regulation: Regulation) -> Iterator[Fault]:
    """Questions and papers for a committee that does not read them, and papers it may not read."""
    for n, line in enumerate(regulation.criteria):
        if line.prompt and line.source != Source.JURY:
            yield PromptWithoutCommittee(label=text_in(line.label), line=n)
    for n, paper in enumerate(regulation.documents):
        if paper.for_committee and paper.proves in ASKED:
            yield PaperTooPrivate(label=text_in(paper.label), line=n)


def papers_for_nobody(regulation: Regulation) -> Iterator[Fault]:
    """Points are written after the papers, so this is asked only before publication."""
    for n, paper in enumerate(regulation.documents):
        if paper.for_committee and not judged(regulation.criteria):
            yield PaperForNobody(label=text_in(paper.label), line=n)


def line_in_words(line: Criterion) -> str:
    """The question with its limit, behind the line it belongs to; empty where nothing is asked."""
    if line.prompt is None:
        return ""
    if line.prompt.is_voluntary:
        words = gettext("You may write an answer to “%(question)s”, %(most)s.")
    else:
        words = gettext("You write an answer to “%(question)s”, %(most)s.")
    most = ngettext("up to %(count)s character", "up to %(count)s characters", line.prompt.longest)
    return " " + words % {"question": text_in(line.prompt.question), "most": most % {"count": line.prompt.longest}}


def in_words(regulation: Regulation) -> list[str]:
    """Who reads what was written, and whether with a name."""
    said = []
    if prompted(regulation.criteria):
        said.append(
            gettext(
                "The committee reads the written answers before it scores; the project office reads them too. They are kept"
                " encrypted and are in no list that others read."
            )
        )
    if judged(regulation.criteria):
        said.append(names_in_words(regulation))
    return said


def names_in_words(regulation: Regulation) -> str:
    """Does the committee score under codes alone, or does it see names on papers?"""
    papers = "; ".join(text_in(one.label) for one in regulation.for_committee)
    if not papers:
        return gettext("The committee scores under codes: a score sheet shows neither names nor the papers that were enclosed.")
    words = gettext("The committee reads these papers too, with the name that stands in them: %(papers)s.")
    return words % {"papers": papers}


def questions_of(lines: Iterable[Criterion]) -> list[str]:
    """What is asked, in the order of the lines."""
    return [text_in(prompt.question) for _unused, prompt in prompted(lines)]
