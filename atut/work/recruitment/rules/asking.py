"""What the form of a call asks beside who applies and for what: only what its regulation needs, each question with its reason."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from atut.base.kernel.texts import Text, text_in
from atut.work.questions.rules import Answer, Kind, Option, Question
from atut.work.recruitment.rules.points import Criterion, asked
from atut.work.recruitment.rules.regulation import Post, Regulation
from atut.work.selection.rules.terms import Fact

POST_KIND = "post_kind"


def questions(regulation: Regulation) -> tuple[Question, ...]:
    """In the order of the form. They follow from the regulation, which is frozen with the call, so they are frozen too."""
    kinds = (_of_posts(),) if regulation.access.posts else ()
    points = tuple(_of_criterion(line) for line in asked(regulation.criteria))
    return (*kinds, *points, *(_of_fact(fact) for fact in regulation.asked_facts))


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


def parted(regulation: Regulation, said: Mapping[str, Answer]) -> tuple[dict[str, bool], dict[str, bool], str]:
    """Answers as an application keeps them: those points are given for, facts told freely, the kind of post."""
    answers = {line.code: said.get(line.code) is True for line in asked(regulation.criteria)}
    confided = {fact: bool(said[fact]) for fact in regulation.asked_facts if fact in said}
    return answers, confided, str(said.get(POST_KIND, "")) if regulation.access.posts else ""
