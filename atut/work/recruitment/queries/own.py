"""The applicant's one page, the same by link and by sign-in: state, next step, days, papers, why, the position now."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.projects.models import Project
from atut.work.recruitment.models import Application, Choice, Consent, Correction, Draw, Place, Selection
from atut.work.recruitment.queries import answers, enclosing
from atut.work.recruitment.queries.applications import whole, withdrawal_token
from atut.work.recruitment.queries.mine import MyApplication, shown_to_person
from atut.work.recruitment.queries.places import in_hand
from atut.work.recruitment.rules import links, own
from atut.work.recruitment.rules import places as ledger
from atut.work.recruitment.rules.moves import HOLDING, ApplicationStatus, ChoiceStatus, PlaceStatus
from atut.work.recruitment.rules.ordering import ranking_in_words
from atut.work.recruitment.rules.own import Day, Event, Stage
from atut.work.recruitment.rules.points import Criterion
from atut.work.recruitment.rules.prompts import answered


@dataclass(frozen=True, slots=True)
class Standing:
    """A reserve list as one of those on it sees it: the published position, who still waits before, the last open offer."""

    choice: Choice
    ahead: int
    last_lapse: datetime | None

    @property
    def position(self) -> int:
        """As published."""
        return self.choice.reserve_position or 0

    @property
    def in_words(self) -> str:
        """Position and how many wait before it."""
        return own.position_in_words(self.position, self.ahead)


@dataclass(frozen=True, slots=True)
class PaperState:
    """A paper the call or the office asks for: when it came, or until when it can."""

    label: str
    sent_at: datetime | None = None
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Everything about one application for the person it is about; nothing about anybody else but how many wait."""

    mine: MyApplication
    stage: Stage
    days: Sequence[Day]
    papers: Sequence[PaperState]
    consent: Consent | None
    standings: Sequence[Standing]
    correction: Correction | None
    other: str
    is_computing: bool

    @property
    def application(self) -> Application:
        """The application."""
        return self.mine.application

    @property
    def next_step(self) -> str:
        """What is to be done, or that nothing is."""
        return str(own.NEXT[self.stage])

    @property
    def place(self) -> Place | None:
        """The place to be answered first; else one that is held."""
        places = [one.place for one in self.mine.outcomes if one.place and one.place.status in HOLDING]
        return min(places, key=lambda place: (place.status != PlaceStatus.OFFERED, place.answer_by, place.pk), default=None)

    @property
    def place_token(self) -> str:
        """The link to answer for that place, or to give it back."""
        return answers.token_of(self.place) if self.place else ""

    @property
    def order(self) -> list[str]:
        """The published rule by which freed places go on."""
        return ledger.order_in_words(self.application.call.rules)

    @property
    def ranking(self) -> list[str]:
        """The published rule by which the list is made."""
        return ranking_in_words(self.application.call.rules)

    @property
    def written(self) -> list[tuple[Criterion, str, str]]:
        """What the person wrote for the committee, each with its question."""
        return answered(self.application.call.rules.criteria, self.application.written)

    @property
    def may_withdraw(self) -> bool:
        """There is something to withdraw."""
        return self.place is None and self.stage not in (Stage.WITHDRAWN, Stage.GIVEN_UP, Stage.OUT)

    @property
    def withdrawal_token(self) -> str:
        """The link to withdraw; a button on its page does it."""
        return withdrawal_token(self.application)

    @property
    def correction_token(self) -> str:
        """The link to complete it, while that is asked for."""
        return enclosing.token_of(links.CORRECTION, self.correction) if self.correction and self.stage == Stage.COMPLETE else ""


def own_by_token(project: Project, token: str) -> Application | None:
    """The application a link to the own page is for; None for forged links and other projects'."""
    return enclosing.of_link(token, links.OWN, _own(project.pk))


def own_of(actor: Actor, key: str) -> Application | None:
    """An application of the people a user has claimed, and of nobody else, whatever other roles the user holds."""
    if actor.user_id is None:
        return None
    return _own(actor.project_id or 0).filter(person__claims__user_id=actor.user_id, key=key).first()


def _own(project: int) -> QuerySet[Application]:
    return whole().filter(call__project=project).prefetch_related("places__edition__support_form")


