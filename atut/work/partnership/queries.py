"""Questions about partners, goals, people and staff lists."""

from django.db.models import QuerySet

from atut.base.kernel.actors import Actor, Scope
from atut.base.kernel.roles import Role
from atut.base.projects.models import Organisation, Project
from atut.work.partnership.models import Employment, Goal, Partner, Person


def partners(project: Project) -> QuerySet[Partner]:
    """The partners in the order of the grant agreement, each with its organisation and gmina."""
    rows = Partner.objects.filter(project=project, left_on=None)
    return rows.select_related("organisation__commune", "organisation__parent").order_by("position", "pk")


def goals(project: Project) -> list[Goal]:
    """The goals in the order of the tree: each main goal, its specific ones, their measured results. One query."""
    below: dict[int | None, list[Goal]] = {}
    for goal in Goal.objects.filter(project=project).order_by("position", "pk"):
        below.setdefault(goal.parent_id, []).append(goal)

    def walk(parent: int | None) -> list[Goal]:
        return [row for goal in below.get(parent, []) for row in (goal, *walk(goal.pk))]

    return walk(None)


def is_of_the_office(actor: Actor, scope: Scope) -> bool:
    """Does the actor keep the data of people there: the project office, or the lead of one of the offices?"""
    return actor.holds({Role.COORDINATOR, Role.OFFICE_LEAD}, scope)


def is_claimed_by(person: Person, actor: Actor) -> bool:
    """Is the actor signed in as this person?"""
    return actor.user_id is not None and person.claims.filter(user_id=actor.user_id).exists()


def has_later_records(person: Person) -> bool:
    """Does a later room hold something about the person? Read from the tables' own links, so no room is named here."""
    return any(
        link.related_model._default_manager.filter(**{link.field.name: person}).exists()
        for link in person._meta.related_objects
        if link.related_model._meta.app_label != "partnership"
    )


def staff_of(project: Project, organisation: Organisation) -> list[Employment]:
    """Everybody employed in an office now or before, with the person: what a staff list is compared with. One query."""
    rows = Employment.objects.filter(person__project=project, organisation=organisation, person__erased_at=None)
    return list(rows.select_related("person").order_by("since", "pk"))


def people_by_identity(project: Project, hashes: set[str]) -> dict[str, Person]:
    """People by the keyed hash of their number. One query per five hundred."""
    wanted = sorted(hashes)
    found: dict[str, Person] = {}
    for start in range(0, len(wanted), 500):
        people = Person.objects.filter(project=project, identity_hash__in=wanted[start : start + 500])
        found |= {person.identity_hash: person for person in people if person.identity_hash}
    return found
