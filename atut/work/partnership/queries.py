"""Questions about partners, goals, people and staff lists."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atut.base.accounts.models import User
from atut.base.accounts.queries import has_account
from atut.base.kernel.actors import Actor, Scope
from atut.base.kernel.personal import Kept
from atut.base.kernel.polish import fold
from atut.base.kernel.prepared import Prepared
from atut.base.kernel.roles import Role
from atut.base.kernel.worklist import Item
from atut.base.privacy.queries import why_records_stay
from atut.base.projects.models import Organisation, Project
from atut.work.partnership.models import AccountLink, Employment, FormerKey, Goal, Partner, Person, PersonClaim, StaffImport
from atut.work.partnership.rules import LINK_KEPT, UNDER, GoalKind, PartnerRole

LINK_SALT = "partnership.account_link"  # the purpose of the link: no other link's signature fits
WORKING = ("signed_in", "known", "new")  # states of a link's page in which a button does something


def partners(project: Project) -> QuerySet[Partner]:
    """The partners in the order of the grant agreement, each with its organisation and gmina."""
    rows = Partner.objects.filter(project=project, left_on=None)
    return rows.select_related("organisation__commune", "organisation__parent").order_by("position", "pk")


@Prepared
def like_person(project: int, identity: str, office: int, name: str) -> "QuerySet[Any, Any]":
    """Who has this identity, and who stands on the office's list under this name without one; locked. Number and identity."""
    listed = Q(name_folded=name, identity_hash=None, pk__in=Employment.objects.filter(organisation=office).values("person_id"))
    found = Person.objects.select_for_update().filter(listed | Q(identity_hash=identity), project=project, erased_at=None)
    return found.order_by("pk").values_list("pk", "identity_hash")


def former_partners(project: Project) -> list[Partner]:
    """Who left the project, the last one first. One query."""
    rows = Partner.objects.filter(project=project, left_on__isnull=False).select_related("organisation__parent")
    return list(rows.order_by("-left_on", "pk"))


def names_of_leads(project: Project, besides: Partner | None = None) -> list[str]:
    """The lead partner's name; none while there is no lead. One query."""
    rows = partners(project).filter(role=PartnerRole.LEAD).exclude(pk=besides.pk if besides else 0)
    return list(rows.values_list("organisation__name", flat=True))


def names_of_units(partner: Partner) -> list[str]:
    """The partner's own units that are in the project now. One query."""
    rows = partners(partner.project).filter(organisation__parent=partner.organisation_id)
    return list(rows.values_list("organisation__name", flat=True))


def place_of(partner: Partner) -> int:
    """In which place of the agreement's order the partner stands, counted from one. One query."""
    order = list(partners(partner.project).values_list("pk", flat=True))
    return order.index(partner.pk) + 1 if partner.pk in order else len(order)


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


def goals_above(goal: Goal) -> list[Goal]:
    """The goals under which this one could stand, besides the one it stands under. Two queries at most."""
    wanted = UNDER[GoalKind(goal.kind)]
    return [one for one in goals(goal.project) if one.kind == wanted and one.pk != goal.parent_id] if wanted else []


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


def employed_elsewhere(project: Project, organisation: Organisation) -> set[int]:
    """Keys of rows of people who work in another office of the project now. One query."""
    rows = Employment.objects.filter(person__project=project, until=None).exclude(organisation=organisation)
    return set(rows.values_list("person_id", flat=True))


def people_by_identity(project: Project, hashes: set[str]) -> dict[str, Person]:
    """People by the keyed hash of their number. One query per five hundred."""
    wanted = sorted(hashes)
    found: dict[str, Person] = {}
    for start in range(0, len(wanted), 500):
        people = Person.objects.filter(project=project, identity_hash__in=wanted[start : start + 500])
        found |= {person.identity_hash: person for person in people if person.identity_hash}
    return found


