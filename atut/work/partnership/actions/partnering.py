"""Partners of a project and its goals: what stands in the grant agreement."""

from datetime import date, datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.projects.models import Organisation, Project
from atut.work.partnership import permissions, queries, rules
from atut.work.partnership.models import Goal, Partner
from atut.work.partnership.rules import GoalDetails


@action
def add_partner(
    project: Project, organisation: Organisation, *, role: str, position: int | None = None, actor: Actor, at: datetime
) -> Partner:
    """An organisation joins the project: as its lead, as a partner, or as a unit of one. Without a position it stands last.

    One that left comes back as the partner it was: its people, places and papers are still tied to it.
    """
    permissions.change_partners.require(actor, project)
    project = Project.objects.select_for_update().get(pk=project.pk)
    known = Partner.objects.filter(project=project, organisation=organisation).first()
    if known is not None and known.left_on is None:
        raise rules.AlreadyPartner(name=organisation.name)
    rules.must_be_the_only_lead(role, queries.names_of_leads(project))
    if position is None:
        position = rules.next_position(Partner.objects.filter(project=project).values_list("position", flat=True))
    if known is not None:
        return _bring_back(known, role, position, actor=actor, at=at)
    partner = Partner.objects.create(project=project, organisation=organisation, role=role, position=position, joined_on=at.date())
    record("partnership.partner.added", partner, actor=actor, at=at, fields=["role", "position"])
    return partner


def _bring_back(partner: Partner, role: str, position: int, *, actor: Actor, at: datetime) -> Partner:
    partner.role, partner.position, partner.left_on = role, position, None
    partner.save(update_fields=["role", "position", "left_on"])
    record("partnership.partner.returned", partner, actor=actor, at=at, fields=["role", "position", "left_on"])
    return partner


@action
def change_partner(partner: Partner, *, role: str, place: int, actor: Actor, at: datetime) -> Partner:
    """Another role, or another place (counted from one) in the order of the agreement; the others move up or down."""
    permissions.change_partners.require(actor, partner)
    partner = _locked(partner)
    rules.must_be_in(partner.organisation.name, partner.left_on)
    rules.must_be_the_only_lead(role, queries.names_of_leads(partner.project, besides=partner))
    changed = ["role"] if role != partner.role else []
    Partner.objects.filter(pk=partner.pk).update(role=role)
    changed += ["position"] if _put(partner, place) else []
    record("partnership.partner.changed", partner, actor=actor, at=at, fields=changed)
    partner.refresh_from_db()
    return partner


def _put(partner: Partner, place: int) -> bool:
    """Number the partners anew with this one in its place; did anything move?"""
    before = list(queries.partners(partner.project).values_list("pk", flat=True))
    after = rules.in_order([pk for pk in before if pk != partner.pk], partner.pk, place)
    for number, pk in enumerate(after, 1):
        Partner.objects.filter(pk=pk).exclude(position=number).update(position=number)
    return before != after


@action
def take_leave_of_partner(partner: Partner, *, on: date, actor: Actor, at: datetime) -> Partner:
    """The organisation is no partner from `on` (the first day outside). Its people and their records stay as they are."""
    permissions.change_partners.require(actor, partner)
    partner = _locked(partner)
    rules.must_be_in(partner.organisation.name, partner.left_on)
    units = queries.names_of_units(partner)
    rules.must_be_able_to_leave(partner.role, units, joined_on=partner.joined_on, on=on, today=at.date())
    partner.left_on = on
    partner.save(update_fields=["left_on"])
    record("partnership.partner.left", partner, actor=actor, at=at, fields=["left_on"])
    return partner


def _locked(partner: Partner) -> Partner:
    """The project first, as everywhere partners change: two changes never number the row at once."""
    Project.objects.select_for_update().get(pk=partner.project_id)
    return Partner.objects.select_related("organisation", "project").get(pk=partner.pk)


