"""Partners of a project and its goals: what stands in the grant agreement."""

from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.projects.models import Organisation, Project
from atut.work.partnership import permissions, rules
from atut.work.partnership.models import Goal, Partner
from atut.work.partnership.rules import GoalDetails


@action
def add_partner(project: Project, organisation: Organisation, *, role: str, position: int, actor: Actor, at: datetime) -> Partner:
    """An organisation joins the project: as its lead, as a partner, or as a unit of one."""
    permissions.change_partners.require(actor, project)
    project = Project.objects.select_for_update().get(pk=project.pk)
    if Partner.objects.filter(project=project, organisation=organisation).exists():
        raise rules.AlreadyPartner(name=organisation.name)
    partner = Partner.objects.create(project=project, organisation=organisation, role=role, position=position, joined_on=at.date())
    record("partnership.partner.added", partner, actor=actor, at=at, fields=["role", "position"])
    return partner


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
