"""Applying: what an application needs, the stamp of paper, and whether the applicant meets the conditions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.clock import local
from atut.base.kernel.errors import Refused
from atut.base.kernel.identifiers import age
from atut.base.privacy.rules import TextKind
from atut.work.recruitment.rules.moves import CallStatus

ADULT = 18
NEEDED = (TextKind.RULES, TextKind.TRUE_DATA, TextKind.CLAUSE_BENEFICIARY, TextKind.CLAUSE_MINISTER)  # to apply
TICKED = (TextKind.RULES, TextKind.TRUE_DATA)  # declared by the person; clauses are shown, not agreed to


class ReasonCode(TextChoices):
    """Why an application does not meet the conditions. Codes are kept; sentences are made when shown."""

    NOT_PARTNER = "not_partner", _("The office is not a partner of this project")
    NOT_EMPLOYED = "not_employed", _("Not employed in this office on the day of the application")
    NOT_DECLARED = "not_declared", _("A declaration is missing")
    BIRTH_UNKNOWN = "birth_unknown", _("The date of birth is not known")
    UNDER_AGE = "under_age", _("Under 18 on the day of the application")
    OTHER_NAME = "other_name", _("The identity is not confirmed: show the identity card at the project office")
    HOLDS_PLACE = "holds_place", _("Already holds a place in this form of support")
    OTHER_OFFICE = "other_office", _("This call is for other offices")
    OTHER_POST = "other_post", _("This call is for other kinds of post")
    NO_CONSENT = "no_consent", _("The consent of the superior is missing or was refused")
    NO_DOCUMENT = "no_document", _("A paper the call asks for is missing")
    NO_ANSWER = "no_answer", _("A written answer the call asks for is missing")
    NO_CHOICE = "no_choice", _("No edition is left that can be chosen")
    INCOMPLETE = "incomplete", _("Incomplete, and not completed when asked")
    BELOW_MINIMUM = "below_minimum", _("Fewer points than the least this call requires")
    UNTRUE = "untrue", _("Data that turned out to be untrue")


BY_HAND = (ReasonCode.INCOMPLETE, ReasonCode.UNTRUE)  # only a person can find these
HELD = frozenset({ReasonCode.HOLDS_PLACE, ReasonCode.NO_CHOICE})  # what an override with a reason passes over


class NothingChosen(Refused):
    """No edition named."""

    message = _("No edition is chosen. Choose at least one.")


class ChosenTwice(Refused):
    """One edition in two preferences."""

    message = _("One edition is chosen twice. Name each edition once, in the order you would like them.")


class TooManyChosen(Refused):
    """More editions than the regulation lets one name."""

    message = _("In this call %(most)s editions may be chosen at most. Leave out the last ones.")


class NotInThisCall(Refused):
    """An edition the call does not open."""

    message = _("This edition is not open in this call. Choose one from the list.")


class DeclarationsMissing(Refused):
    """Both boxes are needed."""

    message = _("Both declarations are needed: that you know the rules and that your data are true.")


class TextsChanged(Refused):
    """A newer version came while the form was open."""

    message = _("One of the texts changed while this page was open. Read the new version below and declare again.")


class NoIdentity(Refused):
    """Neither PESEL nor another identifier with date of birth and sex."""

    message = _("Give the PESEL; or, for a person without one, the number of a document, the date of birth and the sex.")


class StampInTheFuture(Refused):
    """Paper cannot arrive after now."""

    message = _("The incoming stamp says %(moment)s, which has not come yet. Compare the day and hour with the paper.")


class StampNeeded(Refused):
    """Paper without the register number cannot be found again."""

    message = _("An application on paper needs the number under which it stands in the office's register.")


class ConditionsNotMet(Refused):
    """Acceptance against the conditions."""

    message = _("The conditions are not met: %(reasons)s. Correct the data first, or reject the application with this reason.")


class NothingToOverride(Refused):
    """No place is held."""

    message = _("Nothing is to be passed over: no place in the same form of support is held. Check the conditions again.")


class OverrideNeedsReason(Refused):
    """An exception that an auditor will ask about."""

    message = _("Write why this application counts although a place in the same form of support is held.")


class ReasonNeeded(Refused):
    """A rejection says why."""

    message = _("Choose why the application is rejected: the person will read it.")


class HoldsAPlace(Refused):
    """A withdrawal would leave a place hanging."""

    message = _("A place is offered or confirmed on this application. Give the place back first; then it goes to the next person.")


class ListClosed(Refused):
    """After the list is closed an assessment would change nothing that was decided."""

    message = _(
        "The list of this call is closed, so conditions and points stay as the protocol says. Whoever is not to take part: give "
        "the place back or withdraw the application. Whoever was left out by mistake applies in the next call."
    )


class AlreadyApplied(Refused):
    """Told to the office only: a stranger must not learn who has applied."""

    message = _(
        "This person has applied to this call already: %(number)s. One application per person counts, the first one."
        " If the paper was stamped earlier, keep it with the register and tell the project office, which decides."
    )


class NotAPartner(Refused):
    """An office outside the project."""

    message = _("This office is not a partner of the project. Choose one from the list.")


class OfficeLeftOut(Refused):
    """A partner whose people may not take part in this call."""

    message = _(
        "People of this office may not take part in this call: its rules name the offices that may. Choose one from the list."
    )


class TooManyForms(Refused):
    """Rate limit."""

    message = _(
        "Very many forms came from this network within an hour, so this one was not taken. Nothing you typed is lost:"
        " send it again in a while, or phone the project office."
    )


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `edition` is the key of the edition where only that choice is meant, `more` what its words say."""

    code: str
    edition: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """As it is kept."""
        return {"code": str(self.code), "edition": self.edition, **self.more}


