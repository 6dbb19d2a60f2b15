"""Drafts, papers to enclose, the superior's consent, corrections, two people who come together or not at all."""

import hashlib
import hmac
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.clock import local
from atut.base.kernel.errors import Refused
from atut.base.kernel.keys import ALPHABET

DRAFT_DAYS = 14
REMIND_AFTER = timedelta(days=3)  # of asking a superior, and again as long after the first reminder


class By(TextChoices):
    """How a consent came."""

    LINK = "link", _("by the link in the mail")
    PAPER = "paper", _("on paper")
    DESK = "desk", _("here, by the head of the office")


class DraftGone(Refused):
    """Sent, or its days are over."""

    message = _("What was kept for later is not there any more: it was sent, or its days were over. Fill in the form anew.")


class DocumentsMissing(Refused):
    """The call asks for papers."""

    message = _("These papers are missing: %(labels)s. Add them, then send the application.")


class NotAskedFor(Refused):
    """A paper the call does not want may not be kept (GDPR art. 5(1)(c))."""

    message = _("This call does not ask for this paper, so it was not taken.")


class TooMuchAtOnce(Refused):
    """More than one form may hold in memory."""

    message = _("These files together have more than 50 MB. Send fewer of them at a time.")


class SuperiorMissing(Refused):
    """Whom to ask for the consent."""

    message = _("This call needs the consent of your superior. Give your superior's e-mail, or bring the consent on paper.")


class OwnConsent(Refused):
    """Nobody is their own superior."""

    message = _("This is your own e-mail address. Give the address of your superior.")


class ConsentsToSelf(Refused):
    """The head of an office applies too."""

    message = _("Nobody consents to the own application. Ask your superior to sign it; the project office types the paper in.")


class ConsentAnswered(Refused):
    """Said once."""

    message = _("This was answered already, on %(moment)s. If it was a mistake, tell the project office.")


class ConsentLate(Refused):
    """After the term of the regulation."""

    message = _("By the rules of this call the consent had to come before %(moment)s. Tell the project office.")


class ConsentAfterTheList(Refused):
    """By then it would change nothing."""

    message = _("The list of this call is made, so the consent comes too late. Tell the project office.")


class WhyNotNeeded(Refused):
    """A refusal says why."""

    message = _("Write why you refuse: the applicant and the project office will read it.")


class WhoConsents(Refused):
    """A paper is signed by somebody."""

    message = _("Write who signed the paper.")


class AskedOnce(Refused):
    """A correction is asked for once, so that everybody is treated alike."""

    message = _("A correction was asked for already, on %(moment)s. It is asked for once, of everybody alike.")


class NoCorrections(Refused):
    """The regulation does not know them."""

    message = _("By the regulation of this call nothing is completed afterwards. Accept or reject the application as it is.")


class NothingMissing(Refused):
    """A list without a line."""

    message = _("Write what is missing or wrong, or choose the papers to send.")


class CorrectionLate(Refused):
    """After the term."""

    message = _("The time to complete the application passed on %(moment)s. The project office decides on it as it is.")


class CorrectionRunning(Refused):
    """The person still has time."""

    message = _("The person has until %(moment)s to complete the application, so it cannot be rejected as incomplete before.")


class NoPairs(Refused):
    """The regulation does not know them."""

    message = _("In this call everybody applies alone. Leave the code of another person empty.")


class PairUnknown(Refused):
    """No such code in this call."""

    message = _("No application to this call has the code %(code)s. Copy it from the other person's receipt.")


class PairWithSelf(Refused):
    """One's own code."""

    message = _("This is the code of your own application. Type the code from the other person's receipt.")


class PairTaken(Refused):
    """The other one names somebody else."""

    message = _("The person with the code %(code)s has named somebody else. Two people come together only if each names the other.")


class PairDiffers(Refused):
    """Both or none needs the same wishes."""

    message = _("You two chose different editions, or in another order. “Both or none” works only for the same choices.")


def draft_code(secret: str, key: str) -> str:
    """The code to type, such as 7K4M-29QX-P3WZ: made from the draft's key, so that it can be shown again and is kept nowhere."""
    number = int.from_bytes(hmac.new(secret.encode(), f"recruitment.draft|{key}".encode(), hashlib.sha256).digest()[:16], "big")
    letters = ""
    for _unused in range(12):
        number, rest = divmod(number, len(ALPHABET))
        letters += ALPHABET[rest].upper()
    return "-".join(letters[start : start + 4] for start in (0, 4, 8))


def as_code(typed: str) -> str:
    """A code as it was typed: small letters, spaces or no hyphens are no mistake."""
    bare = "".join(letter for letter in typed.upper() if letter.isalnum())
    return "-".join(bare[start : start + 4] for start in range(0, len(bare), 4))


def draft_ends(at: datetime, closes_at: datetime) -> datetime:
    """A draft lives fourteen days, and never longer than the call."""
    return min(at + timedelta(days=DRAFT_DAYS), closes_at)


def must_enclose(wanted: Sequence[tuple[str, str]], enclosed: Collection[str]) -> None:
    """Every paper the call asks for: (code, label)."""
    missing = [label for code, label in wanted if code not in enclosed]
    if missing:
        raise DocumentsMissing(labels=", ".join(missing))


def must_name_superior(*, is_needed: bool, superior: str, own: str) -> None:
    """Somebody else's address, where the call needs a consent."""
    if is_needed and not superior:
        raise SuperiorMissing
    if superior and superior.casefold() == own.casefold():
        raise OwnConsent


def must_be_unanswered(answered_at: datetime | None) -> None:
    """A consent is given or refused once."""
    if answered_at is not None:
        raise ConsentAnswered(moment=local(answered_at))


def must_consent_in_time(until: datetime | None, *, is_list_made: bool, at: datetime) -> None:
    """Refuse a consent after its term: a moment, or the making of the list. Half-open, as every term."""
    if is_list_made:
        raise ConsentAfterTheList
    if until is not None and at >= until:
        raise ConsentLate(moment=local(until))


def must_not_be_own(*, is_own: bool) -> None:
    """A consent is somebody else's."""
    if is_own:
        raise ConsentsToSelf


def must_say_why_not(*, is_given: bool, reason: str) -> None:
    """A refusal has a reason."""
    if not is_given and not reason.strip():
        raise WhyNotNeeded


def must_be_askable(*, days: int, asked_at: datetime | None, missing: str, wanted: Collection[str]) -> None:
    """A correction: known to the regulation, once, and of something: in words, or `wanted` papers and answers."""
    if not days:
        raise NoCorrections
    if asked_at is not None:
        raise AskedOnce(moment=local(asked_at))
    if not missing.strip() and not wanted:
        raise NothingMissing


def must_come_in_time(answer_by: datetime, *, at: datetime) -> None:
    """Half-open, as every term."""
    if at >= answer_by:
        raise CorrectionLate(moment=local(answer_by))


def must_have_run_out(answer_by: datetime | None, *, at: datetime) -> None:
    """Nobody is rejected as incomplete while the time to complete runs."""
    if answer_by is not None and at < answer_by:
        raise CorrectionRunning(moment=local(answer_by))


def must_fit_together(code: str, choices: Sequence[int], *, own: str, other: tuple[str, Sequence[int]] | None) -> None:
    """Two people who want both or none: `other` is whom the one with this code names, and that one's choices."""
    if code == own:
        raise PairWithSelf
    if other is None:
        raise PairUnknown(code=code)
    named, wishes = other
    if named and named != own:
        raise PairTaken(code=code)
    if list(wishes) != list(choices):
        raise PairDiffers
