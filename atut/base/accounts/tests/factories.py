"""Users with a role, and actors for actions."""

import itertools

from atut.base.accounts.models import Membership, User
from atut.base.accounts.queries import actor_for
from atut.base.kernel import clock

_count = itertools.count(1)


def a_user(role=None, project=None, organisation=None, **fields):
    number = next(_count)
    user = User.objects.create_user(
        email=fields.pop("email", f"osoba{number}@example.org"), password=None, name=fields.pop("name", f"Osoba {number}"), **fields
    )
    if role:
        Membership.objects.create(
            user=user,
            project=None if role == "administrator" else project,
            organisation=organisation,
            role=role,
            since=clock.now(),
        )
    return user


def an_actor(role=None, project=None, organisation=None, **fields):
    return actor_for(a_user(role, project, organisation, **fields), project)
