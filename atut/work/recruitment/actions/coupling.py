"""Two rows of one workbook that come together: both or none, also when they are taken in."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from atut.base.audit.journal import record
from atut.base.kernel.actors import Actor
from atut.base.kernel.errors import Refused
from atut.base.kernel.polish import fold
from atut.work.recruitment.actions.applying import ApplicationData, Paper, submit
from atut.work.recruitment.imports import PaperRow
from atut.work.recruitment.models import Application, Call
from atut.work.recruitment.rules.importing import Half, PartnerAndCode, PartnerRejected, other_half


def couple(rows: Iterable[PaperRow], codes: dict[str, str]) -> dict[int, PaperRow]:
    """Which row comes with which, by line, both ways round. `codes`: of applications taken in before, by their number.

    Whoever cannot come with the one named gets the reason; whoever comes with a rejected row is rejected with it.
    """
    every = list(rows)
    by_line = {row.line: row for row in every}
    halves = {row.line: _half(row, codes) for row in every}
    found: dict[int, PaperRow] = {}
    for row in every:
        if not row.said.get("partner") or row.known_as:
            continue
        try:
            if row.said.get("pair"):
                raise PartnerAndCode
            row.beside = other_half(halves[row.line], halves.values()).line
            found[row.line] = by_line[row.beside]
        except Refused as refusal:
            row.reasons.append(str(refusal))
    rejected = {row.line for row in every if row.reasons}
    for line, other in found.items():
        if other.line in rejected and line not in rejected:
            by_line[line].reasons.append(str(PartnerRejected(line=other.line)))
    return found


def _half(row: PaperRow, codes: dict[str, str]) -> Half:
    said = row.said
    number, names = (fold(str(said.get(name, ""))) for name in ("register_number", "partner"))
    return Half(row.line, number, names, tuple(row.editions), codes.get(row.known_as, ""))


def take_in_together(
    two: tuple[PaperRow, PaperRow], wanted: dict[int, ApplicationData], call: Call, *, actor: Actor, at: datetime
) -> None:
    """Both applications, each naming the other, or neither: what stands in the way of one is the reason of both."""
    taken: list[Application] = []
    try:
        with transaction.atomic():
            for row in two:
                data = replace(wanted[row.line], pair=taken[0].code if taken else "")
                paper = Paper(row.said["register_number"])
                taken.append(submit(call, data, actor=actor, at=at, received_at=row.received_at, paper=paper))
            first, second = taken
            first.pair = second.code
            first.save(update_fields=["pair"])
            record("recruitment.application.paired", first, actor=actor, at=at, fields=["pair"])
    except Refused as refusal:
        failed, other = (two[0], two[1]) if not taken else (two[1], two[0])
        failed.reasons.append(str(refusal))
        other.reasons.append(str(PartnerRejected(line=failed.line)))
