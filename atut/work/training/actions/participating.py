"""Entry, exit, coming back, the situation after exit."""

from datetime import date, datetime

from atut.base.audit.journal import action, record
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.projects.models import Project
from atut.work.training import notices, permissions, queries
from atut.work.training.actions.preparing import institution_of, locked
from atut.work.training.models import Participation
from atut.work.training.rules import dictionaries, moves
from atut.work.training.rules import participation as rules
from atut.work.training.rules.moves import ParticipationStatus


@action
def enter_project(participation: Participation, *, day: date, actor: Actor, at: datetime) -> Participation:
    """Support begins: the day is the start of the first support, never the day of signing (unless that is one day)."""
    permissions.enter_project.require(actor, participation)
    participation = locked(participation)
    project = participation.project
    rules.must_have_papers([(participation.name, queries.papers_missing([participation.pk])[participation.pk])])
    rules.must_enter_within(day, starts=project.starts_on, ends=project.ends_on)
    participation.status = moves.after("enter_project", participation.status)
    participation.entered_on = day
    participation.save(update_fields=["status", "entered_on"])
    record("training.participation.entered", participation, actor=actor, at=at)
    _institution_follows(participation, day, actor=actor, at=at)
    return participation


def _institution_follows(participation: Participation, day: date, *, actor: Actor, at: datetime) -> None:
    """An institution enters with its first employee, and comes back with one who comes back."""
    office = institution_of(participation, at=at)
    if office is None:
        return
    before = (office.status, office.entered_on, office.left_on)
    office.entered_on = min(day, office.entered_on or day)
    if office.status == ParticipationStatus.PREPARED or rules.comes_back(left_on=office.left_on, support_days=[day]):
        office.status, office.left_on = ParticipationStatus.IN_PROJECT, None
    if before != (office.status, office.entered_on, office.left_on):
        office.save(update_fields=["status", "entered_on", "left_on"])
        record("training.participation.entered", office, actor=actor, at=at)


@action
def reenter_project(participation: Participation, *, day: date, actor: Actor, at: datetime) -> Participation:
    """Somebody who left has support again: the same participation. First entry is kept, exit and situation are emptied."""
    permissions.enter_project.require(actor, participation)
    participation = locked(participation)
    old = {"left_on": str(participation.left_on), "situation": participation.situation, "reentered_on": str(day)}
    participation.status = moves.after("reenter_project", participation.status)
    participation.left_on = participation.planned_path = participation.situation_on = None
    participation.leaving_reason = participation.situation = participation.second_situation = ""
    participation.reminded_at_day = 0
    participation.save()
    record("training.participation.reentered", participation, actor=actor, at=at, fields=["left_on", "situation"], values=old)
    _institution_follows(participation, day, actor=actor, at=at)
    return participation


@action
def take_back_entry(participation: Participation, *, actor: Actor, at: datetime) -> Participation:
    """The only attendance was a mistake and was corrected: the person has not entered after all."""
    permissions.enter_project.require(actor, participation)
    participation = locked(participation)
    participation.status = moves.after("take_back_entry", participation.status)
    participation.entered_on = None
    participation.save(update_fields=["status", "entered_on"])
    record("training.participation.entry_taken_back", participation, actor=actor, at=at)
    return participation


@action
def move_entry_day(participation: Participation, *, day: date, actor: Actor, at: datetime) -> Participation:
    """A corrected list shows that the first support was on another day."""
    permissions.enter_project.require(actor, participation)
    participation = locked(participation)
    rules.must_enter_within(day, starts=participation.project.starts_on, ends=participation.project.ends_on)
    values = {"entered_on": [str(participation.entered_on), str(day)]}
    participation.entered_on = day
    participation.save(update_fields=["entered_on"])
    record("training.participation.entry_day_moved", participation, actor=actor, at=at, fields=["entered_on"], values=values)
    _institution_follows(participation, day, actor=actor, at=at)
    return participation


@action
def leave_project(
    participation: Participation, *, on: date, is_planned_path: bool, reason: str = "", actor: Actor, at: datetime
) -> Participation:
    """Exit: after the last planned support, or earlier with a reason. The 28 days for the situation start here."""
    permissions.leave_project.require(actor, participation)
    participation = locked(participation)
    status = moves.after("leave_project", participation.status)
    rules.must_have_a_reason(is_planned_path=is_planned_path, reason=reason)
    reasons = dictionaries.entries(participation.project.profile.data, "leaving_reason")
    dictionaries.must_be_known(reasons, reason, name="leaving_reason")
    _must_be_over(participation)
    rules.must_leave_in_order(
        on,
        last_support=queries.last_support_day(participation),
        entered=participation.entered_on or on,
        today=clock.local(at).date(),
        ends=participation.project.ends_on,
    )
    participation.status, participation.left_on = status, on
    participation.planned_path, participation.leaving_reason = is_planned_path, reason
    participation.save(update_fields=["status", "left_on", "planned_path", "leaving_reason"])
    record("training.participation.left", participation, actor=actor, at=at)
    return participation


@action
def record_situation(
    participation: Participation, *, situation: str, second: str = "", on: date, actor: Actor, at: datetime
) -> Participation:
    """The situation within 28 days after exit. Recorded again, the later event counts."""
    permissions.leave_project.require(actor, participation)
    participation = locked(participation)
    if participation.left_on is None:
        raise moves.NotNow(status=ParticipationStatus(participation.status).label)
    profile = participation.project.profile.data
    rules.must_be_situation_day(on, left_on=participation.left_on, days=dictionaries.exit_days(profile))
    rules.must_not_be_ahead(on, today=clock.local(at).date())
    for code in (situation, second):
        dictionaries.must_be_known(dictionaries.entries(profile, "situation"), code, name="situation")
    participation.situation, participation.second_situation, participation.situation_on = situation, second, on
    participation.save(update_fields=["situation", "second_situation", "situation_on"])
    record("training.participation.situation_recorded", participation, actor=actor, at=at)
    return participation


def _must_be_over(participation: Participation) -> None:
    """No support goes on; an institution waits for its people."""
    rules.must_be_over(queries.open_group_names(participation))
    if participation.person is None:
        rules.must_have_nobody_in(queries.people_in_project(participation))


@action
def remind_of_situations(project: Project, *, actor: Actor, at: datetime) -> list[Participation]:
    """Tell the project office at day 14 and 21 after exit, and at day 29 that it is too late. Each stage once."""
    permissions.remind_of_situation.require(actor, project)
    today = clock.local(at).date()
    due = queries.situations_to_remind(project, today=today)
    for participation in due:
        days = (today - (participation.left_on or today)).days
        participation.reminded_at_day = rules.reminder_day(days, dictionaries.exit_days(project.profile.data))
        participation.save(update_fields=["reminded_at_day"])
    record("training.participation.reminded", project, actor=actor, at=at, count=len(due))
    if due:
        notices.situations_due(project, due, at=at)
    return due