def offices_for(actor: Actor, project: Project) -> list[Organisation]:
    """Offices whose people the actor keeps: all partners for the project office, one's own for a lead. By name."""
    rows = Organisation.objects.filter(partnerships__project=project, partnerships__left_on=None)
    if not actor.holds_for_project({Role.COORDINATOR, Role.CONTROLLER}):
        rows = rows.filter(pk__in=actor.offices({Role.OFFICE_LEAD}))
    return list(rows.order_by("name_sort", "pk"))


def organisations_to_add(project: Project) -> list[Organisation]:
    """Organisations of the installation that are no partners of this project now, also those that left. By name."""
    inside = Partner.objects.filter(project=project, left_on=None).values("organisation_id")
    return list(Organisation.objects.exclude(pk__in=inside).order_by("name_sort", "pk"))


def people(actor: Actor, words: list[str], office_key: str = "") -> QuerySet[Person]:
    """People the actor may see, by surname, whose folded name has all the words; with their employments."""
    rows = Person.objects.visible_to(actor).filter(erased_at=None)
    for word in words:
        rows = rows.filter(name_folded__contains=word)
    if office_key:
        rows = rows.filter(pk__in=Employment.objects.filter(organisation__key=office_key).values("person_id"))
    return rows.prefetch_related(_employments()).order_by("name_sort", "pk")


def _employments() -> "Prefetch[Any]":
    rows = Employment.objects.select_related("organisation").order_by("-since", "pk")
    return Prefetch("employments", queryset=rows)


def person_for(actor: Actor, key: str) -> QuerySet[Person]:
    """One person the actor may see, with employments and claims."""
    return Person.objects.visible_to(actor).filter(key=key, erased_at=None).prefetch_related(_employments(), "claims")


def alike(person: Person) -> list[Person]:
    """Entries that may be the same person: the same name, or the same surname and first letter. By name."""
    first = f"{fold(person.first_name)[:1]}"
    rows = Person.objects.filter(project=person.project_id, erased_at=None).exclude(pk=person.pk)
    same = Q(name_folded=person.name_folded) | Q(last_name=person.last_name, name_folded__startswith=first)
    return list(rows.filter(same).prefetch_related(_employments()).order_by("name_sort", "pk")[:30])


def partner_of(project: Project, key: str) -> QuerySet[Partner]:
    """One partner of the project with its organisation and gmina."""
    return Partner.objects.filter(project=project, key=key).select_related("organisation__commune", "organisation__parent")


def headcounts(project: Project) -> dict[int, int]:
    """How many people each organisation employs now. One query."""
    rows = Employment.objects.filter(person__project=project, until=None).values("organisation_id")
    return dict(rows.annotate(people=Count("person_id", distinct=True)).values_list("organisation_id", "people"))


def staff_imports(actor: Actor) -> QuerySet[StaffImport]:
    """Lists that were brought, newest first."""
    rows = StaffImport.objects.visible_to(actor).select_related("organisation", "file", "rejected_file", "project")
    return rows.order_by("-uploaded_at", "-pk")


def unused_imports(before: datetime) -> list[StaffImport]:
    """Lists brought before a moment that nobody took in or threw away."""
    waiting = StaffImport.objects.filter(applied_at=None, discarded_at=None, uploaded_at__lt=before)
    return list(waiting.select_related("project").order_by("pk"))


def worklist(actor: Actor, at: datetime) -> list[Item]:
    """Staff lists that were brought and wait for a decision."""
    if not actor.holds({Role.COORDINATOR, Role.OFFICE_LEAD}):
        return []
    waiting = list(staff_imports(actor).filter(applied_at=None, discarded_at=None))
    if not waiting:
        return []
    title = ngettext("staff list waits to be taken in", "staff lists wait to be taken in", len(waiting))
    late = waiting[-1].uploaded_at < at - timedelta(days=7)
    detail = _("Nobody from it is on the office's list yet. After 14 days the file is deleted.")
    return [Item(len(waiting), title, detail, reverse("partnership:staff_imports"), is_late=late)]


