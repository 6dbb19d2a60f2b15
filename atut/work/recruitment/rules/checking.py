"""What applicants declare and points or bounds are made from: checked by an official, and whether it counts unchecked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.base.kernel.texts import Text, text_in
from atut.work.recruitment.rules.asking import question_of_fact
from atut.work.recruitment.rules.points import asked
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.rules.sections import Fault, Section


class NothingToConfirm(Fault):
    """A condition on answers nobody is asked for."""

    section = Section.TERMS
    message = _(
        "What is declared is to count only once it is confirmed, but this call asks for nothing that gives points or that a bound"
        " counts. Add such a question among the points, or take this condition away."
    )


class NotDeclared(Refused):
    """Only a yes is checked."""

    message = _("This was not declared in the application, so there is nothing to check. Open the page again.")


class DocumentNeeded(Refused):
    """A confirmation that nobody could repeat."""

    message = _("Write by what document it is confirmed, such as: certificate of disability, No. 12/2026, seen on 12 May.")


@dataclass(frozen=True)
class Check:
    """What an official found: confirmed or not, by what document, who and when."""

    is_confirmed: bool
    document: str = field(default="", repr=False)
    by: str = ""
    at: str = ""

    def as_data(self) -> dict[str, Any]:
        """As it is kept, encrypted with the application."""
        return {"is_confirmed": self.is_confirmed, "document": self.document, "by": self.by, "at": self.at}

    @property
    def moment(self) -> datetime:
        """When."""
        return datetime.fromisoformat(self.at)


def check_from(data: Mapping[str, Any]) -> Check:
    """A check as kept."""
    return Check(data["is_confirmed"], data["document"], data["by"], data["at"])


@dataclass(frozen=True)
class Declared:
    """One thing an applicant declared with a yes, and what was found."""

    code: str
    label: Text
    check: Check | None


def faults(regulation: Regulation) -> Iterator[Fault]:
    """A condition without anything it could be about."""
    if regulation.confirmed_only and not declarable(regulation):
        yield NothingToConfirm()


def declarable(regulation: Regulation) -> dict[str, Text]:
    """What can be declared in this call, by code: answers that give points, facts told freely that points or bounds count."""
    lines = {line.code: line.label for line in asked(regulation.criteria)}
    return lines | {fact: question_of_fact(fact) for fact in regulation.asked_facts}


def counting(said: Mapping[str, bool], checked: Mapping[str, Any], *, confirmed_only: bool) -> dict[str, bool]:
    """What counts of what was declared: never what was found not to be so; what nobody checked only where the call lets it."""
    return {
        code: is_so and bool(stands(checked.get(code), is_proven=True, confirmed_only=confirmed_only))
        for code, is_so in said.items()
    }


def stands(found: Mapping[str, Any] | None, *, is_proven: bool, confirmed_only: bool) -> bool | None:
    """Does something declared with a yes count as things are? None: not yet; it will once it is confirmed.

    `found`: what an official found. `is_proven`: no paper must prove it, or the paper is there.
    """
    if found is not None:
        return bool(found["is_confirmed"])
    return True if is_proven and not confirmed_only else None


def must_be_checkable(declared: Mapping[str, bool], code: str, *, is_confirmed: bool, document: str) -> None:
    """Only a yes is checked, and a confirmation names its document."""
    if not declared.get(code):
        raise NotDeclared
    if is_confirmed and not document.strip():
        raise DocumentNeeded


def in_words(regulation: Regulation) -> list[str]:
    """The condition as sentences for who applies; none where there is none."""
    if not regulation.confirmed_only:
        return []
    named = "; ".join(text_in(label) for label in declarable(regulation).values())
    words = gettext("What you declare counts only once the office has confirmed it, before the list is closed: %(named)s")
    return [words % {"named": named}]
