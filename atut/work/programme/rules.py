"""Kinds of support, states of an edition and the moves between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused


class SupportKind(TextChoices):
    """The five forms of support of both founding projects."""

    TRAINING = "training", _("Training")
    COURSE = "course", _("Course")
    WORKSHOP = "workshop", _("Workshop")
    ADVISORY = "advisory", _("Advisory")
    POSTGRADUATE = "postgraduate", _("Postgraduate studies")


class EditionStatus(TextChoices):
    """A run of a form of support. The words are stored: never change them."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    CANCELLED = "cancelled", _("Cancelled")


E = EditionStatus
MOVES: dict[str, tuple[set[str], str]] = {
    "start_edition": ({E.PLANNED}, E.RUNNING),
    "finish_edition": ({E.RUNNING}, E.FINISHED),
    "cancel_edition": ({E.PLANNED}, E.CANCELLED),
}


class NotNow(Refused):
    """The edition's state does not allow this verb."""

    message = _("This edition is “%(status)s”, so this cannot be done. Open the edition to see what can.")


def after(verb: str, status: str) -> str:
    """The state after a verb; NotNow where it is not allowed."""
    allowed, target = MOVES[verb]
    if status not in allowed:
        raise NotNow(status=EditionStatus(status).label)
    return target
