"""A number that stands here under a wholly different name: the form is taken like any other, and the office decides."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from atut.base.kernel.actors import Actor
from atut.base.projects.models import Organisation, Project
from atut.work.partnership import rules as people
from atut.work.partnership.actions import register_person
from atut.work.partnership.models import Person


def person_of_form(
    project: Project, details: people.PersonDetails, *, organisation: Organisation, actor: Actor, at: datetime
) -> tuple[Person, dict[str, str]]:
    """The person of an online form, and what is in doubt about it.

    A refusal would tell a stranger that this number is known here. So the form is taken under the typed name, without
    the number; the number stands encrypted in the application until the office has compared it with the identity card.
    """
    try:
        with transaction.atomic():  # a savepoint: a refusal here must not undo the form
            return register_person(project, details, organisation=organisation, actor=actor, at=at), {}
    except people.OtherName:
        unnumbered = replace(details, pesel="", other_identifier="")
        person = register_person(project, unnumbered, organisation=organisation, actor=actor, at=at)
        return person, {"identifier": details.identifier}


def person_of_paper(
    project: Project, details: people.PersonDetails, *, organisation: Organisation, actor: Actor, at: datetime
) -> tuple[Person, dict[str, str]]:
    """The person of a paper: the office that types it in is told at once that number and name do not fit together."""
    return register_person(project, details, organisation=organisation, actor=actor, at=at), {}


def differs_from(person: Person, typed: people.PersonDetails) -> dict[str, str]:
    """What the form says otherwise than the person's record, which a stranger's form may not change."""
    said = {name: getattr(typed, name) for name in ("first_name", "last_name", "email", "phone")}
    return {name: value for name, value in said.items() if value and value != getattr(person, name)}
