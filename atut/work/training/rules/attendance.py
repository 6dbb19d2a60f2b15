"""Attendance in minutes: what somebody's presence counts for, and whether the person can still pass.

Oracle: a share is always counted of ALL planned minutes, never of those held so far, so that five meetings of ten
do not show 100 %. Minutes are counted in elapsed time: clocks put forward or back at night change nothing by day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.kernel.errors import Refused

BEFORE_START = timedelta(minutes=30)  # people sign in while the room fills
BEFORE_END = timedelta(minutes=30)  # a meeting may end a little early


class Presence(TextChoices):
    """The three answers of a list."""

    HERE = "here", _("Present")
    PART = "part", _("Part of the time")
    AWAY = "away", _("Absent")


class Verdict(TextChoices):
    """The answer to "can I still pass?". Sentences are made where they are shown, for "you" and for the office."""

    MET = "met", _("has enough")
    CAN = "can", _("can still pass")
    TIGHT = "tight", _("must not miss anything more")
    CANNOT = "cannot", _("can no longer pass")
    UNKNOWN = "unknown", _("nothing is planned yet")


class HoursWrong(Refused):
    """The part of the time ends before it begins."""

    message = _("%(name)s: the time from %(came)s to %(went)s ends before it begins. Correct the hours.")


class HoursOutside(Refused):
    """The part of the time lies outside the meeting."""

    message = _("%(name)s: from %(came)s to %(went)s there was no meeting. It lasted from %(begins)s to %(ends)s.")


class HoursMissing(Refused):
    """Part of the time without hours."""

    message = _("%(name)s: write from when to when the person was there, or choose “Present”.")


class TooEarly(Refused):
    """The list is opened before the day of the meeting."""

    message = _("This list opens on %(day)s at %(hour)s, half an hour before the meeting. Come back then.")


class TooEarlyToClose(Refused):
    """Full presence cannot be confirmed while the meeting lasts."""

    message = _("The meeting lasts until %(hour)s. You can finish the list from half an hour before its end.")


class MarksMissing(Refused):
    """A list is finished with people who have no mark."""

    message = _("These people have no mark yet: %(names)s. Mark them, or press “The rest are present”.")


class ReasonMissing(Refused):
    """A correction without a reason."""

    message = _("Write why this is being changed: an auditor will see the change and the reason.")


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting as the rules see it."""

    starts_at: datetime
    ends_at: datetime
    break_minutes: int = 0

    @property
    def minutes(self) -> int:
        """Minutes of support: the whole time less breaks."""
        return minutes_between(self.starts_at, self.ends_at) - self.break_minutes


