"""The columns of a call's workbook: what its form asks on paper, in the same words, and what stands on the stamp."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from django.utils.translation import gettext as _

from atut.base.kernel.polish import fold
from atut.base.kernel.sheets import Asked, Shape, write_template
from atut.base.kernel.texts import text_in
from atut.work.partnership.rules import Sex
from atut.work.questions.rules import Kind, Question
from atut.work.recruitment.queries.importing import Form
from atut.work.recruitment.rules import asking
from atut.work.recruitment.rules.importing import MOST_ROWS, mark

CHOICE, ANSWER = "choice_", "answer_"
YES, NO = "yes", "no"


def template(form: Form) -> bytes:
    """The workbook to be filled in, in the language now active."""
    title = text_in(form.call.title)
    return write_template(columns(form), mark=mark(form.call.key, title), sheet=_("Applications on paper"), rows=MOST_ROWS)


def columns(form: Form) -> list[Asked]:
    """Every column, in the order of the paper. A heading that would stand twice gets a number: columns are known by them."""
    parts = (_stamp(), _wishes(form), _person(), _work(form), _contact(), _questions(form), _others(form), _declared())
    seen: Counter[str] = Counter()
    made = []
    for one in chain.from_iterable(parts):
        seen[fold(one.title)] += 1
        again = seen[fold(one.title)]
        made.append(replace(one, title=f"{one.title} ({again})") if again > 1 else one)
    return made


def _stamp() -> Iterable[Asked]:
    number = _("The number of the letter in the office's register.")
    yield Asked("register_number", _("Number in the office's register"), number, is_needed=True)
    counts = _("The day and hour of the incoming stamp count, not the moment of typing.")
    yield Asked("received_on", _("Day of the incoming stamp"), f"{counts} {_('Such as')}: 2026-11-21", Shape.DAY, is_needed=True)
    yield Asked("received_hour", _("Hour of the incoming stamp"), f"{_('Such as')}: 9:30", Shape.HOUR, is_needed=True)


def _wishes(form: Form) -> Iterable[Asked]:
    named = Counter(str(edition) for edition in form.editions)
    options = tuple((e.key, str(e) if named[str(e)] == 1 else f"{e} ({e.key})") for e in form.editions)
    for place in range(1, form.choices + 1):
        words = _("In the order on the paper; leave the last ones empty where fewer are named.") if place > 1 else ""
        title = _("Choice %(number)s") % {"number": place}
        yield Asked(f"{CHOICE}{place}", title, words, options=options, is_needed=place == 1)


def _person() -> Iterable[Asked]:
    yield Asked("last_name", _("Surname"), is_needed=True)
    yield Asked("first_name", _("First name"), is_needed=True)
    yield Asked("pesel", _("PESEL number"), _("11 digits. Who has no PESEL leaves this empty and fills in the box below."))
    only = _("Only for people without a PESEL.")
    yield Asked("other_identifier", _("Number of a passport or other document"), only)
    yield Asked("birth_date", _("Date of birth"), only, Shape.DAY)
    yield Asked("sex", _("Sex"), only, options=tuple((sex.value, str(sex.label)) for sex in Sex))


def _work(form: Form) -> Iterable[Asked]:
    options = tuple((office.key, office.name) for office in form.offices)
    yield Asked("office", _("Where do you work?"), options=options, is_needed=True)
    yield Asked("post", _("Post"), _("As in the contract, for example: inspector for benefits"), is_needed=True)
    yield Asked("unit", _("Department or post within the office"))


def _contact() -> Iterable[Asked]:
    yield Asked("email", _("E-mail"), _("The receipt and the decision are sent here. A shared mailbox of the office will do."))
    yield Asked("phone", _("Telephone"))


def _questions(form: Form) -> Iterable[Asked]:
    for one in asking.questions(form.call.rules, on_paper=True):
        words = " ".join(filter(None, (text_in(one.why), text_in(one.help))))
        yield Asked(f"{ANSWER}{one.code}", text_in(one.label), words, options=_of(one), is_needed=one.is_required)


def _of(question: Question) -> tuple[tuple[str, str], ...]:
    if question.kind == Kind.YES_NO:
        return ((YES, _("Yes")), (NO, _("No")))
    return tuple((option.code, text_in(option.label)) for option in question.options)


def _others(form: Form) -> Iterable[Asked]:
    if form.call.rules.access.superior_consent:
        yield Asked("superior", _("E-mail of your superior"), _("Empty where the consent is brought on paper."))
    if form.call.rules.pairs:
        hint = _("Only if you want to come together or not at all. Each of you names the code on the other's receipt.")
        yield Asked("pair", _("Code of the person you come with"), hint)
        words = _("Only if that person's paper is in this workbook too: its number in the register. Both rows name each other.")
        yield Asked("partner", _("Register number of the person you come with"), words)
    yield Asked("access_needs", _("What do you need to take part with ease?"))


def _declared() -> Iterable[Asked]:
    options = ((YES, _("Yes")),)
    yield Asked("rules", _("I know the rules of recruitment and accept them."), options=options, is_needed=True)
    yield Asked("true_data", _("The data I give are true."), options=options, is_needed=True)
