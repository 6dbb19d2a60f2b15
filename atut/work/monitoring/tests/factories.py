"""Records for the rules, people for the queries."""

import json
from datetime import date, timedelta
from pathlib import Path

from atut.base.kernel import clock
from atut.base.projects import models as projects
from atut.base.projects.tests.factories import a_commune
from atut.work.monitoring.rules.record import Record, SupportRecord
from atut.work.monitoring.rules.validation import Frame
from atut.work.training.models import Attendance
from atut.work.training.tests.factories import a_group, a_person, a_session, an_enrolment

PROFILE = json.loads((Path(projects.__file__).parent / "profiles" / "feplus_2021_2027.json").read_text())["data"]
FRAME = Frame(date(2026, 1, 1), date(2027, 12, 31), date(2026, 11, 21), PROFILE)
NO = {"disability": "no", "minority": "no", "foreign_background": "no", "homeless": "no"}


def a_record(**fields):
    """A complete, faultless person, so that a test breaks one thing only."""
    return Record(
        **{
            "key": "k",
            "sex": "f",
            "birth_date": date(1980, 6, 15),
            "age": 45,
            "entered_on": date(2026, 5, 4),
            "citizenship": "pl",
            "education": "isced_5_8",
            "labour_status": "employed",
            "labour_detail": "local_government",
            "degurba": 3,
            "sensitive": NO,
            "supports": (SupportRecord("training", "e", date(2026, 5, 4), date(2026, 5, 8), 480, 0),),
            "last_name": "Źdźbło",
            "first_name": "Święcisława",
            "pesel": "80061512342",
            "terc": "1429072",
            "commune": "Sabnie",
            "powiat": "sokołowski",
            "voivodeship": "mazowieckie",
            "locality": "Sabnie",
            "postcode": "08-331",
            "email": "a@example.org",
            "institution": "Urząd Gminy Sabnie",
            **fields,
        }
    )


def with_profile(project):
    """The project with the real layout of the funder."""
    project.profile.data = PROFILE
    project.profile.save()
    return project


def a_participant(project, office, *, group=None, days_ago=20, minutes=480, **fields):
    """Somebody with complete data who came to a first meeting; `fields` change the participation."""
    group = group or a_group(project)
    person = a_person(project, office, **fields.pop("person", {}))
    begins = clock.at(clock.today() - timedelta(days=days_ago), 8)
    session = group.sessions.filter(starts_at=begins).first() or a_session(group, starts_at=begins, status="closed")
    enrolment = an_enrolment(group, person)
    commune = projects.Commune.objects.filter(terc="1429072").first() or a_commune()
    one = enrolment.participation
    values = {
        "status": "in_project",
        "citizenship": "pl",
        "education": "isced_5_8",
        "labour_status": "employed",
        "labour_detail": "local_government",
        "commune": commune,
        "locality": "Sabnie",
        "postcode": "08-331",
        "street": "Główna 1",
        "sensitive": NO,
        "entered_on": begins.date(),
        **fields,
    }
    for name, value in values.items():
        setattr(one, name, value)
    one.save()
    Attendance.objects.create(
        session=session, enrolment=enrolment, minutes=minutes, source="phone", recorded_at=clock.now(), recorded_by="T"
    )
    return one