@dataclass(frozen=True, slots=True)
class Seen:
    """One meeting of the person's group for one person: its minutes, and what is on the list (None: nothing yet)."""

    minutes: int
    is_closed: bool
    attended: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Where a person stands. All in minutes; attended + missed + ahead covers everything planned."""

    planned: int
    attended: int
    missed: int
    ahead: int
    required: int
    required_percent: int

    @property
    def share_percent(self) -> int:
        """Attended of all planned, rounded down: 79.9 never shows as 80."""
        return min(100, self.attended * 100 // self.planned) if self.planned else 0

    @property
    def minutes_may_miss(self) -> int:
        """How much more may be missed with the rule still met."""
        return max(0, self.attended + self.ahead - self.required)

    @property
    def minutes_to_go(self) -> int:
        """How much attendance is still lacking."""
        return max(0, self.required - self.attended)

    @property
    def verdict(self) -> Verdict:
        """The code of the sentence to show."""
        return verdict(self)

    @property
    def parts(self) -> list[tuple[float, str]]:
        """The gauge: attended, missed and ahead, in per cent of what is planned."""
        whole = max(self.planned, 1)
        attended = min(self.attended, whole)
        ahead = min(self.ahead, whole - attended)
        missed = max(0, self.planned - attended - ahead)
        return [(attended * 100 / whole, "in"), (missed * 100 / whole, "miss"), (ahead * 100 / whole, "next")]

    @property
    def mark(self) -> float:
        """Where on the gauge the rule is met."""
        return self.required * 100 / max(self.planned, 1)


def minutes_between(starts_at: datetime, ends_at: datetime) -> int:
    """Elapsed minutes. In UTC: two wall-clock times of one zone would be subtracted as if no clock were ever changed."""
    return int((ends_at.astimezone(UTC) - starts_at.astimezone(UTC)).total_seconds() // 60)


def minutes_present(meeting: Meeting, *, came: time, went: time, name: str) -> int:
    """Minutes that count for somebody who was there from `came` to `went` (wall clock of that day).

    Time outside the meeting does not count. Breaks are taken off in proportion, because nobody notes when they were:
    half of the meeting is half of its minutes of support, the whole of it is all of them.
    """
    if went <= came:
        raise HoursWrong(name=name, came=came, went=went)
    day = clock.local(meeting.starts_at).date()
    begins = datetime.combine(day, came, tzinfo=clock.WARSAW)
    ends = datetime.combine(day, went, tzinfo=clock.WARSAW).replace(fold=1)
    inside = minutes_between(max(_utc(begins), _utc(meeting.starts_at)), min(_utc(ends), _utc(meeting.ends_at)))
    if inside <= 0:
        begins, ends = clock.local(meeting.starts_at), clock.local(meeting.ends_at)
        raise HoursOutside(name=name, came=came, went=went, begins=begins.time(), ends=ends.time())
    whole = minutes_between(meeting.starts_at, meeting.ends_at)
    return (inside * meeting.minutes + whole // 2) // whole


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def minutes_for(meeting: Meeting, presence: str, *, came: time | None, went: time | None, name: str) -> int:
    """What one mark counts for."""
    if presence == Presence.HERE:
        return meeting.minutes
    if presence == Presence.AWAY:
        return 0
    if came is None or went is None:
        raise HoursMissing(name=name)
    return minutes_present(meeting, came=came, went=went, name=name)


def presence_of(minutes: int, *, came: time | None) -> Presence:
    """The mark an entry was made from."""
    if came is not None:
        return Presence.PART
    return Presence.HERE if minutes else Presence.AWAY


def required_minutes(planned: int, percent: int) -> int:
    """The least number of minutes that is at least the required share: rounded up."""
    return -(-planned * percent // 100)


def tally(meetings: Iterable[Seen], *, form_minutes: int, required_percent: int, elsewhere: int = 0) -> Tally:
    """Where a person stands in a group.

    Planned is what the form of support promises, or what the group plans where that is more: hours not yet in the
    timetable are still ahead. `elsewhere`: minutes attended in another group of the same edition before a move.
    """
    scheduled, attended, ahead = 0, elsewhere, 0
    for meeting in meetings:
        scheduled += meeting.minutes
        if meeting.attended is not None:
            attended += meeting.attended
        elif not meeting.is_closed:
            ahead += meeting.minutes
    planned = max(form_minutes, scheduled)
    ahead += planned - scheduled
    missed = max(0, planned - attended - ahead)
    return Tally(planned, attended, missed, ahead, required_minutes(planned, required_percent), required_percent)


def may_pass(facts: Tally) -> bool:
    """Can the rule of attendance still be met (or is it met)? When nothing is ahead this says whether it was met."""
    return facts.planned > 0 and facts.attended + facts.ahead >= facts.required


def has_met(facts: Tally) -> bool:
    """Is the rule of attendance met already, whatever comes? The certificate asks this."""
    return facts.planned > 0 and facts.attended >= facts.required


def verdict(facts: Tally) -> Verdict:
    """The code of the answer."""
    if not facts.planned:
        return Verdict.UNKNOWN
    if has_met(facts):
        return Verdict.MET
    if not may_pass(facts):
        return Verdict.CANNOT
    return Verdict.CAN if facts.minutes_may_miss else Verdict.TIGHT


def opens_at(starts_at: datetime) -> datetime:
    """When the list of a meeting may first be marked."""
    return starts_at - BEFORE_START


def must_be_open_for_marks(meeting: Meeting, *, at: datetime) -> None:
    """Marks are taken from half an hour before the meeting."""
    opens = opens_at(meeting.starts_at)
    if at < opens:
        raise TooEarly(day=clock.local(opens).date(), hour=clock.local(opens).time())


def must_be_open_for_closing(meeting: Meeting, *, at: datetime) -> None:
    """Nobody was present until the end before the end has come near."""
    if at < meeting.ends_at - BEFORE_END:
        raise TooEarlyToClose(hour=clock.local(meeting.ends_at).time())


def must_have_marks(names_without: Iterable[str]) -> None:
    """A finished list says something about everybody on it."""
    names = list(names_without)
    if names:
        raise MarksMissing(names=", ".join(names))


def must_have_reason(reason: str) -> None:
    """A correction says why."""
    if len(reason.strip()) < 3:
        raise ReasonMissing
