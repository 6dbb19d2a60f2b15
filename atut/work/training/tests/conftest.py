"""What many tests of the room begin with."""

import pytest
from django.core.cache import cache

from atut.base.kernel import clock
from atut.work.training.tests.factories import a_group, a_session


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def now():
    return clock.now()


@pytest.fixture
def completed_group(project):
    """A group of one meeting whose list is closed; its form has a sentence about what people learned."""
    made = a_group(project, name="Grupa B/2")
    made.edition.support_form.outcomes = [{"pl": "napisać decyzję", "en": "write a decision"}]
    made.edition.support_form.save()
    a_session(made, status="closed")
    return made
