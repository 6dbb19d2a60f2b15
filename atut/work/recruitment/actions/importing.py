"""Applications on paper, typed into a workbook: brought, taken in as a whole or not at all, thrown away."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db import transaction

from atut.base.audit.journal import action, record
from atut.base.files import actions as files
from atut.base.files.rules import BroughtClosed
from atut.base.kernel.actors import Actor
from atut.base.kernel.errors import Refused
from atut.base.kernel.permissions import Permission
from atut.base.kernel.sheets import Returned, Table, as_text, give_back
from atut.base.projects.models import Organisation
from atut.work.partnership.rules import PersonDetails, must_be_the_same_name
from atut.work.recruitment import imports, permissions
from atut.work.recruitment.actions.applying import ApplicationData, Come, Paper, must_be_taken, submit
from atut.work.recruitment.actions.coupling import couple, take_in_together
from atut.work.recruitment.imports import Found, PaperRow
from atut.work.recruitment.models import Call, PaperImport
from atut.work.recruitment.queries import importing as queries
from atut.work.recruitment.queries.calls import ToApply
from atut.work.recruitment.rules import applying as rules
from atut.work.recruitment.rules import asking
from atut.work.recruitment.rules.applying import AlreadyApplied
from atut.work.recruitment.rules.enclosing import as_code
from atut.work.recruitment.rules.importing import SameNumber

PURPOSE = "recruitment.paper_list"


@dataclass
class PaperPlan:
    """What taking a workbook in would do. accepted + rejected = rows, always."""

    found: Found
    rows: list[PaperRow]
    wanted: dict[int, ApplicationData] = field(default_factory=dict, repr=False)  # by line
    together: dict[int, PaperRow] = field(default_factory=dict, repr=False)  # by line: the row it comes with

    @cached_property
    def table(self) -> Table:
        """As it was read."""
        return self.found.table

    def count(self, outcome: str) -> int:
        """How many rows of an outcome."""
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def rejected(self) -> list[PaperRow]:
        """Rows that go back."""
        return [row for row in self.rows if row.reasons]


@action
def bring_paper_list(
    call: Call, organisation: Organisation | None, *, content: bytes, name: str, actor: Actor, at: datetime
) -> PaperImport:
    """A workbook with applications is stored encrypted. Nothing is taken in yet; what is no such workbook is refused here."""
    brought = PaperImport(project=call.project, call=call, organisation=organisation)
    permissions.enter_paper.require(actor, brought)
    found = imports.find(content, name, queries.form_of(call, organisation))
    files.bring(brought, content, name=name, kind=found.table.format, purpose=PURPOSE, actor=actor, at=at)
    brought.save()
    record("recruitment.paper_import.brought", brought, actor=actor, at=at)
    return brought


@action
def discard_paper_list(brought: PaperImport, *, actor: Actor, at: datetime) -> PaperImport:
    """The workbook is not taken in. The file goes at once."""
    brought = _open(brought, actor, permissions.discard_list)
    brought.discarded_at = at
    files.forget_brought(brought)
    brought.save(update_fields=["discarded_at", "file"])
    record("recruitment.paper_import.discarded", brought, actor=actor, at=at)
    return brought


@action
def apply_paper_list(brought: PaperImport, *, actor: Actor, at: datetime) -> PaperImport:
    """Take the applications in, each by the same road as one typed in alone; rejected rows are kept as a file to mend.

    One transaction: killed half way, nothing is taken in. The same workbook again changes nothing. The file itself goes
    now: whose application it holds is kept with the application.
    """
    brought = _open(brought, actor)
    plan = planned(brought, actor=actor, at=at)
    for row in plan.rows:
        other = plan.together.get(row.line)
        if other is not None and row.outcome == "new" and row.line < other.line:
            take_in_together((row, other), plan.wanted, brought.call, actor=actor, at=at)
        elif other is None and row.outcome == "new":
            _take_in(row, plan.wanted[row.line], brought.call, actor, at)
    if plan.rejected:
        files.keep_rejected(brought, returned(brought, plan), purpose=PURPOSE, at=at)
    brought.rows, brought.rejected = len(plan.rows), len(plan.rejected)
    brought.accepted, brought.added, brought.unchanged = (
        len(plan.rows) - len(plan.rejected), plan.count("new"), plan.count("unchanged")
    )  # fmt: skip
    files.forget_brought(brought)
    brought.applied_at = at
    brought.save()
    record("recruitment.paper_import.applied", brought, actor=actor, at=at, count=brought.added)
    return brought


def _take_in(row: PaperRow, data: ApplicationData, call: Call, actor: Actor, at: datetime) -> None:
    """One application. What only taking it in brings to light is that row's reason, and nobody else's."""
    paper = Paper(row.said["register_number"])
    try:
        with transaction.atomic():
            submit(call, data, actor=actor, at=at, received_at=row.received_at, paper=paper)
    except Refused as refusal:
        row.reasons.append(str(refusal))


def planned(brought: PaperImport, *, actor: Actor, at: datetime) -> PaperPlan:
    """What taking the workbook in would do now, row by row. Reads only."""
    form = queries.form_of(brought.call, brought.organisation)
    found = imports.find(files.read_brought(brought), brought.name, form)
    plan = PaperPlan(found, imports.checked_rows(found, today=at.date()))
    opened = queries.to_take_in(brought.call)
    for row in plan.rows:
        if not row.reasons:
            _check(plan, row, opened, form, Come(actor, at, row.received_at, Paper(row.said["register_number"])))
    plan.together = couple(plan.rows, _compare(plan, brought.call))
    return plan


def _check(plan: PaperPlan, row: PaperRow, opened: ToApply, form: queries.Form, come: Come) -> None:
    """The same refusals as of a paper that is typed in alone."""
    try:
        plan.wanted[row.line] = must_be_taken(opened, _data(row, opened, form, come.at), come)
    except Refused as refusal:
        row.reasons.append(str(refusal))


def _data(row: PaperRow, opened: ToApply, form: queries.Form, at: datetime) -> ApplicationData:
    said = row.said
    editions = {edition.key: edition for edition in form.editions}
    offices = {office.key: office for office in form.offices}
    told = asking.parted(opened.call.rules, row.answers)
    names = ("first_name", "last_name", "pesel", "other_identifier", "sex", "email", "phone")
    return ApplicationData(
        person=PersonDetails(**{name: said.get(name, "") for name in names}, birth_date=said.get("birth_date")),
        office=offices[said["office"]],
        post=said["post"],
        unit=said.get("unit", ""),
        editions=[editions[key] for key in row.editions],
        answers=told.answers,
        confided=told.confided,
        written=told.written,
        post_kind=told.post_kind,
        access_needs=said.get("access_needs", ""),
        texts=list(opened.texts_at(at).values()),
        ticked=frozenset(kind for kind in rules.TICKED if kind in said),
        superior=said.get("superior", ""),
        pair=as_code(said.get("pair", "")),
    )


def _compare(plan: PaperPlan, call: Call) -> dict[str, str]:
    """Who has applied already, who is known under another name, who stands in the workbook twice. By the number alone.

    Gives the codes of the applications that are known, by their number.
    """
    hashes = {line: call.project.identity_hash(data.person.identifier) for line, data in plan.wanted.items()}
    known = queries.known_by_number(call, set(hashes.values()))
    seen: dict[str, int] = {}
    for row in plan.rows:
        if row.reasons:
            continue
        identity = hashes[row.line]
        try:
            if identity in seen:
                raise SameNumber(line=seen[identity])
            seen[identity] = row.line
            _compare_one(row, plan.wanted[row.line].person, known.get(identity))
        except Refused as refusal:
            row.reasons.append(str(refusal))
    return {one.number: one.code for found in known.values() for one in found.applications}


def _compare_one(row: PaperRow, typed: PersonDetails, known: queries.Known | None) -> None:
    if known is None:
        return
    stamp = (row.said["register_number"], row.received_at)
    same = next((one for one in known.applications if (one.register_number, one.received_at) == stamp), None)
    if same is not None:
        row.known_as = same.number
        return
    if known.standing is not None:
        raise AlreadyApplied(number=known.standing.number)
    must_be_the_same_name(typed, first_name=known.person.first_name, last_name=known.person.last_name)


def returned(brought: PaperImport, plan: PaperPlan) -> Returned:
    """The rejected rows as the same workbook, with the reasons. The numbers stay: the rows are to be mended and sent again."""
    rows = [(row.cells, row.reasons) for row in plan.rejected]
    titles = [as_text(title) for title in plan.table.rows[plan.found.headings]]
    return give_back(plan.table, rows, above=(plan.found.headings + 1, True), titles=titles, name=brought.name)


def _open(brought: PaperImport, actor: Actor, needs: Permission = permissions.enter_paper) -> PaperImport:
    needs.require(actor, brought)
    brought = queries.locked_import(brought)
    if not brought.is_open:
        raise BroughtClosed
    return brought
