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
from atut.base.projects.letterhead import letterhead
from atut.base.projects.models import Project


def letters(project: Project, messages: Sequence[Message], *, at: datetime) -> bytes:
    """The letters in one file, each in the language of its reader. The whole is in the language of the first."""
    first = messages[0]
    title = first.title if len(messages) == 1 else _("Letters to print")
    whole = {"lang": first.language, "title": title, "letterhead": letterhead(project, first.language, mono=True)}
    return compile_pdf("mail/letters", {**whole, "letters": [_letter(project, one) for one in messages]}, at=at)


def _letter(project: Project, message: Message) -> dict[str, Any]:
    with translation.override(message.language):
        day = formats.date_format(clock.local(message.created_at), "j E Y")
        return {
            "lang": message.language,
            "letterhead": letterhead(project, message.language, mono=True),
            "place_day": f"{text_in(project.office_name, message.language)}, {day}",
            "to": message.to_name or message.to_email,
            "title": message.title,
            "text": message.text,
        }
