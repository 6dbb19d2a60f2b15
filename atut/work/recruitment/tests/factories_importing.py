"""Workbooks of applications for tests: the real template, filled in by another program."""

import io
from datetime import timedelta

import openpyxl

from atut.base.kernel.clock import local
from atut.work.partnership.tests.factories import a_pesel
from atut.work.recruitment import actions, imports
from atut.work.recruitment.imports.columns import columns
from atut.work.recruitment.queries import importing as queries


def a_row(call, at, **fields):
    """What one paper says, by codes of columns; received yesterday at 9:30, by text as people type."""
    day = local(at - timedelta(days=1)).date()
    form = queries.form_of(call, None)
    known = {
        "register_number": "OR.1/2026",
        "received_on": day.isoformat(),
        "received_hour": "9:30",
        "choice_1": str(form.editions[0]),
        "last_name": "Nowak",
        "first_name": "Anna",
        "pesel": a_pesel(),
        "office": form.offices[0].name,
        "post": "inspektor",
        "rules": "Tak",
        "true_data": "tak",
    }
    asked = {column.code: "Nie" for column in columns(form) if column.code.startswith("answer_")}
    return known | asked | fields


def filled_in(call, *rows, office=None, change=None):
    """The template of the call with these rows; `change(page)` may spoil it."""
    form = queries.form_of(call, office)
    book = openpyxl.load_workbook(io.BytesIO(imports.template(form)))
    page = book.worksheets[0]
    at = {column.code: number for number, column in enumerate(columns(form), start=1)}
    for line, row in enumerate(rows, start=3):
        for code, value in row.items():
            page.cell(line, at[code], value)
    if change:
        change(page)
    place = io.BytesIO()
    book.save(place)
    return place.getvalue()


def bring(call, content, actor, at, office=None, name="papiery.xlsx"):
    return actions.bring_paper_list(call, office, content=content, name=name, actor=actor, at=at)


def take_in(call, content, actor, at, office=None):
    return actions.apply_paper_list(bring(call, content, actor, at, office), actor=actor, at=at)
