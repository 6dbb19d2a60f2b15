"""Telling beforehand that one cannot come: which meetings it can be said about."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.work.training.rules.moves import EnrolmentStatus, SessionStatus


class NotInTheGroup(Refused):
    """Somebody else's meeting, or the enrolment has ended."""

    message = _("You do not take part in this meeting any more, so nothing was changed.")


class MeetingCancelled(Refused):
    """Nobody has to come."""

    message = _("This meeting is called off. You need not say anything.")


class MeetingBegun(Refused):
    """Too late to tell."""

    message = _("This meeting has begun. If you cannot come, phone the project office.")


def must_be_able_to_miss(enrolment: str, session: str, *, same_group: bool, starts_at: datetime, at: datetime) -> None:
    """A meeting of one's own group that has not begun, while one is enrolled."""
    if not same_group or enrolment != EnrolmentStatus.ENROLLED:
        raise NotInTheGroup
    if session == SessionStatus.CANCELLED:
        raise MeetingCancelled
    if at >= starts_at or session == SessionStatus.CLOSED:
        raise MeetingBegun
