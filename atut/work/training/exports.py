"""Timetables as iCalendar feeds (RFC 5545): stable UIDs, SEQUENCE, cancelled meetings kept, Europe/Warsaw."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from atut.base.kernel import clock
from atut.base.kernel.texts import text_in
from atut.base.projects.models import Project
from atut.work.training.models import Session
from atut.work.training.rules.moves import SessionStatus

if TYPE_CHECKING:
    from icalendar import Event


def calendar_of(project: Project, sessions: Iterable[Session], *, is_public: bool = False) -> bytes:
    """The feed. Calendar programs compare UID and SEQUENCE, so a moved meeting moves there too. A public one names nobody."""
    from icalendar import Calendar, Timezone

    feed = Calendar()
    feed.add("prodid", "-//Atut//training//PL")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", text_in(project.name))
    feed.add("x-wr-timezone", "Europe/Warsaw")
    feed.add_component(Timezone.from_tzinfo(clock.WARSAW))
    for session in sessions:
        feed.add_component(_event(project, session, is_public=is_public))
    return feed.to_ical()


def _event(project: Project, session: Session, *, is_public: bool) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{session.key}@{project.host}")
    event.add("sequence", session.sequence)
    event.add("dtstamp", session.changed_at)
    event.add("dtstart", clock.local(session.starts_at))
    event.add("dtend", clock.local(session.ends_at))
    event.add("summary", session.topic)
    event.add("location", session.room)
    said = [text_in(session.group.edition.support_form.title)]
    if not is_public:
        said.append(session.group.name)
    trainer = None if is_public else session.trainer or session.group.trainer
    if trainer:
        said.append(_("Led by: %(name)s") % {"name": trainer})
    if session.cancel_reason and not is_public:
        said.append(_("Called off: %(reason)s") % {"reason": session.cancel_reason})
    event.add("description", "\n".join(said))
    event.add("status", "CANCELLED" if session.status == SessionStatus.CANCELLED else "CONFIRMED")
    return event
