"""Each row below the headings becomes a person to add, to change or to leave, or a rejected row with its reasons."""

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext as _

from atut.base.kernel.errors import Refused
from atut.base.kernel.polish import fold, sort_key
from atut.base.kernel.sheets import Cell, Table, as_text
from atut.base.kernel.sheets import cells as read
from atut.base.projects.models import Organisation, Project
from atut.work.partnership import queries, rules
from atut.work.partnership.imports.headings import Field, Reading, column_titles
from atut.work.partnership.imports.planning import Plan, PlannedRow
from atut.work.partnership.models import Employment, Person

_TOTALS = ("razem", "ogolem", "suma", "lacznie", "total", "liczba pracownikow", "liczba osob")
_LIMITS = {"first_name": 80, "last_name": 120, "post": 160, "unit": 160, "phone": 40, "email": 254}
_KEPT = ("first_name", "last_name", "post", "unit", "email", "phone")


class NamesMissing(Refused):
    """No column of names."""

    @property
    def message(self) -> str:  # type: ignore[override]  # read when shown
        """The sentence."""
        return _("No column holds the names. Say which one does, or that the list has no headings.")


def plan(table: Table, reading: Reading, *, project: Project, organisation: Organisation, today: date) -> Plan:
    """Check every row and compare it with the office's people."""
    _must_have_names(reading)
    made = Plan([], defaultdict(list), has_pesel=reading.column(Field.PESEL) is not None)
    titles = column_titles(table, reading.header_row, reading.header_rows)
    for number in range(reading.first_data_row, len(table.rows)):
        kind = _set_aside(table.rows[number], titles, reading)
        if kind:
            made.set_aside[kind].append(number + 1)
        else:
            made.rows.append(_checked(table, number, reading, today))
    _recognise(made, project)
    _match(made, queries.staff_of(project, organisation))
    working = queries.employed_elsewhere(project, organisation)
    made.elsewhere = sum(row.person.pk in working for row in made.accepted if row.person and row.employment is None)
    return made


def _must_have_names(reading: Reading) -> None:
    whole = {Field.NAME_LAST_FIRST, Field.NAME_FIRST_LAST} & reading.mapping.keys()
    if not whole and not {Field.LAST_NAME, Field.FIRST_NAME} <= reading.mapping.keys():
        raise NamesMissing


def _set_aside(row: list[Cell], titles: list[str], reading: Reading) -> str:
    """Empty rows, totals and headings that a printed page repeats are no data."""
    texts = [fold(as_text(cell)) or as_text(cell) for cell in row]
    filled = [text for text in texts if text]
    if not filled:
        return "empty"
    starts = filled[0].startswith(_TOTALS) and filled[0].split()[0] in {word.split()[0] for word in _TOTALS}
    if starts and not any(text.replace(" ", "").isalpha() for text in filled[1:]):
        return "totals"
    known = {fold(title.rpartition(": ")[2]) for title in titles} | {fold(title.partition(": ")[0]) for title in titles}
    if reading.header_rows and len(filled) > 1 and all(text in known for text in filled):
        return "headings"
    return ""


def _checked(table: Table, number: int, reading: Reading, today: date) -> PlannedRow:
    row = PlannedRow(number + 1, table.rows[number])
    for kind, column in reading.mapping.items():
        fault = table.fault(number, column)
        if not fault:
            _take(row, Field(kind), table.cell(number, column), today)
        elif fault not in row.reasons:
            row.reasons.append(fault)
    if not (row.values.get("first_name") and row.values.get("last_name")) and not row.reasons:
        row.reasons.append(str(read.NameIncomplete()))
    for name, limit in _LIMITS.items():
        if len(row.values.get(name, "")) > limit:
            row.reasons.append(_("a text is longer than %(limit)s letters") % {"limit": limit})
    return row


def _take(row: PlannedRow, kind: Field, cell: Cell, today: date) -> None:
    try:
        if kind in {Field.NAME_LAST_FIRST, Field.NAME_FIRST_LAST}:
            first, last = read.split_name(as_text(cell), surname_first=kind == Field.NAME_LAST_FIRST)
            row.values |= {"first_name": first, "last_name": last}
        elif kind in {Field.FIRST_NAME, Field.LAST_NAME}:
            row.values[kind.value] = _one_name(as_text(cell))
        elif kind == Field.EMAIL:
            row.values["email"] = read.read_email(cell)
        elif kind == Field.SINCE:
            row.since = read.read_date(cell)
        elif kind == Field.PESEL:
            row.pesel = read.read_pesel(cell, today=today)
        elif kind == Field.BIRTH_DATE:
            _must_be_born(read.read_date(cell), today)
        else:
            row.values[kind.value] = as_text(cell)
    except Refused as refusal:
        row.reasons.append(str(refusal))


