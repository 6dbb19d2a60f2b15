"""Statuses and the moves between them, keyed by the verb. Status stands where it is true: three tables."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused


class CallStatus(TextChoices):
    """Whether applications are taken follows from the dates of a published call."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    FROZEN = "frozen", _("Waits for the draw")
    SELECTED = "selected", _("List closed")
    WITHDRAWN = "withdrawn", _("Called off")


class ApplicationStatus(TextChoices):
    """An application: DRAFT to the end."""

    SUBMITTED = "submitted", _("Submitted")
    CORRECTION = "correction", _("Waiting to be completed")
    ELIGIBLE = "eligible", _("Meets the conditions")
    REJECTED = "rejected", _("Does not meet the conditions")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ChoiceStatus(TextChoices):
    """What became of one wanted edition of an application."""

    WAITING = "waiting", _("Waiting for the decision")
    SELECTED = "selected", _("Selected")
    RESERVE = "reserve", _("On the reserve list")
    NOT_SELECTED = "not_selected", _("Not selected")


class PlaceStatus(TextChoices):
    """The ledger: offered + taken (confirmed, used) + free = capacity, after any sequence of events."""

    OFFERED = "offered", _("Offered")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Answer day passed")
    RELEASED = "released", _("Given back")
    SWAPPED = "swapped", _("Exchanged for another")
    USED = "used", _("Enrolled in a group")


C, A, P = CallStatus, ApplicationStatus, PlaceStatus
NOT_IN_FORCE = frozenset({C.DRAFT, C.WITHDRAWN})  # such a call gives no places
UNDECIDED = frozenset({A.SUBMITTED, A.CORRECTION})  # nobody has accepted or rejected these yet
HOLDING = frozenset({P.OFFERED, P.CONFIRMED, P.USED})  # these take up a seat

CALL_MOVES: dict[str, tuple[set[str], str]] = {
    "publish_call": ({C.DRAFT}, C.PUBLISHED),
    "withdraw_call": ({C.PUBLISHED}, C.WITHDRAWN),
    "freeze_list": ({C.PUBLISHED}, C.FROZEN),
    "close_selection": ({C.PUBLISHED, C.FROZEN}, C.SELECTED),
}
APPLICATION_MOVES: dict[str, tuple[set[str], str]] = {
    "ask_correction": ({A.SUBMITTED}, A.CORRECTION),
    "supply_correction": ({A.CORRECTION}, A.SUBMITTED),
    "accept_formally": ({A.SUBMITTED, A.CORRECTION, A.REJECTED}, A.ELIGIBLE),
    "reject_formally": ({A.SUBMITTED, A.CORRECTION, A.ELIGIBLE}, A.REJECTED),
    "withdraw_application": ({A.SUBMITTED, A.CORRECTION, A.ELIGIBLE, A.REJECTED}, A.WITHDRAWN),
}
PLACE_MOVES: dict[str, tuple[set[str], str]] = {
    "confirm_place": ({P.OFFERED}, P.CONFIRMED),
    "decline_place": ({P.OFFERED}, P.DECLINED),
    "expire_place": ({P.OFFERED}, P.EXPIRED),
    "give_back_place": ({P.CONFIRMED}, P.RELEASED),
    "release_place": ({P.CONFIRMED, P.USED}, P.RELEASED),
    "use_place": ({P.CONFIRMED}, P.USED),
    "swap_places": ({P.CONFIRMED}, P.SWAPPED),
}
MOVES = {CallStatus: CALL_MOVES, ApplicationStatus: APPLICATION_MOVES, PlaceStatus: PLACE_MOVES}


class NotNow(Refused):
    """The state does not allow this verb (somebody was faster, or the page is old)."""

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
