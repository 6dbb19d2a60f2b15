"""Records of support: a project with the funder's lists, answers, a list filled in, a record that has begun."""

import io
from datetime import timedelta

import pypdf

from atut.base.kernel import clock
from atut.base.projects.tests.factories import a_commune, a_profile, a_project
from atut.work.training import actions
from atut.work.training.models import Attendance, Participation
from atut.work.training.rules.moves import Source
from atut.work.training.tests.factories import a_group, a_session, an_enrolment

PROFILE = {
    "exit_days": 28,
    "dictionaries": {
        "citizenship": [{"code": "pl", "label": {"pl": "polskie"}}],
        "education": [{"code": "isced_5_8", "label": {"pl": "wyższe"}}, {"code": "isced_3_4", "label": {"pl": "średnie"}}],
        "labour_status": [{"code": "employed", "label": {"pl": "pracująca"}}],
        "labour_detail": [{"code": "local_government", "label": {"pl": "samorząd"}, "of": "employed"}],
        "answer": [{"code": code, "label": {"pl": code}} for code in ("yes", "no", "refused")],
        "yes_no": [{"code": code, "label": {"pl": code}} for code in ("yes", "no")],
        "situation": [
            {"code": "keeps_job", "label": {"pl": "pracuje"}},
            {"code": "watched", "label": {"pl": "?"}, "temporary": True},
        ],
        "leaving_reason": [{"code": "health", "label": {"pl": "zdrowie"}}],
    },
    "exports": {"participants": {"columns": [{"key": "homeless", "dictionary": "yes_no"}]}},
}


def moment(days, hour=8):
    return clock.at(clock.today() + timedelta(days=days), hour)


def answers(**changed):
    return actions.EntryAnswers(
        **{
            "citizenship": "pl",
            "education": "isced_5_8",
            "labour_status": "employed",
            "labour_detail": "local_government",
            "commune": a_commune(terc=changed.pop("terc", "1429072")),
            "locality": "Sabnie",
            "postcode": "08-331",
            "sensitive": {"disability": "refused", "minority": "no", "foreign_background": "no", "homeless": "no"},
            **changed,
        }
    )


def present(enrolment, session, coordinator, minutes_after=0):
    marks = [actions.Mark(enrolment, "here")]
    return actions.close_list(session, marks, source=Source.PAPER, actor=coordinator, at=session.ends_at + timedelta(minutes=5))


def entered(project, coordinator, days=-40):
    group = a_group(project)
    one = an_enrolment(group, status="completed")
    present(one, a_session(group, starts_at=moment(days)), coordinator)
    return Participation.objects.get(pk=one.participation_id)


def plan(starts_at, room="Sala 4", **fields):
    return actions.SessionPlan(starts_at=starts_at, ends_at=starts_at + timedelta(hours=6), room=room, topic="Decyzja", **fields)


def a_funded_project():
    return a_project(host="testserver", profile=a_profile(data=PROFILE))


def finished(group, minutes=480, **fields):
    """Somebody who completed the group with so many of its 480 minutes."""
    enrolment = an_enrolment(group, fields.pop("person", None), status="completed", **fields)
    Attendance.objects.create(
        session=group.sessions.get(), enrolment=enrolment, minutes=minutes, source="phone", recorded_at=clock.now(), recorded_by="T"
    )
    return enrolment


def words(pdf: bytes) -> str:
    return "\n".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(pdf)).pages).replace("\u00a0", " ")
