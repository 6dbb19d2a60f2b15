"""Taking the list of a call, or its numbers, away as a file: recorded every time with what it was cut by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.sheets import CSV_TYPE, XLSX_TYPE, write_csv, write_xlsx
from atut.base.ui.charts import Chart
from atut.work.recruitment import exports, permissions
from atut.work.recruitment.models import Application, Call
from atut.work.recruitment.rules.points import prompted


@dataclass(frozen=True)
class Taken:
    """A file to be handed out."""

    content: bytes
    media_type: str
    name: str


@action
def take_list(call: Call, listed: Sequence[Application], cut_by: str, *, kind: str, actor: Actor, at: datetime) -> Taken:
    """The list as it was cut: personal data leave the program, so who, when, how many and by which filter is kept."""
    permissions.export_list.require(actor, call)
    fields = [kind, "written"] if prompted(call.rules.criteria) else [kind]
    record("recruitment.list.taken", call, actor=actor, at=at, fields=fields, values={"filter": cut_by}, count=len(listed))
    about = [(_("Call"), str(call)), (_("Filter"), cut_by), (_("Made on"), at), (_("Applications"), len(listed))]
    return _written(exports.columns(call.rules), list(exports.rows(call.rules, listed, about)), f"nabor-{call.key}", kind)


@action
def take_numbers(call: Call, charts: Sequence[Chart], *, kind: str, actor: Actor, at: datetime) -> Taken:
    """The numbers of the charts."""
    permissions.export_list.require(actor, call)
    rows = list(exports.number_rows(charts))
    record("recruitment.list.taken", call, actor=actor, at=at, fields=[kind, "numbers"], count=len(rows))
    return _written(exports.number_columns(), rows, f"liczby-{call.key}", kind)


def _written(columns: Any, rows: list[list[Any]], name: str, kind: str) -> Taken:
    if kind == "csv":
        return Taken(write_csv(columns, rows), CSV_TYPE, f"{name}.csv")
    return Taken(write_xlsx(columns, rows), XLSX_TYPE, f"{name}.xlsx")