@dataclass(frozen=True)
class Facts:
    """What is known about an application when it is judged. `held` are editions whose form of support is already held."""

    is_partner: bool
    is_employed: bool
    declared: Collection[str]
    birth_date: date | None
    applied_on: date
    chosen: Sequence[str]
    held: Collection[str] = ()
    is_doubted: bool = False  # the number stands here under a wholly different name
    is_right_office: bool = True
    is_right_post: bool = True
    has_consent: bool = True
    has_documents: bool = True
    has_written: bool = True


def eligibility(facts: Facts) -> tuple[Reason, ...]:
    """Why the conditions are not met; empty: they are. A held edition counts against that choice only, unless all are held."""
    against = {
        ReasonCode.NOT_PARTNER: not facts.is_partner,
        ReasonCode.NOT_EMPLOYED: not facts.is_employed,
        ReasonCode.NOT_DECLARED: not set(TICKED) <= set(facts.declared),
        ReasonCode.BIRTH_UNKNOWN: facts.birth_date is None,
        ReasonCode.UNDER_AGE: facts.birth_date is not None and age(facts.birth_date, facts.applied_on) < ADULT,
        ReasonCode.OTHER_NAME: facts.is_doubted,
        ReasonCode.OTHER_OFFICE: not facts.is_right_office,
        ReasonCode.OTHER_POST: not facts.is_right_post,
        ReasonCode.NO_CONSENT: not facts.has_consent,
        ReasonCode.NO_DOCUMENT: not facts.has_documents,
        ReasonCode.NO_ANSWER: not facts.has_written,
    }
    found = [Reason(code) for code, is_so in against.items() if is_so]
    found += [Reason(ReasonCode.HOLDS_PLACE, edition) for edition in facts.chosen if edition in facts.held]
    if set(facts.chosen) <= set(facts.held):
        found.append(Reason(ReasonCode.NO_CHOICE))
    return tuple(found)


def blocking(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """The reasons that count against the whole application, not one choice."""
    return tuple(reason for reason in reasons if not reason.edition)


def reasons_from(data: Sequence[dict[str, Any]]) -> tuple[Reason, ...]:
    """Reasons as kept."""
    return tuple(
        Reason(kept["code"], kept.get("edition", ""), {name: kept[name] for name in kept if name not in ("code", "edition")})
        for kept in data
    )


def must_not_be_closed(call_status: str) -> None:
    """Conditions and points are judged before the list is frozen for a draw or closed; the protocol says what they were."""
    if call_status in (CallStatus.FROZEN, CallStatus.SELECTED):
        raise ListClosed


def must_choose(chosen: Sequence[str], opened: Collection[str]) -> None:
    """At least one edition, each once, all of this call."""
    if not chosen:
        raise NothingChosen
    if len(set(chosen)) != len(chosen):
        raise ChosenTwice
    if not set(chosen) <= set(opened):
        raise NotInThisCall


def must_be_overridable(reasons: Sequence[Reason], why: str) -> None:
    """Only support already held is passed over, and only with a written reason."""
    if not any(reason.code in HELD for reason in reasons):
        raise NothingToOverride
    if not why.strip():
        raise OverrideNeedsReason


def must_be_identified(*, pesel: str, other: str, birth_date: date | None, sex: str) -> None:
    """A PESEL, or another identifier with date of birth and sex. An e-mail address identifies nobody: offices share them."""
    if not pesel and not (other and birth_date and sex):
        raise NoIdentity


def must_have_come(received_at: datetime, *, at: datetime) -> None:
    """The stamp is not later than now."""
    if received_at > at:
        raise StampInTheFuture(moment=local(received_at))


def masked(identifier: str) -> str:
    """Only the last three signs: enough to compare over the telephone, too little to use."""
    return f"{'•' * max(len(identifier) - 3, 0)}{identifier[-3:]}" if identifier else ""
