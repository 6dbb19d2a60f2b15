"""What stands at the head and at the foot of every printed document of a project, in one language."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from atut.base.kernel.polish import typeset
from atut.base.kernel.texts import text_in
from atut.base.projects.models import Project


def letterhead(project: Project, language: str) -> dict[str, Any]:
    """The key `letterhead` of the data of `kernel.pdf.compile_pdf`: name and lines of the project, co-funding strip, words.

    The sentence and the fund come from the funding profile; a project that is not real says so on every paper.
    """
    given = project.profile.data
    fund = text_in(given.get("programme", {}).get("fund", {}), language)
    funding = [fund, project.number, text_in(project.as_if_note, language)]
    with override(language):
        return {
            "sign": _("Sign of Atut"),
            "name": text_in(project.name, language),
            "lines": _set([text_in(project.tagline, language)], language),
            "emblem": _("Flag of the European Union"),
            "sentence": text_in(given.get("sentence", {}), language) or _("Co-funded by the European Union"),
            "funding": _set(funding, language),
            "page": _("page {n} of {of}"),
        }


def _set(lines: list[str], language: str) -> list[str]:
    return [typeset(line) if language == "pl" else line for line in lines if line]
