"""The paper beside the protocol after an appeal: what changed, who would be in or out by codes, what happened to places."""

from datetime import datetime
from typing import Any

from django.utils import formats, translation
from django.utils.translation import gettext as _

from atut.base.files import actions as files
from atut.base.files.models import StoredFile
from atut.base.files.rules import Retention
from atut.base.kernel import clock
from atut.base.kernel.pdf import compile_pdf
from atut.base.kernel.texts import text_in
from atut.base.projects.letterhead import letterhead
from atut.work.committee.models import Appeal
from atut.work.committee.queries import appeals as queries
from atut.work.committee.rules import appeals as rules

LANGUAGE = "pl"  # an official paper of a Polish office


def keep_supplement(appeal: Appeal, *, at: datetime) -> StoredFile:
    """Print it and keep the file, in the transaction that changes the list."""
    return files.keep(
        compile_pdf("protocol", data_of(appeal), at=at),
        name=f"protokol-po-odwolaniu-{appeal.key}.pdf",
        media_type="application/pdf",
        purpose="committee.supplement",
        retention=Retention.PROJECT,
        project=appeal.application.call.project,
        at=at,
    )


def data_of(appeal: Appeal) -> dict[str, Any]:
    """What is printed: facts, the rule, the difference by codes, the hash. No names but of whoever decided."""
    with translation.override(LANGUAGE):
        call, names = appeal.application.call, queries.editions_by_key(appeal.application.call)
        outcomes = [rules.told_in_words(what, names[key]) for key, what in appeal.difference["outcomes"].items()]
        return {
            "lang": LANGUAGE,
            "title": _("Protocol after an appeal"),
            "letterhead": letterhead(call.project, LANGUAGE),
            "facts": _facts(appeal),
            "sections": [
                {"heading": _("What happens to places"), "text": "\n".join(f"- {one}" for one in rules.rule_in_words())},
                {"heading": _("What the appeal brought"), "text": "\n".join(f"- {one}" for one in outcomes)},
                _by_codes(_("Would now be in"), appeal.difference["comes_in"], names),
                _by_codes(_("Would now be out, and keep the place"), appeal.difference["goes_out"], names),
                {"heading": "", "text": _made_from(appeal)},
            ],
            "signatures": [_("Chair of the committee"), _("Project manager")],
        }


def _made_from(appeal: Appeal) -> str:
    if appeal.application.is_late:
        words = _("The list is not made again: the application was taken in after it. SHA-256 of its data: %(hash)s")
    else:
        words = _("SHA-256 of the data with the change: %(hash)s")
    return words % {"hash": appeal.input_hash}


def _facts(appeal: Appeal) -> list[dict[str, str]]:
    def day(moment: datetime | None) -> str:
        return str(formats.date_format(clock.local(moment), "j E Y, H:i")) if moment else ""

    return [
        {"word": _("call"), "answer": text_in(appeal.application.call.title, LANGUAGE)},
        {"word": _("application"), "answer": f"{appeal.application.number}, {appeal.application.code}"},
        {"word": _("appeal"), "answer": day(appeal.lodged_at)},
        {"word": _("decided"), "answer": f"{day(appeal.decided_at)}, {appeal.decided_by_name}"},
        {"word": _("points after the appeal"), "answer": str(appeal.points)},
    ]


def _by_codes(heading: str, pairs: list[list[str]], names: dict[str, str]) -> dict[str, Any]:
    if not pairs:
        return {"heading": heading, "text": _("Nobody.")}
    columns = [{"word": _("Code"), "width": 1}, {"word": _("Edition"), "width": 3}]
    return {"heading": heading, "columns": columns, "rows": [[code, names[edition]] for code, edition in pairs]}
