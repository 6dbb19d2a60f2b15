"""Points: what they are given for, where the answer comes from, how many somebody has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.base.kernel.texts import Text, text_in
from atut.work.questions.rules import LONG
from atut.work.recruitment.rules.sections import Fault, Section
from atut.work.selection.rules.terms import Fact


class Source(TextChoices):
    """Where the answer to a criterion comes from. Data are never asked twice."""

    ANSWER = "answer", _("The applicant, by yes or no")
    JURY = "jury", _("The committee, by a score")
    AGE_45 = Fact.AGE_45.value, Fact.AGE_45.label
    WOMAN = Fact.WOMAN.value, Fact.WOMAN.label
    MAN = Fact.MAN.value, Fact.MAN.label
    DISABILITY = Fact.DISABILITY.value, Fact.DISABILITY.label
    LOW_EDUCATION = Fact.LOW_EDUCATION.value, Fact.LOW_EDUCATION.label
    GOPS = Fact.GOPS.value, Fact.GOPS.label
    RURAL = Fact.RURAL.value, Fact.RURAL.label
    FIRST_SUPPORT = Fact.FIRST_SUPPORT.value, Fact.FIRST_SUPPORT.label


class CriterionTwice(Fault):
    """Two lines of the points list for one thing."""

    section, part = Section.POINTS, "criteria"
    message = _("“%(label)s” stands twice in the points list. Leave one of them.")


class JuryMissing(Refused):
    """The committee has not finished with this application."""

    message = _("The committee has not scored this application yet: %(labels)s. Points are worked out when its sheets are closed.")


class NotForTheJury(Refused):
    """A score outside the list of the call."""

    message = _("The committee scores %(labels)s in this call, each from 0 to its maximum. Other points are not taken.")


LONGEST, AT_LEAST_LONG, AT_MOST_LONG = 1000, 100, LONG  # signs of a written answer: where nothing is said, and the bounds


@dataclass(frozen=True)
class Prompt:
    """What the applicant writes for a line the committee scores: the question, the most signs, whether it may be left out."""

    question: Text
    longest: int = LONGEST
    is_voluntary: bool = False

    def as_data(self) -> dict[str, Any]:
        """As it is kept with the call."""
        return {"question": self.question, "longest": self.longest, "is_voluntary": self.is_voluntary}


@dataclass(frozen=True)
class Criterion:
    """One line of the points list: so many points at most. `why` answers "why do we ask".

    What the committee gives (nought to `points`) counts `weight` times; everywhere else the weight is one. With a `prompt`
    the applicant writes what the committee reads before it scores.
    """

    code: str
    label: Text
    points: int
    source: str = Source.ANSWER
    why: Text = field(default_factory=dict)
    weight: int = 1
    least: int = 0  # whoever has fewer points for it is not ranked
    prompt: Prompt | None = None

    @property
    def most(self) -> int:
        """The most somebody can get for it."""
        return self.points * self.weight

    def as_data(self) -> dict[str, Any]:
        """As it is kept with the call."""
        kept = {"code": self.code, "label": self.label, "points": self.points, "source": str(self.source)}
        kept |= {"why": self.why, "weight": self.weight} | ({"least": self.least} if self.least else {})
        return kept | ({"prompt": self.prompt.as_data()} if self.prompt else {})


def criterion_from(data: Mapping[str, Any]) -> Criterion:
    """A line as kept with the call."""
    source, why = data.get("source", Source.ANSWER), data.get("why", {})
    prompt = Prompt(**data["prompt"]) if "prompt" in data else None
    return Criterion(data["code"], data["label"], data["points"], source, why, data.get("weight", 1), data.get("least", 0), prompt)


def asked(lines: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """The lines the applicant answers; the others follow from data."""
    return tuple(line for line in lines if line.source == Source.ANSWER)


def judged(lines: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """The lines the committee scores."""
    return tuple(line for line in lines if line.source == Source.JURY)


def prompted(lines: Iterable[Criterion]) -> tuple[tuple[Criterion, Prompt], ...]:
    """The lines the applicant writes something for."""
    return tuple((line, line.prompt) for line in lines if line.prompt)


def must_be_judged(lines: Iterable[Criterion], jury: Mapping[str, int]) -> None:
    """Refuse to work out points while the committee owes some."""
    missing = [text_in(line.label) for line in judged(lines) if line.code not in jury]
    if missing:
        raise JuryMissing(labels=", ".join(missing))


def must_fit_the_jury(lines: Iterable[Criterion], jury: Mapping[str, int]) -> None:
    """Refuse points for anything but the lines the committee scores, all of them, each within its maximum."""
    most = {line.code: line.most for line in judged(lines)}
    if set(jury) != set(most) or any(not 0 <= points <= most[code] for code, points in jury.items()):
        raise NotForTheJury(labels=", ".join(text_in(line.label) for line in judged(lines)))


@dataclass(frozen=True)
class Scored:
    """What points are given for: answers of the applicant, facts from the data, the committee's points by criterion."""

    answers: Mapping[str, bool]
    facts: frozenset[str]
    jury: Mapping[str, int] = field(default_factory=dict)


def scores(lines: Iterable[Criterion], known: Scored) -> dict[str, int]:
    """Points per criterion; an unanswered question counts as no."""
    return {line.code: _score(line, known) for line in lines}


def _score(line: Criterion, known: Scored) -> int:
    if line.source == Source.JURY:
        return min(known.jury.get(line.code, 0), line.most)
    holds = known.answers.get(line.code) if line.source == Source.ANSWER else line.source in known.facts
    return line.points if holds else 0