def _one_name(text: str) -> str:
    name = read.tidy_name(read.without_titles(text))
    return name if fold(name) and not any(letter.isdigit() for letter in name) else ""


def _must_be_born(born: date | None, today: date) -> None:
    if born is not None and born > today:
        raise rules.BornInFuture(born=born)


def _recognise(made: Plan, project: Project) -> None:
    """People who applied or were admitted are known by their PESEL, whatever their name is now."""
    hashes = {row.pesel: project.identity_hash(row.pesel) for row in made.rows if row.pesel}
    known = queries.people_by_identity(project, set(hashes.values()))
    seen: dict[str, int] = {}
    for row in (row for row in made.rows if row.pesel and not row.is_rejected):
        if row.pesel in seen:
            row.reasons.append(_("the same PESEL stands in row %(line)s") % {"line": seen[row.pesel]})
            continue
        seen[row.pesel] = row.line
        row.person = known.get(hashes[row.pesel])
        if row.person is not None:
            _must_agree(row, row.person)


def _must_agree(row: PlannedRow, person: Person) -> None:
    typed = rules.PersonDetails(row.values["first_name"], row.values["last_name"])
    try:
        rules.must_be_the_same_name(typed, first_name=person.first_name, last_name=person.last_name)
    except rules.OtherName as refusal:
        row.reasons.append(str(refusal))
        row.person = None


def _match(made: Plan, staff: list[Employment]) -> None:
    """By name within the office; namesakes by their e-mail. What cannot be told apart is rejected, never guessed."""
    open_now: dict[int, Employment] = {}
    by_name: dict[str, dict[int, Person]] = defaultdict(dict)
    for employment in staff:
        by_name[employment.person.name_folded][employment.person_id] = employment.person
        if employment.until is None:
            open_now[employment.person_id] = employment
    groups: dict[str, list[PlannedRow]] = defaultdict(list)
    for row in made.accepted:
        groups[row.folded].append(row)
    for name, rows in groups.items():
        _match_namesakes(rows, by_name.get(name, {}))
    matched = {row.person.pk for row in made.accepted if row.person}
    for row in made.accepted:
        if row.person is not None:
            row.employment = open_now.get(row.person.pk)
            row.changes = _changes(row, row.person, row.employment)
    made.absent = sorted((e.person.listed_name for pk, e in open_now.items() if pk not in matched), key=sort_key)


def _match_namesakes(rows: list[PlannedRow], people: dict[int, Person]) -> None:
    taken = {row.person.pk for row in rows if row.person}
    left = {pk: person for pk, person in people.items() if pk not in taken}
    seen = _without_twins(rows)
    waiting = [row for row in seen if row.person is None]
    for row in list(waiting):
        found = [p for p in left.values() if p.email and p.email.casefold() == row.values.get("email", "").casefold()]
        if len(found) == 1:
            row.person = left.pop(found[0].pk)
            waiting.remove(row)
    if waiting and len(seen) == 1:
        left = {pk: person for pk, person in left.items() if not (waiting[0].pesel and person.pesel)}  # two numbers, two people
        if len(left) == 1:
            waiting.pop().person = next(iter(left.values()))
    if left and not _are_new(waiting, left):
        for row in waiting:
            row.reasons.append(_("people of this name need an e-mail address each, here and on the office's list"))


def _without_twins(rows: list[PlannedRow]) -> list[PlannedRow]:
    """Rows of one name that can be told apart; the others get their reason."""
    seen: list[PlannedRow] = []
    for row in rows:
        twin = next((other for other in seen if not _are_told_apart(row, other)), None)
        if twin is None:
            seen.append(row)
        else:
            row.reasons.append(_("the same name stands in row %(line)s; two people need two addresses") % {"line": twin.line})
            row.person = None
    return seen


def _are_new(waiting: list[PlannedRow], left: dict[int, Person]) -> bool:
    """Namesakes of known people, each with an address that differs from every known one."""
    return all(row.values.get("email") for row in waiting) and all(person.email for person in left.values())


def _are_told_apart(row: PlannedRow, other: PlannedRow) -> bool:
    if row.person is not None and other.person is not None:
        return row.person.pk != other.person.pk
    mine, theirs = row.values.get("email", "").casefold(), other.values.get("email", "").casefold()
    return bool(mine and theirs and mine != theirs)


def _changes(row: PlannedRow, person: Person, employment: Employment | None) -> list[str]:
    held = {name: getattr(person, name) for name in ("first_name", "last_name", "email", "phone")}
    held |= {name: getattr(employment, name) if employment else None for name in ("post", "unit")}
    changes = [name for name in _KEPT if row.values.get(name) and row.values[name] != held[name]]
    if row.since and (employment is None or employment.since != row.since):
        changes.append("since")
    if employment is None:
        changes.append("employment")
    return changes
