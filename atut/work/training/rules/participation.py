"""Taking part in a project: entry, exit, situation after exit, and what is missing before somebody may be counted.

Sources: act of 28.4.2022 (Dz.U. 2022 poz. 1079) art. 87; Regulation (EU) 2021/1057 Annex I; guidance on monitoring
participants. Dictionaries and days are data of the funding profile and come in as arguments.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.work.training.rules.moves import EntryKind

EXIT_DAYS = 28  # where the profile says nothing else: up to four weeks after exit
REMINDERS = (14, 21)


class Question(TextChoices):
    """The sensitive questions. An answer may be refused, and a refusal is never turned into "no"."""

    DISABILITY = "disability", _("Is this a person with disabilities?")
    MINORITY = "minority", _("Does the person belong to a national or ethnic minority?")
    FOREIGN = "foreign_background", _("Is this a person of foreign background?")
    HOMELESS = "homeless", _("Is the person homeless or affected by housing exclusion?")


class Answer(TextChoices):
    """All answers are equally good."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    REFUSED = "refused", _("would rather not say")


class Missing(TextChoices):
    """What keeps a person or an institution out of every count, until somebody fills it in."""

    PERSON_ID = "identity", _("PESEL or another identifier")
    SEX = "sex", _("sex")
    BIRTH = "birth_date", _("date of birth")
    CITIZENSHIP = "citizenship", _("citizenship")
    EDUCATION = "education", _("education")
    LABOUR = "labour_status", _("situation on the labour market")
    DETAIL = "labour_detail", _("where the person works")
    COMMUNE = "commune", _("gmina")
    LOCALITY = "locality", _("locality")
    POSTCODE = "postcode", _("postcode")
    CONTACT = "contact", _("telephone or e-mail")
    EMPLOYER = "employment", _("institution the person works for")
    DISABILITY = "disability", _("answer about disability")
    MINORITY = "minority", _("answer about minority")
    FOREIGN = "foreign_background", _("answer about foreign background")
    HOMELESS = "homeless", _("answer about housing")
    ENTRY = "entered_on", _("first day of support")
    NIP = "nip", _("NIP")


class Stage(TextChoices):
    """How long somebody has been out of the project without the situation after exit."""

    NOT_DUE = "not_due", _("not due")
    FIRST = "first", _("14 days after exit")
    SECOND = "second", _("21 days after exit")
    LATE = "late", _("too late: more than 28 days after exit")


class PapersMissing(Refused):
    """Support cannot start without the entry set."""

    message = _("Support cannot start yet. These signatures are missing: %(papers)s. Record them in the project office first.")


class EntryOutsideProject(Refused):
    """Entry outside the project's period."""

    message = _("Support on %(day)s would begin outside the project, which lasts from %(starts)s to %(ends)s.")


class LeavesTooEarly(Refused):
    """Exit before the last support or before entry."""

    message = _("The last support was on %(last)s, so the person cannot have left on %(day)s. Give that day or a later one.")


class LeavesLater(Refused):
    """Exit in the future."""

    message = _("%(day)s has not come yet. Record the exit on the day or afterwards.")


class StillEnrolled(Refused):
    """Exit with support still going on."""

    message = _("This person is still enrolled in: %(groups)s. Finish the group or record the resignation first.")


class PeopleStillIn(Refused):
    """An institution cannot leave before its people."""

    message = _("%(count)s people of this institution are still in the project. Record their exit first.")


class NoReason(Refused):
    """Drop-out without a reason."""

    message = _("Leaving before the end of the planned path needs a reason. Choose one from the list.")


class SituationOutsideTime(Refused):
    """The situation is the state within 28 days after exit."""

    message = _("The situation is the one between %(first)s and %(last)s, four weeks after exit. Correct the day.")


class SignedLater(Refused):
    """A signature in the future."""

    message = _("%(day)s has not come yet. Give the day on which the papers were signed.")


