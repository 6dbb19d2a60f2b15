"""The paper attendance list of one meeting: everybody enrolled, with cells to sign. A peer of the trainer's phone."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from atut.base.kernel import clock
from atut.base.kernel.pdf import compile_pdf
from atut.base.projects.letterhead import letterhead
from atut.work.training.documents import wording
from atut.work.training.models import Enrolment, Session


def attendance_list_pdf(session: Session, enrolments: Iterable[Enrolment], *, at: datetime) -> bytes:
    """One meeting, landscape, rows high enough for a signature; hours in and out for those who are there in part.

    Takes a session with `group__edition__support_form`, `group__edition__project__profile`, `trainer`; enrolments in the
    order of the list, with `participation__person` and `participation__employment__organisation`.
    """
    project = session.group.edition.project
    trainer = session.trainer or session.group.trainer
    with override("pl"):
        columns = [
            {"word": _("Number on the list"), "width": 0},
            {"word": _("Surname and first name"), "width": 4},
            {"word": _("Office"), "width": 4},
            {"word": _("Came at"), "width": 1},
            {"word": _("Left at"), "width": 1},
            {"word": _("Signature"), "width": 4},
        ]
        rows = [[str(place), *_person(one), "", "", ""] for place, one in enumerate(enrolments, start=1)]
        hours = f"{wording.hour(session.starts_at)}–{wording.hour(session.ends_at)}"
        data = {
            "lang": "pl",
            "title": _("Attendance list"),
            "letterhead": letterhead(project, "pl", mono=True),
            "landscape": True,
            "tall": True,
            "facts": [
                {"word": _("Day and hours"), "answer": f"{wording.day(clock.local(session.starts_at).date())}, {hours}"},
                {"word": _("Group"), "answer": wording.words(f"{session.group.name}, {session.group.edition.support_form}")},
                {"word": _("Topic"), "answer": wording.words(session.topic)},
                {"word": _("Place"), "answer": wording.words(session.room)},
                {"word": _("Support, breaks taken off"), "answer": wording.duration(session.minutes)},
                {"word": _("Led by"), "answer": trainer.name if trainer else "–"},
            ],
            "sections": [{"columns": columns, "rows": rows}],
            "signatures": [_("Signature of the person who led the meeting")],
        }
    return compile_pdf("protocol", data, at=at)


def _person(one: Enrolment) -> list[str]:
    person, work = one.participation.person, one.participation.employment
    return [person.listed_name if person else "", work.organisation.short_name if work else ""]
