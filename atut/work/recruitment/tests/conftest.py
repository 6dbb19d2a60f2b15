"""What many tests of the room begin with."""

import pytest

from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.models import Choice
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, a_ranked_call, an_eligible_application
from atut.work.selection.rules.changes import What


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


@pytest.fixture
def at_once(project):
    """A list explained while it was closed: two editions of one place, six people."""
    a, b = an_edition(project), an_edition(project)
    call = a_past_call(project, {a: 1, b: 1}, bound=50)
    for points in (9, 8, 7, 6, 5, 4):
        an_eligible_application(call, [a, b] if points % 2 else [b], points=points)
    return a_closed_list(call)


@pytest.fixture
def long(at_once):
    """The same list as if it were long: nobody has been told what would have changed it."""
    for kept in at_once.result["people"].values():
        kept["reasons"] = [one for one in kept["reasons"] if one["code"] not in What.values]
    at_once.is_explained = False
    at_once.save()
    for choice in Choice.objects.filter(application__call=at_once.call):
        choice.reasons = [one for one in choice.reasons if one["code"] not in What.values]
        choice.save()
    return at_once
