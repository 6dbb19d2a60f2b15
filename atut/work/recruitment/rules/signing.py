"""The regulation as signed: a PDF beside a published call."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.work.recruitment.rules.moves import CallStatus


class NotPublishedYet(Refused):
    """What is signed is the frozen text."""

    message = _("The call is not published yet, so its rules may still change. Publish it, then add the signed regulation.")


class NotAPdf(Refused):
    """Everybody can open a PDF."""

    message = _("The signed regulation has to be a PDF. Scan it as PDF, or send the electronically signed PDF.")


def must_be_signable(status: str) -> None:
    """A published call, whatever became of it since."""
    if status == CallStatus.DRAFT:
        raise NotPublishedYet
