"""Staff lists: brought, read another way, taken in, thrown away. Into one office, by its lead or the project office."""

from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.files import actions as files
from atut.base.files.rules import BroughtClosed
from atut.base.kernel.actors import Actor
from atut.base.kernel.permissions import Permission
from atut.base.kernel.polish import sort_key
from atut.base.kernel.sheets import Table
from atut.base.projects.models import Organisation, Project
from atut.work.partnership import imports, permissions, rules
from atut.work.partnership.actions.employing import fill
from atut.work.partnership.imports import Plan, PlannedRow, Reading
from atut.work.partnership.models import Employment, Partner, Person, StaffImport

PURPOSE = "partnership.staff_list"


@action
def bring_staff_list(
    project: Project, organisation: Organisation, *, content: bytes, name: str, actor: Actor, at: datetime
) -> StaffImport:
    """A clerk brings the office's list: the file is stored encrypted and read the likeliest way. Nobody is added yet.

    A file that is no table is refused here, with the sentence why (`kernel.sheets.TableRefused`).
    """
    partner = Partner.objects.filter(project=project, organisation=organisation, left_on=None).first()
    permissions.import_people.require(actor, partner or project)
    if partner is None:
        raise rules.NotAPartner(name=organisation.name)
    table = imports.read(content, name)
    brought = StaffImport(project=project, organisation=organisation, reading=imports.detect(table).as_json())
    files.bring(brought, content, name=name, kind=table.format, purpose=PURPOSE, actor=actor, at=at)
    brought.save()
    record("partnership.staff_import.brought", brought, actor=actor, at=at)
    return brought


@action
def reread_staff_list(brought: StaffImport, reading: Reading, *, actor: Actor, at: datetime) -> StaffImport:
    """The clerk says how the file is to be read: encoding, separator, sheet, headings, columns."""
    brought = _open(brought, actor)
    imports.read(files.read_brought(brought), brought.name, reading)  # refuses what cannot be read so
    brought.reading = reading.as_json()
    brought.save(update_fields=["reading"])
    record("partnership.staff_import.read_again", brought, actor=actor, at=at, fields=["reading"])
    return brought


@action
def discard_staff_list(brought: StaffImport, *, actor: Actor, at: datetime) -> StaffImport:
    """The list is not taken in. The file goes at once."""
    brought = _open(brought, actor, permissions.discard_list)
    brought.discarded_at = at
    files.forget_brought(brought)
    brought.save(update_fields=["discarded_at", "file"])
    record("partnership.staff_import.discarded", brought, actor=actor, at=at)
    return brought


@action
def apply_staff_list(brought: StaffImport, *, actor: Actor, at: datetime) -> StaffImport:
    """Take the list in: new people are added, changed ones changed, rejected rows kept as a file to mend.

    Bringing the same list again changes nothing. A PESEL is never taken over from a list: people who applied
    have theirs already. If the list had others, the file itself goes now (GDPR art. 5(1)(c): no more than needed).
    """
    brought = _open(brought, actor)
    Partner.objects.select_for_update().get(project=brought.project_id, organisation=brought.organisation_id)
    table, plan = planned(brought, at)
    for row in plan.accepted:
        if row.outcome != "unchanged":
            _take_in(row, brought, actor, at)
    _count(brought, plan)
    _keep_rejected(brought, table, plan, at)
    if plan.pesels_dropped:
        files.forget_brought(brought)
    brought.applied_at = at
    brought.save()
    record("partnership.staff_import.applied", brought, actor=actor, at=at, count=brought.accepted)
    return brought


def planned(brought: StaffImport, at: datetime) -> tuple[Table, Plan]:
    """The table and what taking it in would do now. Reads only."""
    reading = Reading(**brought.reading)
    table = imports.read(files.read_brought(brought), brought.name, reading)
    plan = imports.plan(table, reading, project=brought.project, organisation=brought.organisation, today=at.date())
    return table, plan


def _open(brought: StaffImport, actor: Actor, needs: Permission = permissions.import_people) -> StaffImport:
    needs.require(actor, brought)
    brought = (
        StaffImport.objects.select_for_update(of=("self",)).select_related("project", "organisation", "file").get(pk=brought.pk)
    )
    if not brought.is_open:
        raise BroughtClosed
    return brought


def _take_in(row: PlannedRow, brought: StaffImport, actor: Actor, at: datetime) -> None:
    person = row.person or Person(project=brought.project)
    is_new = person.pk is None
    changed = fill(person, {n: row.values.get(n, "") for n in ("first_name", "last_name", "email", "phone")}, may_replace=True)
    if changed:
        person.name_folded = row.folded
        person.name_sort = sort_key(person.last_name, person.first_name)
        person.save()
        event = "partnership.person.registered" if is_new else "partnership.person.changed"
        record(event, person, actor=actor, at=at, fields=changed)
    employment = row.employment or Employment(person=person, organisation=brought.organisation)
    is_opened = employment.pk is None
    typed = {"post": row.values.get("post", ""), "unit": row.values.get("unit", ""), "since": row.since}
    changed = fill(employment, typed, may_replace=True)
    if changed or is_opened:
        employment.save()
        event = "partnership.employment.opened" if is_opened else "partnership.employment.changed"
        record(event, employment, actor=actor, at=at, fields=changed)


def _count(brought: StaffImport, plan: Plan) -> None:
    brought.rows, brought.accepted, brought.rejected = len(plan.rows), len(plan.accepted), len(plan.rejected)
    brought.added, brought.changed = plan.count("new"), plan.count("changed")
    brought.unchanged, brought.pesels_dropped = plan.count("unchanged"), plan.pesels_dropped
    brought.set_aside = sum(len(lines) for lines in plan.set_aside.values())


def _keep_rejected(brought: StaffImport, table: Table, plan: Plan, at: datetime) -> None:
    if not plan.rejected:
        return
    rejected = imports.rejected_file(table, Reading(**brought.reading), plan, name=brought.name, today=at.date())
    files.keep_rejected(brought, rejected, purpose=PURPOSE, at=at)
