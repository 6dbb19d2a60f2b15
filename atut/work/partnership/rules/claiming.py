"""The way to the own page: who is sent a link, how long it works."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused

LINK_TIME = timedelta(days=7)
LINK_KEPT = timedelta(days=90)
LINK_PAUSE = timedelta(minutes=10)


class AddressMissing(Refused):
    """Nowhere to send a link."""

    message = _("No e-mail address of this person is known. Write it down under contact data, then send the link.")


class AddressNotProved(Refused):
    """The address came with a form nobody signed in for."""

    message = _("The e-mail address came with a form sent without signing in. Ask the person, save the contact data, then send.")


class LinkTooSoon(Refused):
    """A link is on its way."""

    message = _("A link was sent less than ten minutes ago. Look in the mailbox first, also among unwanted mail.")


class LinkUsed(Refused):
    """Dead after use."""

    message = _("This link has been used already. Sign in with your e-mail address and password.")


class LinkOver(Refused):
    """Too old, or replaced by a newer one."""

    message = _("This link no longer works. Ask for a new one, or use the newest message.")


def must_be_reachable(email: str, *, is_proved: bool) -> None:
    """A link opens somebody's data, so it goes only to an address the person or an office gave."""
    if not email:
        raise AddressMissing
    if not is_proved:
        raise AddressNotProved


def must_wait(last_sent_at: datetime | None, at: datetime) -> None:
    """One message in ten minutes: a button pressed twice floods nobody's mailbox."""
    if last_sent_at is not None and at < last_sent_at + LINK_PAUSE:
        raise LinkTooSoon


def must_work(*, is_used: bool, is_current: bool, expires_at: datetime, at: datetime) -> None:
    """Used once, until its last moment (half-open), only the newest one, and only while its address is the one on file."""
    if is_used:
        raise LinkUsed
    if not is_current or at >= expires_at:
        raise LinkOver
