"""Statuses and moves of participation, enrolment and sessions; closed dictionaries of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused


class ParticipationStatus(TextChoices):
    """A person's (or institution's) way through the project."""

    PREPARED = "prepared", _("Before entry: entry set incomplete")
    IN_PROJECT = "in_project", _("In the project")
    LEFT = "left", _("Left")


class EnrolmentStatus(TextChoices):
    """A person in a group."""

    ENROLLED = "enrolled", _("Enrolled")
    COMPLETED = "completed", _("Completed")
    NOT_COMPLETED = "not_completed", _("Did not complete")
    RESIGNED = "resigned", _("Resigned")


class SessionStatus(TextChoices):
    """One meeting of a group."""

    PLANNED = "planned", _("Planned")
    CLOSED = "closed", _("List closed")
    CANCELLED = "cancelled", _("Cancelled")


class EntryKind(TextChoices):
    """The entry set: four papers, each signed and scanned before support starts."""

    PARTICIPATION = "participation", _("Declaration of participation")
    STATEMENT = "statement", _("Participant's statement")
    CLAUSE_BENEFICIARY = "clause_beneficiary", _("Information clause of the beneficiary")
    CLAUSE_MINISTER = "clause_minister", _("Information clause of the minister")


class Source(TextChoices):
    """Where an attendance entry comes from."""

    PHONE = "phone", _("Trainer's phone")
    PAPER = "paper", _("Signed paper list")
    OFFICE = "office", _("Project office")


P, E, S = ParticipationStatus, EnrolmentStatus, SessionStatus
PARTICIPATION_MOVES: dict[str, tuple[set[str], str]] = {
    "enter_project": ({P.PREPARED}, P.IN_PROJECT),
    "leave_project": ({P.IN_PROJECT}, P.LEFT),
    "reenter_project": ({P.LEFT}, P.IN_PROJECT),
    "take_back_entry": ({P.IN_PROJECT}, P.PREPARED),
}
ENROLMENT_MOVES: dict[str, tuple[set[str], str]] = {
    "complete": ({E.ENROLLED}, E.COMPLETED),
    "not_complete": ({E.ENROLLED}, E.NOT_COMPLETED),
    "resign": ({E.ENROLLED}, E.RESIGNED),
}
SESSION_MOVES: dict[str, tuple[set[str], str]] = {
    "close_list": ({S.PLANNED}, S.CLOSED),
    "reopen_list": ({S.CLOSED}, S.PLANNED),
    "cancel_session": ({S.PLANNED}, S.CANCELLED),
}
MOVES = {ParticipationStatus: PARTICIPATION_MOVES, EnrolmentStatus: ENROLMENT_MOVES, SessionStatus: SESSION_MOVES}


class NotNow(Refused):
    """The state does not allow this verb."""

    message = _("This is already “%(status)s”, so nothing was changed. Open the page again to see what can be done.")


def after(verb: str, status: str) -> str:
    """The status after a verb; NotNow where the verb is not allowed."""
    for kind, moves in MOVES.items():
        if verb in moves:
            allowed, target = moves[verb]
            if status not in allowed:
                raise NotNow(status=kind(status).label)
            return target
    raise KeyError(verb)


def open_moves(kind: type[TextChoices], status: str) -> list[str]:
    """The verbs a screen may offer now."""
    return [verb for verb, (allowed, _target) in MOVES[kind].items() if status in allowed]
