"""The ranking under codes as a PDF, for a notice board and for the public page; no names, no reasons, no offices in it."""

from datetime import datetime
from typing import Any

from django.utils import formats, translation
from django.utils.translation import gettext as _

from atut.base.files.models import StoredFile
from atut.base.kernel import clock
from atut.base.kernel.texts import text_in
from atut.base.projects.letterhead import letterhead
from atut.work.recruitment.documents.papers import LANGUAGE, keep_paper, moment_in_words
from atut.work.recruitment.models import Selection
from atut.work.recruitment.queries.publishing import CodedLine, CodedRanking, coded_ranking


def keep_ranking(selection: Selection, *, until: datetime, at: datetime) -> StoredFile:
    """Print the ranking and keep the file, in the transaction that publishes it."""
    return keep_paper(
        selection, data_of(selection, until=until), name=f"lista-{selection.call.key}.pdf", purpose="recruitment.ranking", at=at
    )


def data_of(selection: Selection, *, until: datetime) -> dict[str, Any]:
    """What is printed."""
    with translation.override(LANGUAGE):
        ranking = coded_ranking(selection)
        return {
            "lang": LANGUAGE,
            "title": _("Ranking under codes"),
            "letterhead": letterhead(selection.call.project, LANGUAGE, mono=True),
            "facts": _facts(selection, ranking, until),
            "sections": [{"text": _("Your code stands on the receipt of your application.")}, _table(ranking), _bounds(ranking)],
            "signatures": [],
        }


def _facts(selection: Selection, ranking: CodedRanking, until: datetime) -> list[dict[str, str]]:
    counted = _("%(placed)s with a place, %(waiting)s on reserve") % {"placed": ranking.placed, "waiting": ranking.waiting}
    return [
        {"word": _("call"), "answer": text_in(selection.call.title, LANGUAGE)},
        {"word": _("list closed"), "answer": moment_in_words(selection.closed_at)},
        {"word": _("applications"), "answer": counted},
        {"word": _("public until"), "answer": formats.date_format(clock.local(until), "j E Y")},
    ]


def _table(ranking: CodedRanking) -> dict[str, Any]:
    columns = [
        {"word": _("Position"), "width": 0, "right": True},
        {"word": _("Code"), "width": 0},
        {"word": _("Points"), "width": 0, "right": True},
        {"word": _("Place or reserve"), "width": 3},
    ]
    rows = [[_number(line.rank), line.code, _number(line.points), in_words(line)] for line in ranking.lines]
    return {"heading": _("Ranking"), "columns": columns, "rows": rows}


def _number(value: int | None) -> str:
    return "–" if value is None else str(value)


def in_words(line: CodedLine) -> str:
    """A place, a position on the reserve list, or neither; and where."""
    named = [
        f"{edition}, {_('position %(position)s') % {'position': position}}" if position else edition
        for edition, position in line.editions
    ]
    return f"{line.standing.label}: {'; '.join(named)}" if named else str(line.standing.label)


def _bounds(ranking: CodedRanking) -> dict[str, Any]:
    return {"heading": _("Lower and upper bounds"), "text": "\n".join(f"- {sentence}" for sentence in ranking.bounds)}
