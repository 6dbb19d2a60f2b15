"""Whose number stands in a form, where the same number stood here under a wholly different name."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused


class Identity(TextChoices):
    """Whose number stands in a form: in doubt when it stands here under a wholly different name, until the office decides."""

    UNDOUBTED = "", _("Not in doubt")
    DOUBTED = "doubted", _("In doubt")
    SAME = "same", _("The same person")
    CORRECTED = "corrected", _("A typing mistake, the number was corrected")
    OTHER = "other", _("Somebody else's number")


DECISIONS = (Identity.SAME, Identity.CORRECTED, Identity.OTHER)
IN_THE_WAY = frozenset({Identity.DOUBTED, Identity.OTHER})  # nobody takes part under a number that is not theirs


class NotInDoubt(Refused):
    """Decided, or never doubted."""

    message = _("It is not in doubt whose number this is: somebody decided it, or there never was a doubt. Nothing was changed.")


class WhyNeeded(Refused):
    """A decision about a person says why."""

    message = _("Write how you know it, such as: compared with the identity card on 12 May.")


class NumberNeeded(Refused):
    """A correction without the right number."""

    message = _("Type the right number from the identity card.")


class NumberUnchanged(Refused):
    """The corrected number is the doubted one."""

    message = _("This is the number that stands in the form. If it is right, this is the same person or somebody else's number.")


class NobodyKnown(Refused):
    """The other entry is gone: erased or corrected."""

    message = _("Nobody here has this number any more. Type it in as the corrected number.")


def must_be_decidable(identity: str, reason: str) -> None:
    """Only a doubt is decided, once, and with the reason."""
    if identity != Identity.DOUBTED:
        raise NotInDoubt
    if not reason.strip():
        raise WhyNeeded


def must_be_corrected(typed: str, doubted: str) -> None:
    """The right number is named, and it is another one."""
    bare = "".join(typed.split()).upper()
    if not bare:
        raise NumberNeeded
    if bare == doubted:
        raise NumberUnchanged
