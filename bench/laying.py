"""Data folders of a run: one project with an open call, and the demo grown to ten thousand participants."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from importlib import import_module
from itertools import cycle, islice
from typing import TYPE_CHECKING

from bench.load import pesel

if TYPE_CHECKING:
    from django.db.models import Model

    from atut.base.projects.models import Project
    from atut.work.recruitment.models import Call
    from atut.work.training.models import Participation


class NoMigrations(dict):
    """Tables at once instead of by the history of migrations."""

    def __contains__(self, _label: object) -> bool:
        return True

    def __getitem__(self, _label: object) -> None:
        return None


def bare_tables() -> None:
    """A database with tables and nothing in it, of whatever program the settings name."""
    from django.conf import settings

    settings.MIGRATION_MODULES = NoMigrations()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)
    _full_text_of_sqlite()
    call_command("collectstatic", interactive=False, verbosity=0)


def _full_text_of_sqlite() -> None:
    """Wagtail's index of words, which only its migration knows to make."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    made = import_module("wagtail.search.migrations.0006_customise_indexentry").Migration.operations[-1].database_operations
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE wagtailsearch_indexentry_fts")
        for one in made:
            cursor.execute(one.sql)


def a_project_with_a_call(participants: int) -> dict:
    """One project with its public site, an open call and so many participants; the form of an applicant, filled in."""
    bare_tables()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    from atut.base.kernel import clock
    from atut.base.kernel.actors import system
    from atut.base.projects.tests.factories import a_project
    from atut.front.pages.actions import create_site
    from atut.front.pages.rules import SiteWords
    from atut.work.monitoring.tests.factories import with_profile
    from atut.work.partnership.tests.factories import a_partner
    from atut.work.programme.tests.factories import an_edition
    from atut.work.recruitment.tests.factories import a_call

    call_command("createcachetable", verbosity=0)
    setup_test_environment()
    project = with_profile(a_project(host="localhost"))
    words = {"pl": "Urząd dla ludzi", "en": "An office for people"}
    create_site(project, SiteWords(words, words), actor=system(), at=clock.now())
    partner = a_partner(project)
    _participants(project, participants)
    call = a_call(project, [an_edition(project), an_edition(project)])
    mark_as_ready()
    return _filled(call, partner.organisation.key)


def _participants(project: "Project", count: int) -> None:
    """So many who have been at a meeting of one group and hold its certificate."""
    if not count:
        return
    from atut.base.accounts.tests.factories import an_actor
    from atut.base.kernel import clock
    from atut.base.projects.tests.factories import an_office
    from atut.work.monitoring.tests.factories import a_participant
    from atut.work.training.actions import issue_certificates
    from atut.work.training.models import Enrolment
    from atut.work.training.rules.moves import EnrolmentStatus
    from atut.work.training.tests.factories import a_group

    office, group = an_office("Sabnie"), a_group(project)
    born = date(1980, 6, 15)
    for number in range(count):
        own = pesel(born, 2 * number)
        a_participant(project, office, group=group, person={"pesel": own, "identity_hash": project.identity_hash(own)})
    Enrolment.objects.filter(group=group).update(status=EnrolmentStatus.COMPLETED)
    issue_certificates(group, actor=an_actor("coordinator", project), at=clock.now())


