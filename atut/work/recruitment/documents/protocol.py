"""The protocol of a selection as a PDF: why, for everyone, by application number and code; no names in it."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from atut.base.files.models import StoredFile
from atut.base.kernel.texts import text_in
from atut.base.projects.letterhead import letterhead
from atut.work.recruitment.documents.papers import LANGUAGE, keep_paper, moment_in_words
from atut.work.recruitment.models import Selection
from atut.work.recruitment.queries import selection as queries


def keep_protocol(selection: Selection, *, at: datetime) -> StoredFile:
    """Print the protocol and keep the file, in the transaction that closes the list."""
    return keep_paper(selection, data_of(selection), name=f"protokol-{selection.key}.pdf", purpose="recruitment.protocol", at=at)


def data_of(selection: Selection) -> dict[str, Any]:
    """What is printed: the facts, the rule, the ranking with reasons, who did not meet the conditions, the hash."""
    with translation.override(LANGUAGE):
        protocol = queries.protocol(selection)
        return {
            "lang": LANGUAGE,
            "title": _("Protocol of the selection"),
            "letterhead": letterhead(selection.call.project, LANGUAGE, mono=True),
            "landscape": True,
            "facts": _facts(protocol),
            "sections": [
                _rule(protocol),
                _ranking(protocol),
                _refused(protocol),
                *_draw(selection),
                *_later(selection),
                _frozen(selection),
            ],
            "signatures": [
                _("Who closed the list: %(name)s") % {"name": protocol.closed_by},
                _("Project manager"),
            ],
        }


def _facts(protocol: queries.Protocol) -> list[dict[str, str]]:
    selection = protocol.selection
    return [
        {"word": _("call"), "answer": text_in(selection.call.title, LANGUAGE)},
        {"word": _("list closed"), "answer": moment_in_words(selection.closed_at)},
        {
            "word": _("applications"),
            "answer": _("%(selected)s selected, %(waiting)s on reserve")
            % {"selected": protocol.selected, "waiting": protocol.waiting},
        },
    ]


def _rule(protocol: queries.Protocol) -> dict[str, Any]:
    items = "\n".join(f"- {sentence}" for sentence in protocol.rule)
    bounds = "\n".join(f"- {sentence}" for sentence in protocol.bounds)
    return {"heading": _("How places were given"), "text": f"{items}\n\n{bounds}"}


def _ranking(protocol: queries.Protocol) -> dict[str, Any]:
    columns = [
        {"word": _("Position"), "width": 0, "right": True},
        {"word": _("Number"), "width": 0},
        {"word": _("Code"), "width": 0},
        {"word": _("Points"), "width": 0, "right": True},
        {"word": _("Place or reserve"), "width": 2},
        {"word": _("Why"), "width": 4},
    ]
    rows = [
        [
            str(line.rank),
            line.number,
            line.code,
            str(line.points),
            line.edition or _("reserve: %(positions)s") % {"positions": line.reserve},
            " ".join(line.reasons),
        ]
        for line in protocol.lines
    ]
    return {"heading": _("Ranking"), "columns": columns, "rows": rows}


def _refused(protocol: queries.Protocol) -> dict[str, Any]:
    if not protocol.refused:
        return {"heading": "", "text": _("Every application that was not withdrawn met the conditions.")}
    columns = [{"word": _("Number"), "width": 1}, {"word": _("Code"), "width": 1}, {"word": _("Why"), "width": 5}]
    rows = [[line.number, line.code, "; ".join(line.reasons)] for line in protocol.refused]
    return {"heading": _("Conditions not met"), "columns": columns, "rows": rows}


def _draw(selection: Selection) -> list[dict[str, Any]]:
    held = selection.result.get("draw")
    if not held:
        return []
    said = [
        _("Equal points were parted by a draw with the public value: %(public_value)s"),
        _("The secret of the office: %(secret)s"),
        _("Its SHA-256, published with the call: %(commitment)s"),
        _("The seed is SHA-256 of secret, hash of the list and value, one a line. The lot of an application is HMAC-SHA-256 of"
          " its code by the seed; of equal points the lower lot stands higher."),
    ]  # fmt: skip
    return [{"heading": _("The draw"), "text": "\n\n".join(sentence % held for sentence in said)}]


def _later(selection: Selection) -> list[dict[str, Any]]:
    if selection.is_explained:
        return []
    said = _(
        "On a list of this length, what would have changed it is worked out after the closing, from the same frozen data. It stands"
        " in the annex to this protocol: a PDF of its own that names the SHA-256 of this file, kept beside it on the page of the"
        " list. Everybody concerned gets it in writing."
    )
    return [{"heading": _("What would have changed the result"), "text": said}]


def _frozen(selection: Selection) -> dict[str, Any]:
    said = _("What the ranking was made from is kept unchanged. Its SHA-256: %(hash)s")
    again = _(
        "Anybody can work the list out again on another machine: download the data of the list, which name nobody, and run"
        " “script/atut recompute-selection FILE”. The command prints the list and says whether it is equal to this one."
    )
    return {"heading": _("Checking"), "text": f"{said % {'hash': selection.input_hash}}\n\n{again}"}
