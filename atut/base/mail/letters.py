"""Notices as letters: an accessible PDF, one letter a page, for people without e-mail or whose mail came back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import formats, translation
from django.utils.translation import gettext as _

from atut.base.kernel import clock
from atut.base.kernel.pdf import compile_pdf
from atut.base.kernel.texts import text_in
from atut.base.mail.models import Message
from atut.base.mail.queries import offices_of
from atut.base.projects.letterhead import letterhead
from atut.base.projects.models import Organisation, Project


def letters(project: Project, messages: Sequence[Message], *, at: datetime) -> bytes:
    """The letters in one file, each in the language of its reader. The whole is in the language of the first."""
    first, offices = messages[0], offices_of(project, messages, at)
    title = first.title if len(messages) == 1 else _("Letters to print")
    whole = {"lang": first.language, "title": title, "letterhead": letterhead(project, first.language, mono=True)}
    return compile_pdf(
        "mail/letters", {**whole, "letters": [_letter(project, one, offices.get(one.pk)) for one in messages]}, at=at
    )


def _letter(project: Project, message: Message, office: Organisation | None) -> dict[str, Any]:
    with translation.override(message.language):
        day = formats.date_format(clock.local(message.created_at), "j E Y")
        return {
            "lang": message.language,
            "letterhead": letterhead(project, message.language, mono=True),
            "place_day": [text_in(project.office_name, message.language), day],
            "personal": _("personal"),
            "to": [message.to_name or message.to_email, *(_address(office) if office else [])],
            "by_hand": 0 if office and office.locality else 2,
            "title": message.title,
            "text": message.text,
        }


def _address(office: Organisation) -> list[str]:
    """As it stands on an envelope; a village without streets has the number in the place of a street."""
    return list(filter(None, [office.name, office.street, f"{office.postcode} {office.locality}".strip()]))
