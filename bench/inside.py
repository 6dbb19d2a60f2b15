"""Works that need the program itself, each in a process of its own: `python -m bench.inside WORK '{…}'`. Prints one JSON line."""

import io
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import finding, laying, listing, selecting


def timed(work: Callable[[], object]) -> dict[str, float]:
    """Seconds by the clock and of CPU."""
    begun, before = time.perf_counter(), time.process_time()
    work()
    return {"wall": time.perf_counter() - begun, "cpu": time.process_time() - before}


def peak() -> float:
    """Most megabytes this process ever held. Not `ru_maxrss`, which begins with what the parent held."""
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
    return int(told["VmHWM"].split()[0]) / 1024


def setup() -> None:
    """Start Django."""
    import django

    django.setup()


def lay(participants: int = 0) -> dict:
    """A house with one project and an open call."""
    return laying.a_project_with_a_call(participants)


def grow(people: int) -> dict:
    """More participants in the house."""
    return laying.grow(people)


def stock() -> dict:
    """The data of the stock Wagtail site."""
    from bench.stock.laying import lay_stock

    return lay_stock()


def outcome() -> dict:
    """Applications, entries and letters that stand; then what waits in the outbox is sent, into memory."""
    setup()
    from django.conf import settings

    from atut.base.audit.models import Entry
    from atut.base.kernel import clock
    from atut.base.mail.models import Message
    from atut.base.mail.tasks import send_waiting
    from atut.work.recruitment.models import Application

    rows = {"applications": Application.objects.count(), "entries": Entry.objects.count(), "letters": Message.objects.count()}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    sent = []
    took = timed(lambda: sent.append(send_waiting(clock.now())))
    return {**took, **rows, "sent": sent[0]}


WORDS = "INSERT INTO bench_form (name, email, text) VALUES"
TABLE = "CREATE TABLE bench_form (id {} PRIMARY KEY, name TEXT, email TEXT UNIQUE, text TEXT)"


def _row(number: int) -> tuple[str, str, str]:
    return "Alicja", f"{number}@example.test", "x" * 150


def inserts_sqlite(count: int) -> dict:
    """One row, one commit on the disk, again and again."""
    with tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(Path(folder) / "x.db", isolation_level=None)
        for words in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", TABLE.format("INTEGER")):
            base.execute(words)

        def one(number: int) -> None:
            base.execute("BEGIN IMMEDIATE")
            base.execute(f"{WORDS} (?, ?, ?)", _row(number))
            base.execute("COMMIT")

        return timed(lambda: [one(number) for number in range(count)])


def inserts_postgres(address: str, count: int) -> dict:
    """The same on a server; its own CPU is counted by the caller."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as base:
        base.execute(TABLE.format("BIGSERIAL"))
        return timed(lambda: [base.execute(f"{WORDS} (%s, %s, %s)", _row(number)) for number in range(count)])


def certificates(count: int) -> dict:
    """So many certificates, each printed, encrypted and kept; then as one print run; then plain pages by Typst alone."""
    setup()
    from django.db import transaction

    from atut.base.files import actions as files
    from atut.base.files.rules import Retention
    from atut.base.kernel import clock
    from atut.work.training import documents
    from atut.work.training.models import Certificate

    found = list(Certificate.objects.select_related("enrolment__group__edition__project").order_by("pk"))
    if not found:
        raise RuntimeError("Nobody has a certificate.")
    project, at = found[0].enrolment.group.edition.project, clock.now()
    one = [documents.Printed(c.number, c.check_code, c.issued_on, c.facts) for c in found]
    many = [one[number % len(one)] for number in range(count)]
    kept = {"media_type": "application/pdf", "purpose": "bench", "retention": Retention.PROJECT, "project": project, "at": at}

    def each() -> None:
        with transaction.atomic():
            for number, certificate in enumerate(many):
                files.keep(documents.certificates_pdf(project, [certificate], at=at), name=f"{number}.pdf", **kept)

    first = timed(lambda: documents.certificates_pdf(project, many[:1], at=at))
    together = timed(lambda: documents.certificates_pdf(project, many, at=at))
    return {"first": first, "each": timed(each), "together": together, "alone": typst_alone(count)}


def typst_alone(count: int) -> dict:
    """So many one-page documents of the same few words, one after another, by a compiler that is warm."""
    import typst

    source = b'#set page("a4")\n#set text(font: "Libertinus Serif")\n= Certificate\n#for name in ("one", "two") [#name \\ ]\n#sys.inputs.n'
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.typ"
        page.write_bytes(source)
        compiler = typst.Compiler(root=folder, font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True))

        def one(number: int) -> None:
            compiler.compile(input=str(page), format="pdf", sys_inputs={"n": str(number)})

        one(-1)
        return timed(lambda: [one(number) for number in range(count)])


def xlsx() -> dict:
    """Participants to a workbook: read with their PESEL, checked, laid out by the funding profile, written."""
    setup()
    from atut.base.kernel import clock
    from atut.base.kernel.sheets import write_xlsx
    from atut.base.projects.models import Project
    from atut.work.monitoring import exports, queries
    from atut.work.monitoring.actions.exporting import Checked
    from atut.work.monitoring.rules import validation
    from atut.work.monitoring.rules.kinds import ExportKind

    project = Project.objects.filter(participations__person__isnull=False).order_by("pk").first()
    layout, today, checked, before = exports.layout(project.profile.data, ExportKind.PARTICIPANTS), clock.today(), Checked(), peak()
    done = []

    def work() -> None:
        frame = validation.Frame(project.starts_on, project.ends_on, today, project.profile.data, queries.powiats())
        people = checked.sort(validation.check_people(queries.people(project, on=today, with_identity=True), frame))
        done.append(len(write_xlsx(layout.columns, (row for _key, row in layout.rows(people)), sheet=layout.sheet)))

    took = timed(work)
    return {**took, "before": before, "peak": peak(), "bytes": done[0], "columns": len(layout.columns), "people": checked.good}


def freeze() -> dict:
    """The whole verb: the same, and CSV, fingerprints, the difference, both files encrypted and kept."""
    setup()
    from atut.base.kernel import clock
    from atut.base.kernel.actors import system
    from atut.base.projects.models import Project
    from atut.work.monitoring.actions import freeze_export
    from atut.work.monitoring.rules.kinds import ExportKind

    project = Project.objects.filter(participations__person__isnull=False).order_by("pk").first()
    done = []
    took = timed(lambda: done.append(freeze_export(project, ExportKind.PARTICIPANTS, actor=system(), at=clock.now())))
    return {**took, "peak": peak(), "people": done[0].people, "rows": done[0].rows}


def xlsxwriter_alone(rows: int, columns: int) -> dict:
    """As many cells of text by XlsxWriter, with nothing to read."""
    import xlsxwriter

    def work() -> None:
        with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True}) as book:
            page = book.add_worksheet()
            for row in range(rows):
                for column in range(columns):
                    page.write_string(row, column, "Sokołów Podlaski")

    return timed(work)


WORKS = (lay, grow, stock, outcome, inserts_sqlite, inserts_postgres, certificates, xlsx, freeze, xlsxwriter_alone)
WORKS += (selecting.select_by_chance, finding.lay_pages, finding.lay_stock_pages, finding.find, listing.lay_list)

if __name__ == "__main__":
    asked, given = sys.argv[1:]
    print(json.dumps({work.__name__: work for work in WORKS}[asked](**json.loads(given))))
