"""The poster: A3, in a visible place, with information on the project (Regulation (EU) 2021/1060 art. 50(1)(d))."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from atut.base.kernel.pdf import compile_pdf
from atut.base.kernel.polish import typeset
from atut.base.projects.letterhead import letterhead
from atut.base.projects.models import Project
from atut.front.duties import queries


def poster(project: Project, language: str, *, at: datetime) -> bytes:
    """The poster of the project as PDF/A and PDF/UA, with the signs, the aim, the amounts and the address of the site."""
    with override(language):
        one = queries.described(project)
        data = {
            "lang": language,
            "title": _("Poster: %(project)s") % {"project": one.title},
            "letterhead": letterhead(project, language),
            "name": one.title,
            "aim_word": _("Aim of the project"),
            "aim": typeset(one.aim) if language == "pl" else one.aim,
            "beneficiary_word": _("Run by"),
            "beneficiary": str(project.office_name.get(language) or project.office_name.get("pl", "")),
            "amounts": one.funding.lines[1:],
            "site_word": _("More about the project"),
            "site": project.host,
            "hashtags": one.hashtags,
        }
    return compile_pdf("duties/poster", data, at=at)
