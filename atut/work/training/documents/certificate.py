"""The certificate: one page, from facts frozen when it was issued, so that it prints the same for ever."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from atut.base.kernel.pdf import compile_pdf, qr_svg
from atut.base.projects.letterhead import letterhead
from atut.base.projects.models import Project
from atut.work.training.documents import wording


@dataclass(frozen=True, slots=True)
class Printed:
    """One certificate to print. `facts` is what `Certificate.facts` holds; its language is the paper's."""

    number: str
    check_code: str
    issued_on: date
    facts: dict[str, Any]


def certificates_pdf(project: Project, certificates: Sequence[Printed], *, at: datetime) -> bytes:
    """One certificate, or many in one print run. They are printed each in the language it was issued in."""
    language = certificates[0].facts["language"]
    with override(language):
        title = _("Certificate no. %(number)s") % {"number": certificates[0].number}
        if len(certificates) > 1:
            title = _("Certificates: %(count)s") % {"count": len(certificates)}
    heads = {one.facts["language"]: letterhead(project, one.facts["language"]) for one in certificates}
    data = {
        "lang": language,
        "title": title,
        "letterhead": heads[language],
        "heads": heads,
        "certificates": [_one(project, one) for one in certificates],
    }
    return compile_pdf("training/certificate", data, at=at)


def _one(project: Project, one: Printed) -> dict[str, Any]:
    facts = one.facts
    address = project.url(f"/z/{one.check_code}/")
    with override(facts["language"]):
        return {
            "lang": facts["language"],
            "number_word": wording.words(_("Certificate no.")),
            "number": one.number,
            "name": facts["name"],
            "sentence": wording.words(wording.completed(facts["kind"], facts["sex"])),
            "title": wording.words(facts["title"]),
            "facts": _facts(facts),
            "can_word": wording.words(_("What the person can do now")),
            "can": [wording.words(outcome) for outcome in facts["outcomes"]],
            "place_day": ", ".join(filter(None, [_town(project.office_address), wording.day(one.issued_on)])),
            "signed_by": facts["signed_by"],
            "signed_for": wording.words(_("for the project office")),
            "check_word": wording.words(_("Check that it is genuine:")),
            "address": re.sub(r"^https?://|/$", "", address),
            "qr": qr_svg(address),
            "qr_word": _("QR code with the address of the page that checks this certificate"),
        }


def _facts(facts: dict[str, Any]) -> list[dict[str, str]]:
    attended = f"{wording.duration(facts['attended'])} ({facts['percent']}\u00a0%)"
    days = wording.days(date.fromisoformat(facts["starts_on"]), date.fromisoformat(facts["ends_on"]))
    return [
        {"word": _("How long"), "answer": wording.duration(facts["planned"])},
        {"word": _("Attendance"), "answer": attended},
        {"word": _("When"), "answer": days},
    ]


def _town(address: str) -> str:
    """The town of the project office: what stands after the postcode."""
    found = re.search(r"\d{2}-\d{3}\s+([^,]+)", address)
    return found.group(1).strip() if found else ""
