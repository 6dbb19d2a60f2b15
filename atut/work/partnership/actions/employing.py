"""Where people work: opened, mended, ended."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Q

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor, Scope
from atut.base.kernel.prepared import insert
from atut.base.projects.models import Organisation
from atut.work.partnership import permissions, queries, rules
from atut.work.partnership.models import Employment, Person


@action
def employ(
    person: Person, *, organisation: Organisation, post: str, unit: str = "", since: date | None = None, actor: Actor, at: datetime
) -> Employment:
    """The person works in this organisation. An open employment there is mended, else a new one is opened.

    An applicant who has not signed in only fills what the office has left empty: what the office wrote
    stays, because nobody has checked yet who is typing.
    """
    permissions.employ_person.require(actor, person)
    known = None if person.is_new else _known(person, organisation, at)
    person.is_new = False
    typed = {"post": " ".join(post.split()), "unit": " ".join(unit.split()), "since": since}
    if known is None:
        employment = Employment(person=person, organisation=organisation, **typed)
        insert(employment)
        record("partnership.employment.opened", employment, actor=actor, at=at, fields=typed)
        return employment
    may_replace = queries.is_of_the_office(actor, Scope(person.project_id, frozenset({organisation.pk})))
    changed = fill(known, typed, may_replace=may_replace)
    known.save(update_fields=changed)
    record("partnership.employment.confirmed", known, actor=actor, at=at, fields=changed)
    return known


def _known(person: Person, organisation: Organisation, at: datetime) -> Employment | None:
    list(Person.objects.select_for_update().filter(pk=person.pk).values_list("pk"))  # the lock alone
    still = Q(until=None) | Q(until__gt=at.date())
    return Employment.objects.filter(still, person=person, organisation=organisation).order_by("-since", "pk").first()


@action
def end_employment(employment: Employment, *, until: date, actor: Actor, at: datetime) -> Employment:
    """The person no longer works there from `until` on (the first day no longer there)."""
    permissions.end_employment.require(actor, employment)
    employment = Employment.objects.select_for_update().get(pk=employment.pk)
    rules.must_end_after(employment.since, until)
    employment.until = until
    employment.save(update_fields=["until"])
    record("partnership.employment.ended", employment, actor=actor, at=at, fields=["until"])
    return employment


def fill(thing: Person | Employment, typed: Mapping[str, object], *, may_replace: bool) -> list[str]:
    """Put typed values on a thing: empty ones never, known ones only replaced where that is allowed. The changed names."""
    changed = [
        name
        for name, value in typed.items()
        if value and getattr(thing, name) != value and (may_replace or not getattr(thing, name))
    ]
    for name in changed:
        setattr(thing, name, typed[name])
    return changed