def link_token(link: AccountLink) -> str:
    """What the address of a link carries: signed, for this purpose only, without any personal data."""
    return signing.dumps(link.key, salt=LINK_SALT)


def link_of(project: Project, token: str) -> AccountLink | None:
    """The link of an address in this project, whatever its state; None where nobody here signed it. One query."""
    try:
        key = signing.loads(token, salt=LINK_SALT)
    except signing.BadSignature:
        return None
    return AccountLink.objects.filter(key=key, person__project=project).select_related("person__project").first()


def link_state(link: AccountLink, actor: Actor, at: datetime) -> str:
    """What the page of a link says: used, over, signed_in, known (the address has an account) or new. At most one query."""
    if link.used_at:
        return "used"
    if not link.is_current or at >= link.expires_at:
        return "over"
    if actor.is_signed_in:
        return "signed_in"
    return "known" if has_account(link.email.strip().lower()) else "new"


def last_link_at(person: Person) -> datetime | None:
    """When a link went to the person last."""
    return AccountLink.objects.filter(person=person, used_at=None).order_by("-sent_at").values_list("sent_at", flat=True).first()


def links_due(at: datetime) -> QuerySet[AccountLink]:
    """Links older than their ninety days, used or not."""
    return AccountLink.objects.filter(sent_at__lte=at - LINK_KEPT)


def claimed_people(actor: Actor) -> list[Person]:
    """Who the signed-in person is in this project: one, or more while duplicates are not merged. Two queries."""
    if actor.user_id is None:
        return []
    rows = Person.objects.filter(project=actor.project_id or 0, claims__user_id=actor.user_id, erased_at=None)
    return list(rows.select_related("project").prefetch_related(_employments(), "claims").order_by("pk"))


def data_of_links(key: str) -> QuerySet[AccountLink]:
    """Links that were sent to the person, for the copy of the data."""
    return AccountLink.objects.filter(person__key=key).order_by("sent_at", "pk")


def former_keys_of(key: str) -> QuerySet[FormerKey]:
    """Keys of entries that were merged into the person."""
    return FormerKey.objects.filter(person__key=key).order_by("pk")


def data_of_person(key: str) -> QuerySet[Person]:
    """The person's own row, for the copy of the data."""
    return Person.objects.filter(key=key).order_by("pk")


def data_of_employments(key: str) -> QuerySet[Employment]:
    """Where the person works and worked, for the copy of the data."""
    return Employment.objects.filter(person__key=key).select_related("organisation").order_by("since", "pk")


def data_of_claims(key: str) -> QuerySet[PersonClaim]:
    """Accounts that belong to the person, for the copy of the data."""
    return PersonClaim.objects.filter(person__key=key).order_by("pk")


def accounts_of(key: str) -> QuerySet[User]:
    """The accounts that belong to the person."""
    return User.objects.filter(claims__person__key=key).order_by("pk")


def keys_of_people(project_id: int) -> list[str]:
    """Everybody of a project whose data are still here: for the end of its retention."""
    return list(Person.objects.filter(project=project_id, erased_at=None).order_by("pk").values_list("key", flat=True))


def names_of_people(keys: Iterable[str]) -> dict[str, str]:
    """Names by key, for the screens of requests about data."""
    rows = Person.objects.filter(key__in=set(keys), erased_at=None).order_by("pk")
    return {person.key: person.listed_name for person in rows}


def why_person_stays(key: str, at: datetime) -> Kept | None:
    """People with an application or participation stay while those records must (Regulation 2021/1060 art. 82)."""
    person = Person.objects.filter(key=key).select_related("project__profile").first()
    if person is None or not has_later_records(person):
        return None
    return why_records_stay(person.project, key, at)


def offices_of(project: Project) -> QuerySet[Organisation]:
    """The organisations that are partners now, by name. One query."""
    return Organisation.objects.filter(partnerships__project=project, partnerships__left_on=None).order_by("name_sort", "pk")
