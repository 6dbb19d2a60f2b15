"""Messages about places: offered, reminded, answered, lapsed, given back; and to those who wait."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import translation

from atut.base.mail.outbox import Recipient, queue
from atut.work.recruitment.models import Application, Place
from atut.work.recruitment.notices import own_page_link
from atut.work.recruitment.queries import answers, selection
from atut.work.recruitment.rules import places as rules
from atut.work.recruitment.rules.ordering import ranking_in_words
from atut.work.selection.rules.reasons import in_words


def _to(application: Application) -> Recipient:
    person = application.person
    return Recipient(person.full_name, person.email, application.language)


def tell(kind: str, place: Place, *, at: datetime, **more: Any) -> None:
    """Queue a message about a place to its person."""
    application = place.application
    context: dict[str, Any] = {"person": application.person, "edition": place.edition, "place": place}
    context |= {"application": application, "last_day": rules.last_moment_day(place.answer_by), **more}
    queue(kind, about=place, project=application.call.project, to=_to(application), at=at, context=context)


def link_of(place: Place) -> str:
    """The address that answers the offer, on the project's host, in the language of the person."""
    project = place.application.call.project
    with translation.override(place.application.language):
        return project.url(reverse("recruitment:place_answer", args=[answers.token_of(place)]))


def place_offered(place: Place, *, at: datetime) -> None:
    """There is a place: what, when, where, until when to answer, by which link."""
    tell("recruitment.place_offered", place, at=at, link=link_of(place))


def answer_reminder(place: Place, *, at: datetime) -> None:
    """The last day to answer has begun."""
    tell("recruitment.answer_reminder", place, at=at, link=link_of(place))


def link_renewed(place: Place, *, at: datetime) -> None:
    """The new link that somebody asked for."""
    tell("recruitment.link_renewed", place, at=at, link=link_of(place))


def place_confirmed(place: Place, *, at: datetime) -> None:
    """The place is the person's; how to give it back."""
    tell("recruitment.place_confirmed", place, at=at, link=link_of(place))


def place_declined(place: Place, *, at: datetime) -> None:
    """We have noted the no."""
    tell("recruitment.place_declined", place, at=at)


def place_expired(place: Place, *, at: datetime) -> None:
    """No answer came, the place has gone on."""
    tell("recruitment.place_expired", place, at=at)


def place_released(place: Place, *, at: datetime) -> None:
    """The place is given back."""
    tell("recruitment.place_released", place, at=at)


def on_reserve(application: Application, *, at: datetime) -> None:
    """No place for now: the position on each reserve list, why, and the rule by which freed places go on."""
    _reserve("recruitment.on_reserve", application, at)


def joined_late(application: Application, *, at: datetime) -> None:
    """The same for somebody taken in after the list was made."""
    _reserve("recruitment.joined_late", application, at)


def explained(application: Application, change: Mapping[str, Any], *, at: datetime) -> None:
    """A long list: what would have changed it, worked out after the notice of the result."""
    with translation.override(application.language):
        said = in_words(change)
    context = {"person": application.person, "application": application, "call": application.call, "said": said}
    context |= {"own_page": own_page_link(application)}
    queue("recruitment.explained", about=application, project=application.call.project, to=_to(application), at=at, context=context)


def _reserve(kind: str, application: Application, at: datetime) -> None:
    with translation.override(application.language):
        wishes = selection.outcome_of(application)
        call = application.call
        context = {
            "person": application.person,
            "application": application,
            "call": application.call,
            "wishes": wishes,
            "own_page": own_page_link(application),
            "rule": [*ranking_in_words(call.rules), *rules.order_in_words(call.rules)],
        }
    queue(
        kind,
        about=application,
        project=application.call.project,
        to=_to(application),
        at=at,
        context=context,
    )
