"""How often something may be tried."""

import pytest
from django.core.cache import cache

from atut.base.kernel.limits import is_within

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def test_tries_are_counted_apart_for_each_visitor_and_purpose():
    assert [is_within("check", "192.0.2.1", most=2, seconds=60) for _unused in range(4)] == [True, True, False, False]
    assert is_within("check", "192.0.2.2", most=2, seconds=60)
    assert is_within("else", "192.0.2.1", most=2, seconds=60)


def test_a_count_that_ran_out_forgives(monkeypatch):
    is_within("check", "192.0.2.3", most=0, seconds=60)

    def gone(*_args):
        raise ValueError

    monkeypatch.setattr(cache, "incr", gone)
    assert is_within("check", "192.0.2.3", most=0, seconds=60)
