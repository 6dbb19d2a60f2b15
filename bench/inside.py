"""Works that need the program itself, each in a process of its own: `python -m bench.inside WORK`. Prints one JSON line."""

import io
import json
import resource
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

PEOPLE, CERTIFICATES, INSERTS = 10_000, 117, 500


def timed(work: Callable[[], object]) -> dict[str, float]:
    """Seconds by the clock and of CPU."""
    begun, before = time.perf_counter(), time.process_time()
    work()
    return {"wall": time.perf_counter() - begun, "cpu": time.process_time() - before}


def peak() -> float:
    """Most megabytes this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def lay() -> dict:
    """Tables without the history of migrations, one project with an open call; the form of an applicant, filled in."""
    from django.conf import settings

    class NoMigrations(dict):
        def __contains__(self, _label):
            return True

        def __getitem__(self, _label):
            return None

    settings.MIGRATION_MODULES = NoMigrations()
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment
    from django.urls import reverse

    from atut.base.projects.tests.factories import a_project
    from atut.work.partnership.tests.factories import a_partner
    from atut.work.programme.tests.factories import an_edition
    from atut.work.recruitment.tests.factories import a_call

    settings.ATUT_DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    setup_test_environment()
    project = a_project(host="localhost")
    partner = a_partner(project)
    call = a_call(project, [an_edition(project), an_edition(project)])
    path = reverse("recruitment:apply", args=[call.key])
    form = Client().get(path, headers={"host": "localhost"}).context["form"]
    filled = {
        "first_name": "Alicja",
        "last_name": "Próbna",
        "post": "inspektor",
        "office": partner.organisation.key,
        "step": "send",
    }
    filled |= {"shown": form.versions, "rules": "on", "true_data": "on", "choice_1": next(iter(form.editions))}
    filled |= {f"answer_{line.code}": "yes" for line in form.lines}
    return {"path": path, "form": filled}


def count() -> dict:
    """Applications, entries and letters that stand."""
    _setup()
    from atut.base.audit.models import Entry
    from atut.base.mail.models import Message
    from atut.work.recruitment.models import Application

    return {"applications": Application.objects.count(), "entries": Entry.objects.count(), "letters": Message.objects.count()}


def send() -> dict:
    """Send what waits in the outbox, into memory."""
    _setup()
    from django.conf import settings

    from atut.base.kernel import clock
    from atut.base.mail.tasks import send_waiting

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    sent = []
    took = timed(lambda: sent.append(send_waiting(clock.now())))
    return {**took, "sent": sent[0]}


def inserts_sqlite() -> dict:
    """One row, one commit on the disk, again and again."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(Path(folder) / "x.db", isolation_level=None)
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=FULL")
        base.execute("CREATE TABLE form (id INTEGER PRIMARY KEY, name TEXT, email TEXT UNIQUE, text TEXT)")

        def one(number: int) -> None:
            base.execute("BEGIN IMMEDIATE")
            base.execute("INSERT INTO form (name, email, text) VALUES (?, ?, ?)", ("Alicja", f"{number}@example.test", "x" * 150))
            base.execute("COMMIT")

        return timed(lambda: [one(number) for number in range(INSERTS)]) | {"count": INSERTS}