@action
def add_goal(project: Project, details: GoalDetails, *, parent: Goal | None = None, actor: Actor, at: datetime) -> Goal:
    """A goal of the grant agreement: main, specific under it, measured result under that."""
    permissions.change_goals.require(actor, project)
    project = Project.objects.select_for_update().get(pk=project.pk)
    rules.must_have_polish({"pl": "", **details.title}, details.text)
    rules.must_stand_under(details.kind, parent.kind if parent else None)
    taken = Goal.objects.filter(project=project, parent=parent).values_list("position", flat=True)
    position = details.position if details.position is not None else rules.next_position(taken)
    goal = Goal.objects.create(
        project=project, parent=parent, kind=details.kind, position=position, title=details.title, text=details.text
    )
    record("partnership.goal.added", goal, actor=actor, at=at, fields=["kind", "title"])
    return goal


@action
def change_goal(goal: Goal, details: GoalDetails, *, actor: Actor, at: datetime) -> Goal:
    """Mend the words of a goal. Its level and the goal above stay: other things already stand on them."""
    permissions.change_goals.require(actor, goal)
    goal = Goal.objects.select_for_update().get(pk=goal.pk)
    rules.must_have_polish({"pl": "", **details.title}, details.text)
    goal.title, goal.text = details.title, details.text
    goal.save(update_fields=["title", "text"])
    record("partnership.goal.changed", goal, actor=actor, at=at, fields=["title", "text"])
    return goal


@action
def move_goal(goal: Goal, *, up: bool, actor: Actor, at: datetime) -> Goal:
    """One place up or down among the goals under the same goal."""
    permissions.change_goals.require(actor, goal)
    goal = _locked_goal(goal)
    row = _row_of(goal.project_id, goal.parent_id)
    _number(rules.one_step(row, goal.pk, up=up))
    record("partnership.goal.moved", goal, actor=actor, at=at, fields=["position"])
    goal.refresh_from_db()
    return goal


@action
def put_goal_under(goal: Goal, above: Goal, *, actor: Actor, at: datetime) -> Goal:
    """Another goal above, of the same level as the one before; it stands last there, with everything under it."""
    permissions.change_goals.require(actor, goal)
    permissions.change_goals.require(actor, above)
    goal = _locked_goal(goal)
    above = Goal.objects.get(pk=above.pk, project=goal.project_id)
    rules.must_not_be_below(goal.pk, above.pk, dict(Goal.objects.filter(project=goal.project_id).values_list("pk", "parent_id")))
    rules.must_stand_under(goal.kind, above.kind)
    before, row = goal.parent_id, [one for one in _row_of(goal.project_id, above.pk) if one != goal.pk]
    taken = Goal.objects.filter(project=goal.project_id, parent=above).exclude(pk=goal.pk).values_list("position", flat=True)
    Goal.objects.filter(pk=goal.pk).update(parent=above, position=rules.next_position(taken))
    _number([*row, goal.pk])
    _number(_row_of(goal.project_id, before))
    record("partnership.goal.moved", goal, actor=actor, at=at, fields=["parent", "position"])
    goal.refresh_from_db()
    return goal


def _locked_goal(goal: Goal) -> Goal:
    """The project first: two moves never number one row at once."""
    Project.objects.select_for_update().get(pk=goal.project_id)
    return Goal.objects.get(pk=goal.pk)


def _row_of(project_id: int, parent_id: int | None) -> list[int]:
    return list(Goal.objects.filter(project=project_id, parent=parent_id).order_by("position", "pk").values_list("pk", flat=True))


def _number(row: list[int]) -> None:
    """Places 1, 2, 3…: first out of the way, because two goals may not have one place even for a moment."""
    taken = Goal.objects.filter(pk__in=row).values_list("position", flat=True)
    free = rules.next_position([*taken, len(row)])
    for number, pk in enumerate(row):
        Goal.objects.filter(pk=pk).update(position=free + number)
    for number, pk in enumerate(row, 1):
        Goal.objects.filter(pk=pk).update(position=number)


@action
def remove_goal(goal: Goal, *, actor: Actor, at: datetime) -> None:
    """Take out a goal that was added by mistake: only while nothing stands under it and nothing serves it."""
    permissions.change_goals.require(actor, goal)
    goal = Goal.objects.select_for_update().get(pk=goal.pk)
    if any(_points_here(goal)):
        raise rules.GoalInUse
    record("partnership.goal.removed", goal, actor=actor, at=at)
    goal.delete()


def _points_here(goal: Goal) -> list[bool]:
    """For each table that points to goals, also in later rooms: does it point to this one?"""
    return [link.related_model._default_manager.filter(**{link.field.name: goal}).exists() for link in goal._meta.related_objects]
