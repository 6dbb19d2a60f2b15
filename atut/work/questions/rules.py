"""What a form may ask: kinds of questions, each with its reason; answers as they are kept, in words, and in points."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.base.kernel.texts import Text, text_in

UNSAID = ""  # "I do not want to say": kept as no answer, and never read as "no"
SHORT, LONG = 200, 4000
Answer = bool | str | int | list[str] | None


class Kind(TextChoices):
    """How a question is answered."""

    YES_NO = "yes_no", _("Yes or no")
    ONE_OF = "one_of", _("One of several answers")
    SEVERAL = "several", _("Several of the answers")
    NUMBER = "number", _("A number")
    SHORT = "short", _("A short text")
    LONG = "long", _("A long text")
    DATE = "date", _("A date")


class QuestionTwice(Refused):
    """One code for two questions: their answers could not be told apart."""

    message = _("“%(label)s” has the same short name as another question. Give each question a name of its own.")


class ReasonMissing(Refused):
    """Nothing is asked without a reason (GDPR art. 5(1)(c))."""

    message = _("Write why “%(label)s” is asked. What has no reason may not be asked.")


class OptionsMissing(Refused):
    """Nothing to choose from."""

    message = _("“%(label)s” is answered by choosing, so it needs at least two answers, each once.")


class SensitiveAndRequired(Refused):
    """Data about health or education are given freely or not at all (GDPR art. 9(2)(a))."""

    message = _("“%(label)s” asks for sensitive data, so nobody can be made to answer. Let it be left unanswered.")


@dataclass(frozen=True)
class Option:
    """One answer to choose, and the points it is worth where the question gives points."""

    code: str
    label: Text
    points: int = 0


@dataclass(frozen=True)
class Question:
    """One question. It has no version of its own: whoever asks it keeps it whole, frozen with what it belongs to."""

    code: str
    kind: str
    label: Text
    why: Text
    help: Text = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    is_required: bool = True
    is_sensitive: bool = False
    points: int = 0
    longest: int = LONG  # signs of a long text

    def as_data(self) -> dict[str, Any]:
        """As it is kept."""
        return {**asdict(self), "kind": str(self.kind)}


def question_from(data: Mapping[str, Any]) -> Question:
    """A question as kept."""
    options = tuple(Option(one["code"], one["label"], one.get("points", 0)) for one in data.get("options", ()))
    return Question(
        data["code"],
        data["kind"],
        data["label"],
        data.get("why", {}),
        data.get("help", {}),
        options,
        is_required=data.get("is_required", True),
        is_sensitive=data.get("is_sensitive", False),
        points=data.get("points", 0),
        longest=data.get("longest", LONG),
    )


def must_be_sound(questions: Iterable[Question]) -> None:
    """Each question once, each with its reason, with something to choose where it is chosen, sensitive ones voluntary."""
    seen: set[str] = set()
    for one in questions:
        label = text_in(one.label)
        if one.code in seen:
            raise QuestionTwice(label=label)
        if not text_in(one.why).strip():
            raise ReasonMissing(label=label)
        codes = [option.code for option in one.options]
        if one.kind in (Kind.ONE_OF, Kind.SEVERAL) and (len(codes) < 2 or len(set(codes)) < len(codes)):
            raise OptionsMissing(label=label)
        if one.is_sensitive and one.is_required:
            raise SensitiveAndRequired(label=label)
        seen.add(one.code)


def score(question: Question, answer: Answer) -> int:
    """Points for an answer: the whole for a yes, those of the chosen answers, never more than the question gives."""
    if question.kind == Kind.YES_NO:
        return question.points if answer is True else 0
    chosen = answer if isinstance(answer, list) else [answer]
    return min(sum(option.points for option in question.options if option.code in chosen), question.points)


def in_words(question: Question, answer: Answer) -> str:
    """An answer for its reader."""
    if answer in (UNSAID, None, []):
        return gettext("not answered")
    if question.kind == Kind.YES_NO:
        return gettext("yes") if answer is True else gettext("no")
    if question.kind == Kind.DATE:
        return formats.date_format(date.fromisoformat(str(answer)), "j E Y")
    if question.kind in (Kind.ONE_OF, Kind.SEVERAL):
        chosen = answer if isinstance(answer, list) else [answer]
        return ", ".join(text_in(option.label) for option in question.options if option.code in chosen)
    return str(answer)


def parted(questions: Sequence[Question], answers: Mapping[str, Answer]) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Ordinary and sensitive answers, of these questions only: the second go to an encrypted column."""
    plain: dict[str, Answer] = {}
    sensitive: dict[str, Answer] = {}
    for one in questions:
        if (said := answers.get(one.code, UNSAID)) not in (UNSAID, None, []):
            (sensitive if one.is_sensitive else plain)[one.code] = said
    return plain, sensitive
