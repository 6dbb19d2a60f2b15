"""A call with a jury, its committee and sheets, by the verbs."""

from datetime import timedelta

from atut.base.accounts.queries import actor_for
from atut.base.accounts.tests.factories import a_coordinator, a_user
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.work.committee import actions
from atut.work.committee.queries import appeals as queries
from atut.work.committee.rules.appeals import LINK
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.models import Call
from atut.work.recruitment.rules.points import Criterion
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.tests.factories_placing import a_past_call, an_eligible_application
from atut.work.selection.rules.frozen import hash_of

MOTIVES = Criterion("motives", {"pl": "Uzasadnienie", "en": "Motives"}, 10, "jury", weight=2)
PLAN = Criterion("plan", {"pl": "Plan", "en": "Plan"}, 5, "jury")


def a_judged_call(project, *, people=2, criteria=(MOTIVES, PLAN), edition=None, places=1, **fields):
    """A call over an hour ago, with so many applications that wait for the committee, as `call.people`."""
    edition = edition or an_edition(project)
    call = a_past_call(project, {edition: places})
    call.regulation = Regulation(criteria=tuple(criteria), **fields).as_data()
    call.save()
    call = Call.objects.select_related("project").get(pk=call.pk)
    call.people = [an_eligible_application(call, [edition], points=None, status="submitted") for _unused in range(people)]
    return call


def a_member(call, *, declared=True, is_chair=False, user=None, ties=None, at=None):
    """Somebody appointed, who has declared."""
    user = user or a_user("committee", call.project)
    at = at or clock.now() - timedelta(minutes=30)
    member = actions.appoint_member(call, user, is_chair=is_chair, actor=a_coordinator(call.project), at=at)
    if declared:
        member = actions.declare_impartiality(member, ties or {}, actor=acting(member), at=at)
    return member


def acting(member):
    return actor_for(member.user, member.committee.call.project)


def a_closed_sheet(member, scores, *, at=None):
    """Every application the member judges gets these scores; the sheet is closed."""
    from atut.work.committee.queries.members import to_judge

    at = at or clock.now()
    for application in to_judge(member):
        actions.save_scores(member, application, scores, actor=acting(member), at=at)
    return actions.close_sheet(member, actor=acting(member), at=at)


def a_listed_call(project, members=2, **fields):
    """The same with points from its committee, and its list closed; `call.seats` are the members."""
    from atut.work.recruitment.actions import close_selection

    call = a_judged_call(project, **fields)
    call.seats = [a_member(call, is_chair=not number) for number in range(members)]
    for seat in call.seats:
        a_closed_sheet(seat, {"motives": 7, "plan": 3})
    coordinator = a_coordinator(project)
    for one in call.people:
        type(one).objects.filter(pk=one.pk).update(status="eligible")
        one.refresh_from_db()
        one.points = sum(one.jury.values())
        one.save(update_fields=["points"])
    call.selection = close_selection(call, actor=coordinator, at=clock.now())
    call.refresh_from_db()
    return call


def appellant(application):
    """Whoever holds the link to appeal."""
    return Actor(label=f"{LINK}{application.key}", project_id=application.call.project_id)


def a_sent_appeal(application, **fields):
    known = {"actor": appellant(application), "at": clock.now()}
    return actions.lodge_appeal(application, "Za mało punktów za plan.", **{**known, **fields})


def an_upheld_appeal(call, application, points=25, **fields):
    appeal = a_sent_appeal(application, **fields)
    said = {"reason": "Plan oceniono dwa razy.", "actor": acting(call.seats[0]), "at": clock.now()}
    return actions.decide_appeal(appeal, points=points, **said)


def an_applied_appeal(appeal, coordinator):
    """Put into the list as somebody does who has seen the difference."""
    seen = hash_of(queries.changed_input(appeal, appeal.points))
    return actions.apply_appeal(appeal, seen=seen, actor=coordinator, at=clock.now())
