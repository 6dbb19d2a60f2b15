"""Valid groups, sessions and enrolments. `an_enrolment()` stands ready for its first meeting."""

import itertools
from datetime import date, timedelta

from atut.base.kernel import clock
from atut.base.kernel.keys import new_code
from atut.base.kernel.polish import fold, sort_key
from atut.base.projects.tests.factories import an_office
from atut.work.partnership.models import Employment, Person
from atut.work.programme.models import Edition, SupportForm
from atut.work.recruitment.models import Application, Call, Place
from atut.work.training.models import Enrolment, EntryDocument, Group, Participation, Session
from atut.work.training.rules.moves import EntryKind

_count = itertools.count(1)
DEFAULT_DAY = date(2026, 5, 11)


def a_person(project, organisation=None, **fields):
    number = next(_count)
    first, last = fields.pop("first_name", "Święcisława"), fields.pop("last_name", f"Źdźbło {number}")
    person = Person.objects.create(
        **{
            "project": project,
            "first_name": first,
            "last_name": last,
            "name_folded": fold(f"{first} {last}"),
            "name_sort": sort_key(last, first),
            "sex": "f",
            "birth_date": date(1980, 6, 15),
            "identity_hash": f"{number:064d}",
            "email": f"osoba{number}@example.org",
            **fields,
        }
    )
    Employment.objects.create(person=person, organisation=organisation or an_office(f"Gmina {number}"), post="inspektor")
    return person


def an_edition(project, minutes=480, required_percent=80, **fields):
    number = next(_count)
    form = SupportForm.objects.create(
        project=project,
        kind="training",
        code=f"S{number}",
        title={"pl": "Prosty język", "en": "Plain language"},
        planned_minutes=minutes,
        required_percent=required_percent,
    )
    today = clock.today()
    return Edition.objects.create(
        **{
            "project": project,
            "support_form": form,
            "number": 1,
            "starts_on": today - timedelta(days=300),
            "ends_on": today + timedelta(days=300),
            "place": "Repki",
            "capacity": 90,
            **fields,
        }
    )


def a_place(edition, person=None, status="confirmed", organisation=None):
    person = person or a_person(edition.project, organisation)
    now = clock.now()
    call = Call.objects.filter(project=edition.project).first() or Call.objects.create(
        project=edition.project, title={"pl": "Nabór"}, opens_at=now - timedelta(days=60), closes_at=now - timedelta(days=30)
    )
    application = Application.objects.filter(call=call, person=person).first() or Application.objects.create(
        call=call,
        person=person,
        employment=person.employments.get(),
        number=f"TST/{next(_count)}",
        code=new_code(),
        status="eligible",
        received_at=now,
        recorded_at=now,
    )
    return Place.objects.create(
        edition=edition,
        application=application,
        seat=next(_count),
        status=status,
        offered_at=now,
        answer_by=now,
    )


def a_group(project=None, edition=None, **fields):
    edition = edition or an_edition(project)
    return Group.objects.create(edition=edition, **{"name": f"Grupa {next(_count)}", "size": 40, **fields})


def a_session(group, starts_at=None, hours=8, **fields):
    number = next(_count)
    starts_at = starts_at or clock.at(clock.today() - timedelta(days=20), 8)
    room = fields.pop("room", f"Sala {number}")
    return Session.objects.create(
        **{
            "group": group,
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=hours),
            "room": room,
            "room_folded": fold(room),
            "topic": f"Temat {number}",
            "changed_at": starts_at - timedelta(days=30),
            **fields,
        }
    )


def a_participation(project, person=None, *, signed=True, **fields):
    person = person or a_person(project)
    made = Participation.objects.create(
        project=project, person=person, employment=person.employments.get(), prepared_at=clock.now(), **fields
    )
    for kind in EntryKind:
        EntryDocument.objects.create(
            participation=made, kind=kind, signed_on=clock.today() - timedelta(days=200) if signed else None
        )
    return made


def an_enrolment(group, person=None, *, signed=True, **fields):
    place = a_place(group.edition, person, status="used")
    person = place.application.person
    taking_part = Participation.objects.filter(person=person).first() or a_participation(
        group.edition.project, person, signed=signed
    )
    return Enrolment.objects.create(
        **{"group": group, "place": place, "participation": taking_part, "enrolled_at": clock.now(), **fields}
    )
