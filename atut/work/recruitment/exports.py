"""The list of a call as a file, and the numbers of its charts. No HTTP, no PESEL, no facts that were confided."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from atut.base.kernel.sheets import Column
from atut.base.ui.charts import Chart
from atut.work.recruitment.models import Application
from atut.work.recruitment.rules.points import prompted
from atut.work.recruitment.rules.prompts import questions_of
from atut.work.recruitment.rules.regulation import Regulation


def columns(regulation: Regulation) -> list[Column]:
    """The columns of the list; at the end one for each answer the regulation asks to write."""
    narrow = [
        *(_("Number"), _("Surname"), _("First name"), _("Office"), _("Post"), _("Received"), _("How it came"), _("State")),
        _("Points"),
    ]
    wide = [_("Editions, in order"), _("Places"), _("E-mail"), _("Telephone")]
    written = [Column(question, 60) for question in questions_of(regulation.criteria)]
    return [*(Column(title) for title in narrow), *(Column(title, 40) for title in wide), *written]


def rows(regulation: Regulation, applications: Iterable[Application], about: Iterable[tuple[str, Any]]) -> Iterator[list[Any]]:
    """A line each; under them, after an empty line, what the list is, what it was cut by and when it was made."""
    for one in applications:
        person, work = one.person, one.employment
        yield [
            *(one.number, person.last_name, person.first_name, work.organisation.short_name, work.post, one.received_at),
            _("on paper") if one.channel == "paper" else _("by the form"),
            *(one.get_status_display(), one.points),
            "; ".join(str(choice.edition) for choice in one.choices.all()),
            "; ".join(f"{place.edition}: {place.get_status_display()}" for place in one.places.all()),
            *(person.email, person.phone),
            *(one.written.get(line.code, "") for line, _prompt in prompted(regulation.criteria)),
        ]
    yield []
    yield from ([name, said] for name, said in about)


def number_columns() -> list[Column]:
    """The columns of the charts' numbers: one number a line, so that any program can turn them."""
    return [Column(_("Table"), 32), Column(_("Line"), 40), Column(_("What is counted"), 24), Column(_("Count"))]


def number_rows(charts: Iterable[Chart]) -> Iterator[list[Any]]:
    """Every number of every chart."""
    for chart in charts:
        for line in chart.rows:
            for column, value in zip(chart.columns[1:], line[1:], strict=True):
                yield [chart.title, line[0], column.words, value]
