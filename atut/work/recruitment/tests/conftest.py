"""What many tests of the room begin with."""

import pytest

from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_ranked_call


@pytest.fixture
def edition(project):
    """An edition of `project`."""
    return an_edition(project)


@pytest.fixture
def closed(edition):
    """A call of one place for three people, its list closed."""
    call = a_ranked_call(edition, places=1, points=(30, 20, 10), bound=50)
    a_closed_list(call)
    return call
