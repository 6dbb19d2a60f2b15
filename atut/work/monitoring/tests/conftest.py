"""What many tests of the room begin with."""

import pytest

from atut.base.kernel import clock
from atut.work.monitoring.tests.factories import with_profile


@pytest.fixture
def funded(project):
    return with_profile(project)


@pytest.fixture
def now():
    return clock.now()
