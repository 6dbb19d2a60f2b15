"""When a certificate is due, and what is said about one that somebody checks.

The rule is frozen with each certificate (`facts["rule"]`): a later change of the required share alters nothing issued.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.base.kernel.polish import fold
from atut.work.training.rules.moves import EnrolmentStatus, EntryKind

CODE_GROUPS = 3  # 59 random bits: nobody finds a code by trying, and it can still be typed by hand


class Obstacle(TextChoices):
    """Why a certificate is not due. The words go on after "No certificate yet:"."""

    NOT_OFFERED = "not_offered", _("this form of support ends without a certificate")
    NOT_COMPLETED = "not_completed", _("the person has not completed the group")
    ATTENDANCE = "attendance", _("attendance is below what is required")
    PAPERS = "papers", _("papers of the entry set are missing")


class Standing(TextChoices):
    """What the public check page answers."""

    VALID = "valid", _("valid")
    VOID = "void", _("void")


class NotDue(Refused):
    """The rule is not met."""

    message = _("No certificate yet for %(name)s: %(reasons)s. Mend it, then issue the certificate.")


class AlreadyVoid(Refused):
    """Voided before."""

    message = _("Certificate %(number)s is void already, so nothing was changed.")


class NoVoidReason(Refused):
    """A void certificate says why."""

    message = _("Write why the certificate becomes void: whoever checks its history needs the reason.")


class NothingToPrint(Refused):
    """No certificate in the group."""

    message = _("No certificate of this group has been issued yet. Issue them first, then download them together.")


@dataclass(frozen=True, slots=True)
class Case:
    """What decides about one certificate. Minutes are of the whole form, never of the meetings held so far."""

    name: str
    status: str
    planned: int
    attended: int
    required_percent: int
    has_certificate: bool
    signed: frozenset[str]

    @property
    def percent(self) -> int:
        """Attended of planned, rounded down and never over 100."""
        return min(100, self.attended * 100 // self.planned) if self.planned else 0

    @property
    def is_attended(self) -> bool:
        """Attended at least the required share of the planned minutes, compared without rounding."""
        return self.planned > 0 and self.attended * 100 >= self.planned * self.required_percent


def obstacles(case: Case) -> list[Obstacle]:
    """Everything that stands in the way, in the order of the work; empty: the certificate is due."""
    met = {
        Obstacle.NOT_OFFERED: case.has_certificate,
        Obstacle.NOT_COMPLETED: case.status == EnrolmentStatus.COMPLETED,
        Obstacle.ATTENDANCE: case.is_attended,
        Obstacle.PAPERS: case.signed >= {kind.value for kind in EntryKind},
    }
    return [obstacle for obstacle, is_met in met.items() if not is_met]


def must_be_due(case: Case) -> None:
    """Attendance reached, group completed, all four papers signed, and a form of support that certifies."""
    found = obstacles(case)
    if found:
        raise NotDue(name=case.name, reasons=", ".join(str(obstacle.label) for obstacle in found))


def must_be_valid(number: str, *, is_void: bool) -> None:
    """Only a valid certificate can become void."""
    if is_void:
        raise AlreadyVoid(number=number)


def must_have_void_reason(reason: str) -> None:
    """At least a few words."""
    if len(reason.strip()) < 5:
        raise NoVoidReason


def must_have_some(certificates: Sequence[object]) -> None:
    """There is something to print or pack."""
    if not certificates:
        raise NothingToPrint


def typed_code(text: str) -> str:
    """A code as people type it (small letters, spaces, without hyphens) in the way it is stored: `7K4M-29QX-8PTW`."""
    plain = "".join(letter for letter in text.upper() if letter.isalnum())
    return "-".join(plain[place : place + 4] for place in range(0, len(plain), 4))


def is_same_name(typed: str, printed: str) -> bool:
    """Is this the name on the certificate? Order of names, hyphens, capitals and diacritics do not matter."""
    return bool(fold(typed)) and sorted(fold(typed).split()) == sorted(fold(printed).split())