def inserts_postgres(address: str) -> dict:
    """The same on a server; its own CPU is counted by the caller."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as base:
        base.execute("CREATE TABLE bench_form (id BIGSERIAL PRIMARY KEY, name TEXT, email TEXT UNIQUE, text TEXT)")
        words = "INSERT INTO bench_form (name, email, text) VALUES (%s, %s, %s)"
        rows = [("Alicja", f"{number}@example.test", "x" * 150) for number in range(INSERTS)]
        return timed(lambda: [base.execute(words, row) for row in rows]) | {"count": INSERTS}


def certificates() -> dict:
    """117 certificates, each printed, encrypted and kept; then the same as one document by Typst alone."""
    _setup()
    from django.db import transaction

    from atut.base.files import actions as files
    from atut.base.files.rules import Retention
    from atut.base.kernel import clock
    from atut.work.training import documents
    from atut.work.training.models import Certificate

    found = list(Certificate.objects.select_related("enrolment__group__edition__project").order_by("pk"))
    if not found:
        raise RuntimeError("The demo has no certificates.")
    project, at = found[0].enrolment.group.edition.project, clock.now()
    one = [documents.Printed(c.number, c.check_code, c.issued_on, c.facts) for c in found]
    many = [one[number % len(one)] for number in range(CERTIFICATES)]
    kept = {"media_type": "application/pdf", "purpose": "bench", "retention": Retention.PROJECT, "project": project, "at": at}

    def each() -> None:
        with transaction.atomic():
            for number, certificate in enumerate(many):
                files.keep(documents.certificates_pdf(project, [certificate], at=at), name=f"{number}.pdf", **kept)

    first = timed(lambda: documents.certificates_pdf(project, many[:1], at=at))
    return {"first": first, "each": timed(each), "together": timed(lambda: documents.certificates_pdf(project, many, at=at))}


def export() -> dict:
    """10,000 participants to XLSX: read with their PESEL, laid out by the funding profile, written. Rows are copied, not typed."""
    _setup()
    from atut.base.kernel import clock
    from atut.base.kernel.sheets import write_xlsx
    from atut.base.projects.models import Project
    from atut.work.monitoring import exports, queries
    from atut.work.monitoring.rules.kinds import ExportKind
    from atut.work.training.models import Enrolment, Participation

    project = Project.objects.filter(participations__isnull=False).order_by("pk").first()
    _multiply(Participation.objects.filter(project=project, person__isnull=False), Enrolment)
    layout = exports.layout(project.profile.data, ExportKind.PARTICIPANTS)
    before, done = peak(), []

    def work() -> None:
        people = queries.people(project, on=clock.today(), with_identity=True)
        done.append(len(write_xlsx(layout.columns, (row for _key, row in layout.rows(people)), sheet=layout.sheet)))

    took = timed(work)
    return {**took, "before": before, "peak": peak(), "bytes": done[0], "columns": len(layout.columns)}


def _multiply(originals: object, enrolments: object) -> None:
    """Copies of participations with their people and enrolments, until there are 10,000."""
    from atut.base.kernel.keys import new_key
    from atut.work.partnership.models import Person

    rows = list(originals.select_related("person"))
    links = {row.pk: list(enrolments.objects.filter(participation=row)) for row in rows}
    copies = []
    for number in range(PEOPLE - len(rows)):
        row = rows[number % len(rows)]
        person = _copy(row.person, key=new_key(), identity_hash=None)
        copies.append((row, person))
    Person.objects.bulk_create([person for _row, person in copies], batch_size=500)
    new = [_copy(row, key=new_key(), person=person) for row, person in copies]
    type(rows[0]).objects.bulk_create(new, batch_size=500)
    more = [
        _copy(link, key=new_key(), participation=made)
        for (row, _person), made in zip(copies, new, strict=True)
        for link in links[row.pk]
    ]
    enrolments.objects.bulk_create(more, batch_size=500)


def _copy(row: object, **other: object) -> object:
    fields = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)(**{**fields, **{name: value for name, value in other.items() if name in fields}})


def xlsxwriter_alone(columns: str) -> dict:
    """As many cells of text by XlsxWriter, with nothing to read."""
    import xlsxwriter

    def work() -> None:
        with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True}) as book:
            page = book.add_worksheet()
            for row in range(PEOPLE):
                for column in range(int(columns)):
                    page.write_string(row, column, "Sokołów Podlaski")

    return timed(work)


def _setup() -> None:
    import django

    django.setup()


WORKS = {
    work.__name__: work for work in (lay, count, send, inserts_sqlite, inserts_postgres, certificates, export, xlsxwriter_alone)
}

if __name__ == "__main__":
    print(json.dumps(WORKS[sys.argv[1]](*sys.argv[2:])))