def settle() -> None:
    """What PostgreSQL's own housekeeping does within minutes."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def mark_as_ready() -> None:
    """So that the program serves from the folder as it is."""
    from django.conf import settings

    from atut.base.kernel.folders import mark
    from atut.config.preparing import state_of_the_program

    mark(settings.ATUT_DATA)
    (settings.ATUT_DATA / "ready").write_text(state_of_the_program())


def _filled(call: "Call", office: str) -> dict:
    """The address of the form and the answers of a visitor to it."""
    from django.test import Client
    from django.urls import reverse

    from atut.work.questions.forms import name_of

    path = reverse("recruitment:apply", args=[call.key])
    form = Client().get(path, headers={"host": "localhost"}).context["form"]
    typed = {"first_name": "Alicja", "last_name": "Próbna", "post": "inspektor", "office": office, "step": "send"}
    typed |= {"shown": form.versions, "rules": "on", "true_data": "on", "choice_1": next(iter(form.editions))}
    return {"path": path, "form": typed | {name_of(one): "yes" for one in form.asked}}


def grow(people: int) -> dict:
    """Copies of those participants whose data are complete, each with an own PESEL, until so many may go into the export."""
    import django

    django.setup()
    from django.db import transaction

    from atut.base.projects.models import Project
    from atut.work.training.models import Participation

    project = Project.objects.filter(participations__person__isnull=False).order_by("pk").first()
    good = _good(project)
    originals = list(Participation.objects.filter(key__in=good).select_related("person").order_by("pk"))
    if not originals:
        raise RuntimeError("Nobody's data are complete.")
    rows = list(islice(cycle(originals), max(people - len(originals), 0)))
    with transaction.atomic():
        made = _copies_of_people(project, rows)
        _copies_of_enrolments(rows, made)
    return {"complete": len(good) + len(rows)}


def _good(project: "Project") -> list[str]:
    """Keys of those whom nothing keeps out of the export."""
    from atut.base.kernel import clock
    from atut.work.monitoring import queries
    from atut.work.monitoring.rules import validation

    today = clock.today()
    frame = validation.Frame(project.starts_on, project.ends_on, today, project.profile.data, queries.powiats())
    found = validation.check_people(queries.people(project, on=today, with_identity=True), frame)
    return [one.key for one, problems in found if not any(problem.is_blocking for problem in problems)]


def _copies_of_people(project: "Project", rows: list["Participation"]) -> list["Participation"]:
    from atut.work.partnership.models import Person

    known = set(Person.objects.filter(project=project).values_list("identity_hash", flat=True))
    numbers: dict[tuple, Iterator[int]] = {}
    people = []
    for row in rows:
        born, sex = row.person.birth_date, row.person.sex
        serials = numbers.setdefault((born, sex), iter(range(1 if sex == "m" else 0, 10_000, 2)))
        number = next(one for one in (pesel(born, serial) for serial in serials) if project.identity_hash(one) not in known)
        people.append(_copy(row.person, pesel=number, identity_hash=project.identity_hash(number)))
    people = _kept(people)
    return _kept([_copy(row, person=person) for row, person in zip(rows, people, strict=True)])


def _copies_of_enrolments(rows: list["Participation"], made: list["Participation"]) -> None:
    """Their enrolments with what leads to them and from them. A copied place is given back: its seat is somebody else's."""
    from atut.work.recruitment.rules.moves import PlaceStatus
    from atut.work.training.models import Attendance, Certificate, Enrolment

    of_row = _by(Enrolment.objects.select_related("place").order_by("pk"), "participation_id")
    links = [(link, new) for row, new in zip(rows, made, strict=True) for link in of_row.get(row.pk, [])]
    places = _kept([_copy(link.place, status=PlaceStatus.RELEASED) for link, _new in links])
    copies = [_copy(link, participation=new, place=place) for (link, new), place in zip(links, places, strict=True)]
    pairs = [(link, copy) for (link, _new), copy in zip(links, _kept(copies), strict=True)]
    for model in (Attendance, Certificate):
        of_link = _by(model.objects.order_by("pk"), "enrolment_id")
        _kept([_copy(one, enrolment=copy) for link, copy in pairs for one in of_link.get(link.pk, [])])


def _by(rows: Iterable["Model"], name: str) -> dict[int, list]:
    found: dict[int, list] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return found


def _kept(rows: list) -> list:
    return type(rows[0]).objects.bulk_create(rows, batch_size=400) if rows else []


def _copy(row: "Model", **other: object) -> "Model":
    """Another row like it: own keys and codes, `other` changed."""
    from atut.base.kernel.keys import new_code, new_key

    new: dict[str, Callable[[], str]] = {"key": new_key, "number": lambda: new_code(3), "check_code": lambda: new_code(3)}
    fields = [field for field in row._meta.concrete_fields if not field.primary_key and field.name not in other]
    values = {field.attname: new[field.name]() if field.name in new else getattr(row, field.attname) for field in fields}
    return type(row)(**values, **other)
