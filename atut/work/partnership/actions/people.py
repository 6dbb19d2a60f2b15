"""People: registered, recognised, claimed by a user, mended, merged. PESEL only for those who apply."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from atut.base.accounts.models import User
from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor, Scope
from atut.base.kernel.polish import sort_key
from atut.base.kernel.prepared import insert
from atut.base.projects.models import Organisation, Project
from atut.work.partnership import permissions, queries, rules
from atut.work.partnership.actions.employing import employ, fill
from atut.work.partnership.models import Employment, FormerKey, Partner, Person, PersonClaim
from atut.work.partnership.rules import Job, PersonDetails


@action
def register_person(
    project: Project, details: PersonDetails, *, organisation: Organisation | None, actor: Actor, at: datetime
) -> Person:
    """The person of these details in this project, found or made. One road for applicants, offices and imports.

    1. The same PESEL or other number: the known person.
    2. Else the only entry of that office's staff list with the same name and no number yet: it gets the number.
    3. Else a new person.

    A known person's contact data are replaced by the office, by the project office and by the person's own
    account; an applicant who has not signed in only fills empty ones, or a stranger who knows a PESEL could
    turn the person's letters to an address of his own. The typed address still stands in the application.
    """
    permissions.register_person.require(actor, project)
    details = rules.checked(details, today=at.date())
    identity = project.identity_hash(details.identifier) if details.identifier else None
    known = _known(project, identity, details, organisation)
    if known is None:
        return _new(project, identity, details, actor=actor, at=at)
    rules.must_be_the_same_name(details, first_name=known.first_name, last_name=known.last_name)
    may_replace = _may_replace(known, organisation, actor)
    changed = fill(known, _typed(details), may_replace=may_replace)
    if "email" in changed:
        known.email_is_proved = may_replace
        changed.append("email_is_proved")
    if may_replace:
        changed += _rename(known, details)
    if identity and not known.identity_hash:
        known.identity_hash, known.pesel, known.other_identifier = identity, details.pesel, details.other_identifier
        changed += ["identity_hash", "pesel", "other_identifier"]
    known.save(update_fields=changed)
    record("partnership.person.recognised", known, actor=actor, at=at, fields=changed)
    return known


def _known(project: Project, identity: str | None, details: PersonDetails, organisation: Organisation | None) -> Person | None:
    office = organisation.pk if organisation else 0
    rows = queries.like_person(project=project.pk, identity=identity or "", office=office, name=details.folded)
    same = [number for number, known in rows if known] or [number for number, _none in rows]
    return Person.objects.get(pk=same[0]) if len(same) == 1 else None


def _new(project: Project, identity: str | None, details: PersonDetails, *, actor: Actor, at: datetime) -> Person:
    fields: dict[str, Any] = {
        **_typed(details),
        "first_name": details.first_name,
        "last_name": details.last_name,
        "name_folded": details.folded,
        "name_sort": sort_key(details.last_name, details.first_name),
        "pesel": details.pesel,
        "other_identifier": details.other_identifier,
        "language": details.language,
    }
    person = Person(project=project, identity_hash=identity, **fields)
    if identity:  # two clicks at once: the second finds the first one's person
        try:
            with transaction.atomic():
                insert(person)
        except IntegrityError:
            person = Person.objects.get(project=project, identity_hash=identity)
    else:
        insert(person)
    person.is_new = True
    record("partnership.person.registered", person, actor=actor, at=at, fields=[k for k, v in fields.items() if v])
    return person


def _typed(details: PersonDetails) -> dict[str, object]:
    return {"email": details.email, "phone": details.phone, "birth_date": details.birth_date, "sex": details.sex}


def _may_replace(person: Person, organisation: Organisation | None, actor: Actor) -> bool:
    offices = frozenset({organisation.pk} if organisation else ())
    return queries.is_of_the_office(actor, Scope(person.project_id, offices)) or queries.is_claimed_by(person, actor)


def _rename(person: Person, details: PersonDetails) -> list[str]:
    if (person.first_name, person.last_name) == (details.first_name, details.last_name):
        return []
    person.first_name, person.last_name = details.first_name, details.last_name
    person.name_folded, person.name_sort = details.folded, sort_key(details.last_name, details.first_name)
    return ["first_name", "last_name", "name_folded", "name_sort"]


@action
def add_to_list(
    project: Project, details: PersonDetails, *, organisation: Organisation, job: Job, actor: Actor, at: datetime
) -> Employment:
    """Put one person on an office's list: found or made, and employed there. The same as one row of a staff list."""
    partner = Partner.objects.filter(project=project, organisation=organisation, left_on=None).first()
    permissions.import_people.require(actor, partner or project)
    if partner is None:
        raise rules.NotAPartner(name=organisation.name)
    person = register_person(project, details, organisation=organisation, actor=actor, at=at)
    return employ(person, organisation=organisation, post=job.post, unit=job.unit, actor=actor, at=at)


@action
def change_contact(person: Person, *, email: str, phone: str, language: str, actor: Actor, at: datetime) -> Person:
    """Mend how the person is reached: by the person, the office or the project office."""
    permissions.change_person.require(actor, person)
    person = Person.objects.select_for_update().get(pk=person.pk)
    person.email, person.phone, person.language = email.strip(), phone.strip(), language
    person.email_is_proved = True
    person.save(update_fields=["email", "phone", "language", "email_is_proved"])
    record("partnership.person.changed", person, actor=actor, at=at, fields=["email", "phone", "language"])
    return person


