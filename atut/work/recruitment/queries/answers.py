"""Questions behind the links in mail: which place, is the link the newest, what may be done now."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import TextChoices

from atut.base.projects.models import Project
from atut.work.recruitment.models import Place
from atut.work.recruitment.queries.places import whole
from atut.work.recruitment.rules import links
from atut.work.recruitment.rules import places as rules
from atut.work.recruitment.rules.moves import PlaceStatus


def token_of(place: Place) -> str:
    """The secret part of the link to answer this offer."""
    return links.token(settings.SECRET_KEY, links.Link(links.ANSWER, place.key, place.link_version))


def place_of(token: str, project: Project) -> tuple[Place, bool] | None:
    """The place a genuine link leads to, and whether it is the newest link; None for forged ones and other projects'."""
    link = links.read(settings.SECRET_KEY, token, purpose=links.ANSWER)
    place = whole().filter(key=link.key, application__call__project=project).first() if link else None
    return (place, link.version == place.link_version) if link and place else None


class AnswerState(TextChoices):
    """What the page of a link says."""

    OPEN = "open"
    LATE = "late"
    TAKEN = "taken"
    USED = "used"
    GONE = "gone"
    SWAPPED = "swapped"
    OLD_LINK = "old_link"


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """What a link leads to: the place, what may be done now, and whether a new link would help."""

    place: Place
    state: AnswerState
    last_day: date
    renewable: Place | None


_STATES = {
    PlaceStatus.CONFIRMED: AnswerState.TAKEN,
    PlaceStatus.USED: AnswerState.USED,
    PlaceStatus.DECLINED: AnswerState.GONE,
    PlaceStatus.EXPIRED: AnswerState.GONE,
    PlaceStatus.RELEASED: AnswerState.GONE,
    PlaceStatus.SWAPPED: AnswerState.SWAPPED,
}


def answer_page(token: str, project: Project, at: datetime) -> AnswerPage | None:
    """What the page of a link shows; None for forged links. Two queries."""
    found = place_of(token, project)
    if found is None:
        return None
    place, is_newest = found
    waiting = open_offer(place, at)
    state = _STATES.get(PlaceStatus(place.status), AnswerState.OPEN)
    if state == AnswerState.OPEN:
        state = AnswerState.OPEN if at < place.answer_by else AnswerState.LATE
        state = state if is_newest else AnswerState.OLD_LINK
    is_here = state == AnswerState.OPEN
    return AnswerPage(place, state, rules.last_moment_day(place.answer_by), None if is_here else waiting)


def open_offer(place: Place, at: datetime) -> Place | None:
    """The offer that still waits for this person's answer: this one, or another in the same application."""
    waiting = whole().filter(application=place.application_id, status=PlaceStatus.OFFERED, answer_by__gt=at)
    return waiting.order_by("-offered_at", "pk").first()
