"""What many tests of the room begin with."""

import pytest

from atut.base.accounts.tests.factories import an_actor
from atut.front.voices.tests.factories import a_topic


@pytest.fixture
def editor(project):
    return an_actor("editor", project)


@pytest.fixture
def topic(project):
    return a_topic(project, address="/o-projekcie/", title={"pl": "O projekcie", "en": "About the project"})