class FrozenAnswers(Refused):
    """The state on the day of entry is frozen."""

    message = _("These answers are the state on the day of entry and are frozen. Correct them with a reason.")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a participation, person or institution, as the rules need it. No value is shown from here."""

    is_person: bool
    has_identity: bool = False
    sex: str = ""
    birth_date: date | None = None
    citizenship: str = ""
    education: str = ""
    labour_status: str = ""
    labour_detail: str = ""
    needs_detail: bool = True
    has_commune: bool = False
    locality: str = ""
    postcode: str = ""
    has_contact: bool = False
    has_employer: bool = False
    sensitive: Mapping[str, str] = field(default_factory=dict)
    entered_on: date | None = None
    nip: str = ""


def missing(facts: Facts) -> list[Missing]:
    """What is missing before this counts in any figure. A refusal is an answer; an empty one is not."""
    m = Missing
    common = {m.COMMUNE: facts.has_commune, m.LOCALITY: facts.locality, m.POSTCODE: facts.postcode, m.CONTACT: facts.has_contact}
    if not facts.is_person:
        return [code for code, value in {m.NIP: facts.nip, **common, m.ENTRY: facts.entered_on}.items() if not value]
    own = {
        m.PERSON_ID: facts.has_identity,
        m.SEX: facts.sex,
        m.BIRTH: facts.birth_date,
        m.CITIZENSHIP: facts.citizenship,
        m.EDUCATION: facts.education,
        m.LABOUR: facts.labour_status,
        m.DETAIL: facts.labour_detail or not facts.needs_detail,
    }
    answers = {m(question.value): facts.sensitive.get(question.value) for question in Question}
    everything = {**own, **common, m.EMPLOYER: facts.has_employer, **answers, m.ENTRY: facts.entered_on}
    return [code for code, value in everything.items() if not value]


def counts(facts: Facts) -> bool:
    """May this be shown as a participant and counted? Only with all mandatory data and a first day of support."""
    return not missing(facts)


def papers_missing(signed: Iterable[str]) -> list[EntryKind]:
    """Which of the four papers of the entry set are not signed."""
    have = set(signed)
    return [kind for kind in EntryKind if kind.value not in have]


def must_have_papers(people: Iterable[tuple[str, Sequence[EntryKind]]]) -> None:
    """A missing paper blocks entry: nobody gets support before all four are signed. Says whose and which."""
    lacking = [f"{name} ({', '.join(str(kind.label) for kind in kinds)})" for name, kinds in people if kinds]
    if lacking:
        raise PapersMissing(papers="; ".join(lacking))


def must_enter_within(day: date, *, starts: date, ends: date) -> None:
    """Project start <= first support <= project end."""
    if not starts <= day <= ends:
        raise EntryOutsideProject(day=day, starts=starts, ends=ends)


def entry_day(support_days: Iterable[date]) -> date | None:
    """Entry is the start of the first support: the first day on which the person was there."""
    return min(support_days, default=None)


def comes_back(*, left_on: date | None, support_days: Iterable[date]) -> bool:
    """Support after the exit re-opens the same participation; a break between two trainings is no exit at all."""
    return left_on is not None and any(day > left_on for day in support_days)


def must_leave_in_order(day: date, *, last_support: date | None, entered: date, today: date, ends: date) -> None:
    """Entry <= last support <= exit <= project end, and not in the future."""
    last = max(entered, last_support or entered)
    if day < last:
        raise LeavesTooEarly(day=day, last=last)
    if day > today:
        raise LeavesLater(day=day)
    if day > ends:
        raise EntryOutsideProject(day=day, starts=entered, ends=ends)


def must_have_a_reason(*, is_planned_path: bool, reason: str) -> None:
    """Drop-out: ask the reason."""
    if not is_planned_path and not reason:
        raise NoReason


def must_be_over(open_groups: Sequence[str]) -> None:
    """No support is going on."""
    if open_groups:
        raise StillEnrolled(groups=", ".join(open_groups))


def must_have_nobody_in(count: int) -> None:
    """An institution leaves after its people."""
    if count:
        raise PeopleStillIn(count=count)


def reminder_day(days_gone: int, days: int = EXIT_DAYS) -> int:
    """The reminder that is due so many days after exit: 0 (none), 14, 21, or the first day too late."""
    steps = (*REMINDERS, days + 1)
    return max((step for step in steps if step <= days_gone), default=0)


def last_day_of_situation(left_on: date, days: int = EXIT_DAYS) -> date:
    """The last day that counts: 28 days after exit."""
    return left_on + timedelta(days=days)


def must_be_situation_day(day: date, *, left_on: date, days: int = EXIT_DAYS) -> None:
    """The situation is that of a day within four weeks after exit; the last event in them counts."""
    if not left_on <= day <= last_day_of_situation(left_on, days):
        raise SituationOutsideTime(first=left_on, last=last_day_of_situation(left_on, days))


def stage(left_on: date, today: date, days: int = EXIT_DAYS) -> Stage:
    """Exit without a situation: remind at day 14 and 21; from day 29 it is an error."""
    gone = (today - left_on).days
    if gone > days:
        return Stage.LATE
    if gone >= REMINDERS[1]:
        return Stage.SECOND
    return Stage.FIRST if gone >= REMINDERS[0] else Stage.NOT_DUE


def must_not_be_ahead(day: date, *, today: date) -> None:
    """A paper is signed today or earlier."""
    if day > today:
        raise SignedLater(day=day)
