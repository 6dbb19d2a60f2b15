"""Exports for the funder: check, freeze with the difference to the last one, hand out."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from atut.base.audit.journal import action, record
from atut.base.files import actions as files
from atut.base.files.models import StoredFile
from atut.base.files.rules import Retention
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.crypto import keyed_hash
from atut.base.kernel.sheets import CSV_TYPE, XLSX_TYPE, csv_liner, write_csv, write_xlsx
from atut.base.projects.models import Project
from atut.work.monitoring import exports, permissions, queries
from atut.work.monitoring.models import Export
from atut.work.monitoring.rules import validation
from atut.work.monitoring.rules.kinds import ExportKind, NothingToExport
from atut.work.monitoring.rules.record import InstitutionRecord, Record


@dataclass
class Checked:
    """What a check found: how many may go, how many stay out, everything to mend, gminas whose class nobody confirmed."""

    good: int = 0
    left_out: int = 0
    problems: list[validation.Problem] = field(default_factory=list)
    unconfirmed: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def blocking(self) -> list[validation.Problem]:
        """What keeps somebody out of the file: mend this first."""
        return [problem for problem in self.problems if problem.is_blocking]

    @property
    def gminas(self) -> list[tuple[str, str, int]]:
        """Gminas whose class nobody confirmed: name, TERC, the records concerned."""
        return sorted((name, terc, count) for (name, terc), count in self.unconfirmed.items())

    def sort(self, findings: validation.Findings) -> Iterator[Record | InstitutionRecord]:
        """Let those pass whose data are good, and note the rest: one at a time, so that ten thousand need no room."""
        for one, found in findings:
            self.problems += found
            if one.terc and one.degurba is None:
                self.unconfirmed[one.commune, one.terc] += 1
            if any(problem.is_blocking for problem in found):
                self.left_out += 1
            else:
                self.good += 1
                yield one


def check_export(project: Project, kind: str, *, at: datetime) -> Checked:
    """Check everybody without writing anything: the screen before an export."""
    checked = Checked()
    for _one in checked.sort(_findings(project, kind, at=at)):
        pass
    return checked


@action
def freeze_export(project: Project, kind: str, *, actor: Actor, at: datetime) -> Export:
    """Write the export as XLSX and CSV and keep both, with their hashes, the profile's version and the difference.

    People whose data block counting stay out and are counted; the files never change. Both are encrypted on the disk.
    """
    permissions.make_export.require(actor, project)
    layout = exports.layout(project.profile.data, kind, name=str(project.profile))
    checked, written = Checked(), _Written(project, layout)
    found = layout.rows(checked.sort(_findings(project, kind, at=at)))
    workbook = write_xlsx(layout.columns, written.through(found), sheet=layout.sheet)
    if not checked.good:
        raise NothingToExport
    before = Export.objects.filter(project=project, kind=kind).order_by("-made_at", "-pk").first()
    export = Export.objects.create(
        project=project,
        kind=kind,
        profile=project.profile,
        made_at=at,
        made_by=actor.label,
        counted_on=clock.local(at).date(),
        people=checked.good,
        rows=written.rows,
        left_out=checked.left_out,
        problems=len(checked.problems),
        prints=written.prints,
        difference=difference(before.prints if before else {}, written.prints),
        xlsx=_keep(project, workbook, kind, "xlsx", at=at),
        csv=_keep(project, written.file.getvalue(), kind, "csv", at=at),
    )
    record("monitoring.export.frozen", export, actor=actor, at=at, count=export.rows)
    return export


@action
def hand_out_export(export: Export, file: str, *, actor: Actor, at: datetime) -> StoredFile:
    """One file of an export, to be taken away: recorded every time, because it holds the data of everybody."""
    permissions.read_export.require(actor, export)
    stored = export.csv if file == "csv" else export.xlsx
    if stored is None:
        raise StoredFile.DoesNotExist(export.key)
    record("monitoring.export.downloaded", export, actor=actor, at=at, fields=[file], count=export.rows)
    return stored


def difference(before: dict[str, str], after: dict[str, str]) -> dict[str, int]:
    """How two exports differ, in people: nobody need compare two files by eye."""
    both = before.keys() & after.keys()
    changed = sum(before[key] != after[key] for key in both)
    return {
        "added": len(after.keys() - before.keys()),
        "removed": len(before.keys() - after.keys()),
        "changed": changed,
        "same": len(both) - changed,
    }


def _findings(project: Project, kind: str, *, at: datetime) -> validation.Findings:
    today = clock.local(at).date()
    frame = validation.Frame(project.starts_on, project.ends_on, today, project.profile.data, queries.powiats())
    if kind == ExportKind.PARTICIPANTS:
        return validation.check_people(queries.people(project, on=today, with_identity=True), frame)
    return ((one, validation.check_institution(one, frame)) for one in queries.institutions(project, on=today))


class _Written:
    """Takes the CSV and the print of each participation while the rows pass into the workbook."""

    def __init__(self, project: Project, layout: exports.Layout) -> None:
        self.project = project
        self.file, self.rows, self.line = io.BytesIO(), 0, csv_liner(date_format=layout.date_format)
        self.file.write(write_csv(layout.columns, []))
        self.prints: dict[str, str] = {}

    def through(self, keyed: Iterable[tuple[str, list[Any]]]) -> Iterator[list[Any]]:
        """Let the rows pass."""
        for key, row in keyed:
            line = self.line(row)
            self.file.write(line.encode())
            self.rows += 1
            said = self.prints.get(key, "") + line
            self.prints[key] = keyed_hash(self.project.identity_secret, said)[:16]
            yield row


def _keep(project: Project, content: bytes, kind: str, ending: str, *, at: datetime) -> StoredFile:
    day = clock.local(at)
    return files.keep(
        content,
        name=f"{project.slug}_{'uczestnicy' if kind == ExportKind.PARTICIPANTS else 'instytucje'}_{day:%Y-%m-%d_%H%M}.{ending}",
        media_type=XLSX_TYPE if ending == "xlsx" else CSV_TYPE,
        purpose="monitoring.export",
        retention=Retention.PROJECT,
        project=project,
        at=at,
    )
