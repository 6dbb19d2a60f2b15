"""Erasure on a person's request (GDPR art. 17). Called by the room privacy, only for what no duty keeps."""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.partnership import permissions
from atut.work.partnership.models import Person

_EMPTY = {"first_name": "", "last_name": "", "name_folded": "", "name_sort": "", "sex": "", "birth_date": None, "email": ""}
_EMPTY |= {"phone": "", "pesel": "", "other_identifier": "", "identity_hash": None}


def _person(key: str, actor: Actor) -> Person:
    person = Person.objects.select_for_update().get(key=key)
    permissions.erase_person.require(actor, person)
    return person


@action
def erase_person(key: str, *, actor: Actor, at: datetime) -> int:
    """The person's values go; the empty row stays, so that the audit trail still points somewhere."""
    person = _person(key, actor)
    for name, value in _EMPTY.items():
        setattr(person, name, value)
    person.erased_at = at
    person.save()
    record("partnership.person.erased", person, actor=actor, at=at, fields=_EMPTY)
    return 1


@action
def erase_employments(key: str, *, actor: Actor, at: datetime) -> int:
    """Where the person worked goes. An employment that an application names keeps the office, for the figures add up."""
    person = _person(key, actor)
    employments = list(person.employments.order_by("pk"))
    for employment in employments:
        try:
            with transaction.atomic():
                employment.delete()
        except ProtectedError:
            employment.unit, employment.post, employment.superior = "", "", None
            employment.save(update_fields=["unit", "post", "superior"])
    record("partnership.employment.erased", person, actor=actor, at=at, count=len(employments))
    return len(employments)


@action
def erase_former_keys(key: str, *, actor: Actor, at: datetime) -> int:
    """Keys of entries that were merged into the person; what hung on them goes in the same erasure."""
    person = _person(key, actor)
    record("partnership.former_key.erased", person, actor=actor, at=at)
    return person.former_keys.all().delete()[0]


@action
def erase_claims(key: str, *, actor: Actor, at: datetime) -> int:
    """The tie to an account goes; the account itself is the person's own affair."""
    person = _person(key, actor)
    record("partnership.person.unclaimed", person, actor=actor, at=at)
    return person.claims.all().delete()[0]


@action
def erase_account_links(key: str, *, actor: Actor, at: datetime) -> int:
    """Links to the own page go, with the addresses they went to."""
    person = _person(key, actor)
    record("partnership.account_link.erased", person, actor=actor, at=at)
    return person.account_links.all().delete()[0]
