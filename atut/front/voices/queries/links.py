"""Links in mail: for one purpose, one project, one thing. Signed, so that nobody can make or change one."""

from django.core.signing import BadSignature, Signer
from django.db.models import TextChoices
from django.urls import reverse
from django.utils import translation

from atut.base.projects.models import Project


class Purpose(TextChoices):
    """What a link is for; a link of one purpose opens no other door."""

    CONFIRM = "confirm"
    OWN = "own"
    BLOCK = "block"
    NEWS = "news"
    NEWS_END = "news_end"


_PLACES = {
    Purpose.CONFIRM: "voices:comment_confirm",
    Purpose.OWN: "voices:comment_own",
    Purpose.BLOCK: "voices:mailbox_block",
    Purpose.NEWS: "voices:news_confirm",
    Purpose.NEWS_END: "voices:news_end",
}


def _signer(purpose: Purpose, project: Project) -> Signer:
    return Signer(sep=".", salt=f"voices.{purpose.value}.{project.key}")


def token(purpose: Purpose, project: Project, value: str) -> str:
    """The secret part of an address: the key of the thing, or the keyed hash of a mailbox."""
    return _signer(purpose, project).sign(value)


def read(purpose: Purpose, project: Project, text: str) -> str | None:
    """The value of a genuine link for this purpose; None for anything else."""
    try:
        return _signer(purpose, project).unsign(text)
    except BadSignature:
        return None


def link(purpose: Purpose, project: Project, value: str, *, language: str) -> str:
    """The full address, in the reader's language."""
    with translation.override(language):
        return project.url(reverse(_PLACES[purpose], args=[token(purpose, project, value)]))
