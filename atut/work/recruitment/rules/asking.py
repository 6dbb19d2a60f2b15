"""What the form of a call asks beside who applies and for what: only what its regulation needs, each question with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atut.base.kernel.texts import Text, text_in
from atut.work.questions.rules import Answer, Kind, Option, Question
from atut.work.recruitment.rules import prompts
from atut.work.recruitment.rules.points import Criterion, Prompt, asked, prompted
from atut.work.recruitment.rules.regulation import Post, Regulation
from atut.work.selection.rules.terms import Fact

POST_KIND = "post_kind"


def questions(regulation: Regulation, *, on_paper: bool = False) -> tuple[Question, ...]:
    """In the order of the form. They follow from the regulation, which is frozen with the call, so they are frozen too.

    `on_paper`: what is to be written at length may come later, as papers may.
    """
    kinds = (_of_posts(),) if regulation.access.posts else ()
    points = tuple(_of_criterion(line) for line in asked(regulation.criteria))
    facts = (_of_fact(fact) for fact in regulation.asked_facts)
    return (*kinds, *points, *facts, *to_write(regulation, may_wait=on_paper))


def to_write(regulation: Regulation, *, may_wait: bool = False) -> tuple[Question, ...]:
    """What the applicant writes for the committee, in the order of the points list."""
    return tuple(_of_prompt(line, prompt, regulation, may_wait=may_wait) for line, prompt in prompted(regulation.criteria))


def _of_prompt(line: Criterion, prompt: Prompt, regulation: Regulation, *, may_wait: bool) -> Question:
    why = text_in(line.why) or _("The committee gives points for it: %(label)s.") % {"label": text_in(line.label)}
    told = [ngettext("At most %(count)s character.", "At most %(count)s characters.", prompt.longest) % {"count": prompt.longest}]
    if not regulation.for_committee:
        told.append(_("The committee reads it under a code: leave out names, also that of your office."))
    needed = not (prompt.is_voluntary or may_wait)
    return Question(
        line.code, Kind.LONG, prompt.question, _now(why), _now(" ".join(told)), is_required=needed, longest=prompt.longest
    )


def _now(words: str) -> Text:
    """Words of the program, in the language now active: they are made for one reader and never kept."""
    return {"pl": words}


def _of_posts() -> Question:
    why = _("This call is for some kinds of post only. The office compares it with your employment.")
    options = tuple(Option(post.value, _now(str(post.label))) for post in Post)
    return Question(POST_KIND, Kind.ONE_OF, _now(_("What kind of post do you hold?")), _now(why), options=options)


def _of_criterion(line: Criterion) -> Question:
    why = text_in(line.why) or _(
        "Points are given for it by the rules of this call. Answer as it is: the office may ask for a document."
    )
    return Question(line.code, Kind.YES_NO, line.label, _now(why), points=line.points)


def question_of_fact(fact: str) -> Text:
    """How a fact is asked for, in the language now active."""
    labels = {
        Fact.DISABILITY: _("Do you have a certified disability?"),
        Fact.LOW_EDUCATION: _("Is lower secondary school (gimnazjum) or primary school the highest you finished?"),
        Fact.RURAL: _("Do you live in the countryside?"),
    }
    return _now(labels[Fact(fact)])


def _of_fact(fact: str) -> Question:
    why = _(
        "The rules of this call give points or keep places for it. You need not answer: then it neither helps nor harms you."
        " It is kept encrypted and read only by those who check the conditions."
    )
    is_sensitive = fact != Fact.RURAL
    return Question(fact, Kind.YES_NO, question_of_fact(fact), _now(why), is_required=False, is_sensitive=is_sensitive)


@dataclass(frozen=True)
class Told:
    """Answers as an application keeps them: those points are given for, facts told freely, the kind of post, what was written."""

    answers: dict[str, bool]
    confided: dict[str, bool] = field(repr=False)
    post_kind: str
    written: dict[str, str] = field(repr=False)


def parted(regulation: Regulation, said: Mapping[str, Answer]) -> Told:
    """The answers of a form, each where it belongs."""
    return Told(
        {line.code: said.get(line.code) is True for line in asked(regulation.criteria)},
        {fact: bool(said[fact]) for fact in regulation.asked_facts if fact in said},
        str(said.get(POST_KIND, "")) if regulation.access.posts else "",
        prompts.kept(regulation.criteria, {code: answer for code, answer in said.items() if isinstance(answer, str)}),
    )