@action
def claim_person(person: Person, *, user: User, actor: Actor, at: datetime) -> PersonClaim:
    """A user proved to be this person, by the link that was sent to the person. Claiming twice changes nothing."""
    permissions.claim_person.require(actor, person)
    claim, _unused = PersonClaim.objects.get_or_create(user=user, person=person, defaults={"claimed_at": at})
    record("partnership.person.claimed", person, actor=actor, at=at)
    return claim


@action
def reveal_pesel(person: Person, *, actor: Actor, at: datetime) -> str:
    """The full PESEL (or other number) for somebody who needs it. The look itself is recorded."""
    permissions.reveal_person.require(actor, person)
    record("partnership.person.looked_at", person, actor=actor, at=at, fields=["pesel", "other_identifier"])
    return person.pesel or person.other_identifier


@action
def merge_people(kept: Person, duplicate: Person, *, actor: Actor, at: datetime) -> Person:
    """Two entries are one person: employments, accounts and contact data go to `kept`, `duplicate` is removed.

    The entry that goes may have nothing in later rooms (applications, participation): those are records
    with legal effect and stay where they were made, so such an entry is the one to keep.
    """
    permissions.merge_people.require(actor, kept)
    permissions.merge_people.require(actor, duplicate)
    people = {p.pk: p for p in Person.objects.select_for_update().filter(pk__in=[kept.pk, duplicate.pk]).order_by("pk")}
    if len(people) < 2:
        raise rules.SamePerson
    kept, duplicate = people[kept.pk], people[duplicate.pk]
    rules.must_be_one_person(kept.identity_hash, duplicate.identity_hash)
    if queries.has_later_records(duplicate):
        raise rules.HasRecords(name=duplicate.listed_name)
    return _absorb(kept, duplicate, actor=actor, at=at)


def _absorb(kept: Person, duplicate: Person, *, actor: Actor, at: datetime) -> Person:
    known = {name: getattr(duplicate, name) for name in ("email", "phone", "birth_date", "sex")}
    identity = {name: getattr(duplicate, name) for name in ("identity_hash", "pesel", "other_identifier")}
    _move_employments(kept, duplicate)
    duplicate.claims.exclude(user__in=kept.claims.values("user_id")).update(person=kept)
    Employment.objects.filter(superior=duplicate).update(superior=kept)
    duplicate.former_keys.update(person=kept)
    FormerKey.objects.create(key=duplicate.key, person=kept)
    record("partnership.person.merged", duplicate, actor=actor, at=at, values={"into": kept.key, "name": duplicate.full_name})
    duplicate.delete()
    changed = fill(kept, known | ({} if kept.identity_hash else identity), may_replace=False)
    kept.save(update_fields=changed)
    record("partnership.person.absorbed", kept, actor=actor, at=at, fields=changed)
    return kept


@action
def number_person(person: Person, *, pesel: str, other_identifier: str = "", actor: Actor, at: datetime) -> Person:
    """A person whose number was in doubt gets the right one, from the identity card; birth and sex are read from it.

    Where somebody of that name has the number here already, that is the person: returned, nothing changed.
    """
    permissions.identify_person.require(actor, person)
    person = Person.objects.select_for_update(of=("self",)).select_related("project").get(pk=person.pk)
    typed = PersonDetails(person.first_name, person.last_name, pesel=pesel, other_identifier=other_identifier)
    details = rules.checked(typed, today=at.date())
    identity = person.project.identity_hash(details.identifier)
    known = Person.objects.filter(project=person.project_id, identity_hash=identity).exclude(pk=person.pk).first()
    if known is not None:
        rules.must_be_the_same_name(details, first_name=known.first_name, last_name=known.last_name)
        record("partnership.person.recognised", known, actor=actor, at=at)
        return known
    rules.must_be_one_person(identity, person.identity_hash)
    person.identity_hash, person.pesel, person.other_identifier = identity, details.pesel, details.other_identifier
    person.birth_date, person.sex = details.birth_date or person.birth_date, details.sex or person.sex
    changed = ["identity_hash", "pesel", "other_identifier", "birth_date", "sex"]
    person.save(update_fields=changed)
    record("partnership.person.numbered", person, actor=actor, at=at, fields=changed)
    return person


@action
def recognise_person(entry: Person, known: Person, *, takes_name: bool, actor: Actor, at: datetime) -> Person:
    """The office has seen the card: the entry and the person known by the number are one. What hung on the entry comes over.

    `takes_name`: the name of the entry is the right one. An entry with records of its own in later rooms stays beside.
    """
    permissions.identify_person.require(actor, entry)
    people = {p.pk: p for p in Person.objects.select_for_update().filter(pk__in=[entry.pk, known.pk]).order_by("pk")}
    if len(people) < 2:
        raise rules.SamePerson
    entry, known = people[entry.pk], people[known.pk]
    rules.must_be_one_person(known.identity_hash, entry.identity_hash)
    if takes_name:
        changed = _rename(known, PersonDetails(entry.first_name, entry.last_name))
        known.save(update_fields=changed)
    record("partnership.person.recognised", known, actor=actor, at=at, fields=["first_name", "last_name"] if takes_name else [])
    return known if queries.has_later_records(entry) else _absorb(known, entry, actor=actor, at=at)


def _move_employments(kept: Person, duplicate: Person) -> None:
    """Each employment moves, but two open ones in one organisation become one, keeping what was known."""
    open_ones = {e.organisation_id: e for e in kept.employments.filter(until=None).order_by("pk")}
    for employment in duplicate.employments.order_by("pk"):
        same = open_ones.get(employment.organisation_id)
        if same is None or employment.until is not None:
            employment.person = kept
            employment.save(update_fields=["person"])
            continue
        changed = fill(same, {n: getattr(employment, n) for n in ("unit", "post", "since")}, may_replace=False)
        same.save(update_fields=changed)
