"""Written for the newcomer: what a test of a verb looks like here."""

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role

pytestmark = pytest.mark.django_db


def test_a_role_in_another_project_does_not_count(project, other_project):
    stranger = an_actor("coordinator", other_project)
    needs = permission("example.thing.change", why="an example", roles=[Role.COORDINATOR])
    with pytest.raises(PermissionDenied):
        needs.require(stranger, project)
