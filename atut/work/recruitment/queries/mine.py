"""What a person sees of own applications: the state and outcome in words, the offer to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from atut.base.kernel.actors import Actor
from atut.work.recruitment.models import Application, Place
from atut.work.recruitment.queries.applications import my_applications
from atut.work.recruitment.queries.places import whole
from atut.work.recruitment.queries.selection import ChoiceOutcome, outcomes
from atut.work.recruitment.rules.minimums import reason_in_words
from atut.work.recruitment.rules.moves import ApplicationStatus, CallStatus, PlaceStatus


@dataclass(frozen=True, slots=True)
class MyApplication:
    """One application of one's own: what became of each wish, why it was rejected if so."""

    application: Application
    outcomes: Sequence[ChoiceOutcome]
    reasons: Sequence[str]

    @property
    def is_closed(self) -> bool:
        """The list is closed: there is an outcome for who met the conditions."""
        return self.application.call.status == CallStatus.SELECTED and self.application.status == ApplicationStatus.ELIGIBLE

    @property
    def place(self) -> Place | None:
        """The place taken on this application, if any."""
        taken = (PlaceStatus.CONFIRMED, PlaceStatus.USED)
        return next((one.place for one in self.outcomes if one.place and one.place.status in taken), None)

    def offer(self, at: datetime) -> Place | None:
        """The place that waits for an answer now, if any."""
        places = (one.place for one in self.outcomes if one.place)
        return next((place for place in places if place.status == PlaceStatus.OFFERED and at < place.answer_by), None)

    @property
    def reserve_position(self) -> int | None:
        """The best position on a reserve list while nothing is offered or taken; None otherwise."""
        if not self.is_closed or any(one.place for one in self.outcomes):
            return None
        return min((one.position for one in self.outcomes if one.position), default=None)


def shown_to_person(application: Application) -> MyApplication:
    """The same for an application with its choices and places at hand. No query."""
    wishes = sorted(application.choices.all(), key=lambda choice: choice.preference)
    places = sorted(application.places.all(), key=lambda place: (place.offered_at, place.pk))
    is_rejected = application.status == ApplicationStatus.REJECTED
    return MyApplication(
        application,
        outcomes(wishes, places),
        [reason_in_words(kept) for kept in application.reasons] if is_rejected else [],
    )


def my_outcomes(actor: Actor) -> list[MyApplication]:
    """The signed-in person's applications here, newest first, each with its outcome. As many queries for many as for one."""
    return [shown_to_person(application) for application in my_applications(actor)]


def my_places(actor: Actor) -> QuerySet[Place]:
    """Places of the people a user has claimed, and of nobody else, whatever other roles the user holds."""
    return whole().filter(application__person__claims__user_id=actor.user_id or 0, edition__project=actor.project_id or 0)
