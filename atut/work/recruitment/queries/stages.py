"""The applications of a call by the stage they have reached: the counts above the list, and what the list is cut by.

A count and the list behind it are made from the same condition, so they cannot say different things.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Count, F, Model, Q, QuerySet
from django.utils.translation import gettext

from atut.base.kernel.actors import Actor
from atut.base.kernel.roles import Role
from atut.base.projects.rules import Kind
from atut.work.partnership.rules import Sex
from atut.work.recruitment.models import Application, Call, Consent, Correction, Draft, Place, RepeatedForm
from atut.work.recruitment.queries.checking import unchecked_in
from atut.work.recruitment.queries.reserves import on_reserve
from atut.work.recruitment.rules import calls, selection
from atut.work.recruitment.rules.identity import Identity
from atut.work.recruitment.rules.moves import HOLDING, UNDECIDED, ApplicationStatus, CallStatus, PlaceStatus
from atut.work.recruitment.rules.pipeline import AFTER_SELECTION, MEANT, PROMISED, Doubt, Meant, Step, Tally, Waits
from atut.work.recruitment.rules.points import judged
from atut.work.selection.rules.terms import Fact

TAKEN = [PlaceStatus.CONFIRMED, PlaceStatus.USED]
Row = TypeVar("Row", bound=Model)
COUNTING = [ApplicationStatus.SUBMITTED, ApplicationStatus.CORRECTION, ApplicationStatus.ELIGIBLE]  # may still get a place


def of_call(call: Call, actor: Actor) -> QuerySet[Application]:
    """The applications of a call that the actor may see."""
    return Application.objects.visible_to(actor).filter(call=call)


def sees_all(actor: Actor) -> bool:
    """Does the actor handle people of every office?"""
    return actor.holds_for_project({Role.COORDINATOR, Role.CONTROLLER})


# Conditions ------------------------------------------------------------------------------------------------------------


def at_step(step: str, call: Call) -> Q:
    """Has it come so far?"""
    return Q(pk__in=_placed(Step(step), call)) if step in AFTER_SELECTION else _meant(MEANT[step])


def _meant(meant: Meant) -> Q:
    condition = Q() if len(meant.statuses) == len(ApplicationStatus) else Q(status__in=sorted(meant.statuses))
    if meant.is_checked is not None:
        condition &= Q(assessed_at__isnull=not meant.is_checked)
    return condition & Q(identity=Identity.DOUBTED) if meant.is_doubted else condition


def _placed(step: Step, call: Call) -> "QuerySet[Any, Any]":
    if step == Step.RESERVE:
        return on_reserve().filter(application__call=call).values("application")
    return Place.objects.filter(_place_at(step, call), application__call=call).values("application")


def _place_at(step: Step, call: Call) -> Q:
    """What its place says; a place that went on counts only while the person holds no other."""
    if step == Step.OFFERED:
        return Q(status=PlaceStatus.OFFERED)
    if step == Step.CONFIRMED:
        return Q(status__in=TAKEN)
    ended = {Step.DECLINED: PlaceStatus.DECLINED, Step.EXPIRED: PlaceStatus.EXPIRED, Step.RELEASED: PlaceStatus.RELEASED}[step]
    holders = Place.objects.filter(application__call=call, status__in=HOLDING).values("application")
    return Q(status=ended) & ~Q(application__in=holders)


def waiting_for(what: str, call: Call) -> Q:
    """Does it wait for this?"""
    if what == Waits.CONSENT:
        return Q(pk__in=_unanswered(call).values("application"))
    if what == Waits.ANSWER:
        return at_step(Step.OFFERED, call)
    if what == Waits.SCORES:
        return _unscored(call)
    if what == Waits.DECLARED:
        return Q(status__in=COUNTING, pk__in=unchecked_in(call))
    condition = _meant(MEANT[what])
    return condition & ~_unscored(call) if what == Waits.OFFICE else condition


def _unscored(call: Call) -> Q:
    """Those the committee has not scored; their points cannot be worked out before. Nobody, where it scores nothing."""
    is_judged = bool(judged(call.rules.criteria))
    return Q(status=ApplicationStatus.SUBMITTED, assessed_at=None, jury={}) if is_judged else Q(pk__in=[])


def _unanswered(call: Call) -> QuerySet[Consent]:
    return Consent.objects.filter(application__call=call, application__status__in=UNDECIDED, answered_at=None)


def late(call: Call, at: datetime) -> Q:
    """Has it waited longer than the office promised, or than the person was given?"""
    promised = at - PROMISED
    corrected = Correction.objects.filter(application__call=call, application__status=ApplicationStatus.CORRECTION)
    asked = corrected.filter(supplied_at=None, answer_by__lte=at).values("application")
    consents = _unanswered(call).filter(asked_at__lte=promised).values("application")
    too_long = (
        Q(status=ApplicationStatus.SUBMITTED, received_at__lte=promised)
        | Q(status=ApplicationStatus.CORRECTION, pk__in=asked)
        | Q(pk__in=consents)
    )
    return Q(status__in=UNDECIDED) & too_long


def doubtful(doubt: str, call: Call) -> Q:
    """Is there this to look at twice?"""
    if doubt == Doubt.DIFFERS:
        return ~Q(differs="")
    if doubt == Doubt.REPEATED:
        return Q(pk__in=RepeatedForm.objects.filter(application__call=call).values("application"))
    again = {
        "application__person__applications__call": call,
        "application__person__applications__choices__edition__support_form": F("edition__support_form"),
    }
    elsewhere = Place.objects.filter(status__in=HOLDING, **again).exclude(application__call=call)
    return Q(pk__in=elsewhere.values("application__person__applications")) & ~Q(status=ApplicationStatus.WITHDRAWN)


def holding(fact: str, call: Call, of: str = "", office: str = "employment__organisation__") -> Q:
    """Do the records say this about the person? As points and bounds count it: ages on the call's last day.

    A condition on applications, or on what leads to them by the path `of`, and to the office by `office`.
    """
    if fact == Fact.FIRST_SUPPORT:
        taken = Place.objects.filter(application__call__project=call.project_id, status__in=TAKEN).exclude(application__call=call)
        return ~Q(**{f"{of}person__in": taken.values("application__person")})
    oldest = calls.latest_birth_date(selection.AGE_OF_THE_BOUND, selection.last_day(call.closes_at))
    path, value = {
        Fact.WOMAN: ("person__sex", Sex.WOMAN),
        Fact.MAN: ("person__sex", Sex.MAN),
        Fact.AGE_45: ("person__birth_date__lte", oldest),
        Fact.GOPS: (f"{office}kind", Kind.GOPS),
    }[Fact(fact)]
    return Q(**{f"{of}{path}": value})


# Counts ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pipeline:
    """How many applications of a call stand where."""

    drafts: int | None
    steps: Mapping[str, int]
    waits: Mapping[str, int] = field(default_factory=dict)
    is_selected: bool = False

    @property
    def received(self) -> int:
        """All that came, also withdrawn ones."""
        return self.steps[Step.RECEIVED]

    @property
    def waiting(self) -> int:
        """Nobody has decided on them: submitted, or given back to be completed."""
        s = self.steps
        return s[Step.RECEIVED] - s[Step.ACCEPTED] - s[Step.REJECTED] - s[Step.WITHDRAWN]

    @property
    def counting(self) -> int:
        """Those that may still get a place."""
        return self.waiting + self.steps[Step.ACCEPTED]

    def funnel(self) -> list[tuple[str, int]]:
        """From top to bottom, in words, for the start page."""
        s = self.steps
        return [
            (gettext("received"), s[Step.RECEIVED] - s[Step.WITHDRAWN]),
            (gettext("checked"), s[Step.CHECKED]),
            (gettext("meet the conditions"), s[Step.ACCEPTED]),
            (gettext("place offered"), s.get(Step.OFFERED, 0)),
            (gettext("place confirmed"), s.get(Step.CONFIRMED, 0)),
        ]


def pipeline(call: Call, actor: Actor, at: datetime) -> Pipeline:
    """The counts above the list. Two queries while the call runs.

    One more each for consents, for a committee's scores and for a closed list's places; four where declarations are checked.
    """
    is_selected, all_of_them = call.status == CallStatus.SELECTED, sees_all(actor)
    tallies = _tallies(of_call(call, actor), each_once=not all_of_them)
    steps: dict[str, int] = {step: MEANT[step].count(tallies) for step in Step if step in MEANT}
    found: dict[str, int] = {one: MEANT[one].count(tallies) for one in Waits if one in MEANT}
    if judged(call.rules.criteria):
        found[Waits.SCORES] = of_call(call, actor).filter(_unscored(call)).count()
        found[Waits.OFFICE] -= found[Waits.SCORES]
    if call.rules.confirmed_only and not is_selected:
        found[Waits.DECLARED] = of_call(call, actor).filter(waiting_for(Waits.DECLARED, call)).count()
    if call.rules.access.superior_consent:
        found[Waits.CONSENT] = _mine(_unanswered(call), call, actor).count()
    if is_selected:
        steps |= _steps_of_places(call, actor)
        found[Waits.ANSWER] = steps[Step.OFFERED]
    drafts = Draft.objects.filter(call=call, expires_at__gt=at).count() if all_of_them else None
    return Pipeline(drafts, steps, found, is_selected)


def _tallies(rows: QuerySet[Application], *, each_once: bool) -> dict[str, Tally]:
    """One pass over an index, whatever is counted; `each_once` where joins repeat a row."""

    def count(condition: Q | None = None) -> Count:
        return Count("pk", filter=condition, distinct=each_once)

    checked, doubted = count(Q(assessed_at__isnull=False)), count(Q(identity=Identity.DOUBTED))
    counted = rows.order_by().values("status").annotate(all=count(), checked=checked, doubted=doubted)
    return {row["status"]: Tally(row["all"], row["checked"], row["doubted"]) for row in counted}


def _mine(rows: "QuerySet[Row]", call: Call, actor: Actor) -> "QuerySet[Row]":
    return rows if sees_all(actor) else rows.filter(application__in=of_call(call, actor).values("pk"))


def _steps_of_places(call: Call, actor: Actor) -> dict[str, int]:
    placed = [step for step in AFTER_SELECTION if step != Step.RESERVE]
    places = _mine(Place.objects.filter(application__call=call), call, actor)
    counted = places.aggregate(**{step: Count("application", filter=_place_at(step, call), distinct=True) for step in placed})
    wishes = _mine(on_reserve().filter(application__call=call), call, actor)
    reserve = wishes.aggregate(count=Count("application", distinct=True))["count"]
    return {step: reserve if step == Step.RESERVE else counted[step] for step in AFTER_SELECTION}
