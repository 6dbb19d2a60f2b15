"""The annex to the protocol of a long list: what would have changed it, under codes, tied to the protocol by its SHA-256."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from atut.base.files.models import StoredFile
from atut.base.kernel.texts import text_in
from atut.base.projects.letterhead import letterhead
from atut.work.recruitment.documents.papers import LANGUAGE, keep_paper, moment_in_words
from atut.work.recruitment.models import Selection
from atut.work.selection.rules.reasons import in_words


def keep_annex(selection: Selection, *, at: datetime) -> StoredFile:
    """Print it and keep the file, in the transaction that ends the explaining. The protocol stays as it was accepted."""
    return keep_paper(
        selection, data_of(selection, at=at), name=f"zalacznik-do-protokolu-{selection.key}.pdf", purpose="recruitment.annex", at=at
    )


def data_of(selection: Selection, *, at: datetime) -> dict[str, Any]:
    """What is printed: which protocol it belongs to, and the sentence for each code, in the order of the ranking."""
    with translation.override(LANGUAGE):
        return {
            "lang": LANGUAGE,
            "title": _("Annex to the protocol of the selection"),
            "letterhead": letterhead(selection.call.project, LANGUAGE, mono=True),
            "landscape": True,
            "facts": [
                {"word": _("call"), "answer": text_in(selection.call.title, LANGUAGE)},
                {"word": _("list closed"), "answer": moment_in_words(selection.closed_at)},
                {"word": _("worked out"), "answer": moment_in_words(at)},
            ],
            "sections": [{"heading": "", "text": _tied(selection)}, _changes(selection)],
            "signatures": [],
        }


def _tied(selection: Selection) -> str:
    said = [_("It changes nothing in the list. It is worked out from the frozen data alone, SHA-256: %(hash)s")]
    known = {"hash": selection.input_hash}
    if selection.protocol:
        said.append(_("It belongs to the protocol with the SHA-256: %(protocol)s"))
        known["protocol"] = selection.protocol.sha256
    return "\n\n".join(sentence % known for sentence in said)


def _changes(selection: Selection) -> dict[str, Any]:
    columns = [
        {"word": _("Position"), "width": 0, "right": True},
        {"word": _("Number"), "width": 0},
        {"word": _("Code"), "width": 0},
        {"word": _("Points"), "width": 0, "right": True},
        {"word": _("What would have changed the result"), "width": 4},
    ]
    people = selection.result["people"]
    ranked = sorted(selection.changes, key=lambda code: int(people[code]["rank"]))
    rows = [
        [str(people[code]["rank"]), people[code]["number"], code, str(people[code]["points"]), in_words(selection.changes[code])]
        for code in ranked
    ]
    return {"heading": _("What would have changed the result"), "columns": columns, "rows": rows}