def own_page(application: Application, at: datetime) -> OwnPage:
    """The page of an application that came with choices and places. Ten queries at most, however many wishes and people."""
    correction = enclosing.correction_or_none(application)
    places = [(place.status, place.answer_by) for place in application.places.all()]
    standings, listed = standings_of(application), Selection.objects.filter(call=application.call).defer("input", "result").first()
    known = own.Known(
        application.status, application.call.status, places, bool(standings), correction.answer_by if correction else None
    )
    return OwnPage(
        shown_to_person(application),
        own.stage(known, at=at),
        _days(application, correction, standings, listed, at),
        _papers(application, correction, at),
        enclosing.consent_or_none(application),
        standings,
        correction,
        enclosing.pair_of(application),
        listed is not None
        and not listed.is_explained
        and application.code not in listed.changes
        and not (places or application.is_late),
    )


def _is_computing(application: Application, listed: Selection | None) -> bool:
    """Does a long list still owe this person what would have changed it?"""
    if listed is None or listed.is_explained or application.is_late:
        return False
    return application.code not in listed.changes


def standings_of(application: Application) -> list[Standing]:
    """The reserve lists this person still waits on, in the order of wishes. Four queries at most."""
    call = application.call
    wishes = [c for c in application.choices.all() if c.status == ChoiceStatus.RESERVE and c.reserve_position]
    if application.status != ApplicationStatus.ELIGIBLE or not wishes:
        return []
    editions, held = [one.edition_id for one in wishes], in_hand(call)
    here = Place.objects.filter(application__call=call, edition__in=editions).order_by("edition")
    had = set(here.exclude(status__in=HOLDING).values_list("edition", "application"))
    offered = here.filter(status=PlaceStatus.OFFERED).values("edition").annotate(last=Max("answer_by"))
    lapses = dict(offered.values_list("edition", "last"))
    waiting = Choice.objects.filter(
        application__call=call, edition__in=editions, status=ChoiceStatus.RESERVE, reserve_position__isnull=False
    ).filter(application__status=ApplicationStatus.ELIGIBLE)
    rows = waiting.order_by("edition", "reserve_position", "pk")
    still: dict[int, list[int]] = defaultdict(list)
    for edition, form, one in rows.values_list("edition", "edition__support_form", "application"):
        if form not in held[one] and len(held[one]) < call.rules.most_places and (edition, one) not in had:
            still[edition].append(one)
    return [
        Standing(one, still[one.edition_id].index(application.pk), lapses.get(one.edition_id))
        for one in wishes
        if application.pk in still[one.edition_id]
    ]


def _papers(application: Application, correction: Correction | None, at: datetime) -> list[PaperState]:
    """What the call asks for, and what the office asked for once: sent, missing, or to be sent until a day."""
    sent = {one.code: one.sent_at for one, _label in enclosing.attachments_of(application)}
    is_open = correction is not None and correction.supplied_at is None and at < correction.answer_by
    until = Day(Event.COMPLETE, correction.answer_by) if correction and is_open else None
    asked = set(correction.documents) if correction else set()
    wanted = {one.code for one in application.call.rules.compulsory}
    labels = enclosing.labels_of(application.call, wanted | asked | set(sent))
    return [PaperState(label, sent.get(code), until if code in asked else None) for code, label in labels]


def _until_it_was_checked(application: Application, correction: Correction | None) -> list[Day]:
    days = [Day(Event.RECEIVED, application.received_at)]
    if correction:
        came = correction.supplied_at
        days.append(Day(Event.COMPLETED, came) if came else Day(Event.COMPLETE, correction.answer_by))
    if application.status == ApplicationStatus.ELIGIBLE and application.assessed_at:
        days.append(Day(Event.CHECKED, application.assessed_at))
    return days


def _days(
    application: Application,
    correction: Correction | None,
    standings: Sequence[Standing],
    listed: Selection | None,
    at: datetime,
) -> list[Day]:
    """The days that count, earliest first."""
    call, rules = application.call, application.call.rules
    days = [*_until_it_was_checked(application, correction), Day(Event.CLOSES, call.closes_at)]
    if draw := Draw.objects.filter(call=call).first():
        days.append(Day(Event.DRAW, clock.at(draw.draw_on)))
    if listed:
        days.append(Day(Event.LISTED, listed.closed_at))
    if standings and rules.pools and rules.pools_return_at:
        days.append(Day(Event.POOLS, rules.pools_return_at))
    days += [
        Day(Event.LAPSE, one.last_lapse, str(one.choice.edition)) for one in standings if one.last_lapse and at < one.last_lapse
    ]
    for place in application.places.all():
        if place.status in HOLDING:
            days.append(Day(Event.BEGINS, clock.at(place.edition.starts_on), str(place.edition)))
        if place.status == PlaceStatus.OFFERED:
            days.append(Day(Event.ANSWER, place.answer_by, str(place.edition)))
    return sorted(days, key=lambda day: (day.when, day.event, day.edition))
