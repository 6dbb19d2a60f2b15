"""Users with a role, and actors for actions."""

import itertools

from atut.base.accounts.models import Membership, User
from atut.base.accounts.queries import actor_for
from atut.base.kernel import clock

_count = itertools.count(1)
_known = {}


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


def a_coordinator(project):
    """Who does what a test only needs done: one person of each project, however much that is."""
    known = _known.get(project.key)
    if known is None or not User.objects.filter(pk=known.user_id).exists():  # a part of the test may have been undone
        known = _known[project.key] = an_actor("coordinator", project)
    return known
