"""How often something may be tried."""

import pytest
from django.core.cache import cache

from atut.base.kernel.limits import is_within, visitor

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


CONNECTED = "192.0.2.80"


@pytest.mark.parametrize(
    ("hops", "told", "believed"),
    [
        (0, None, CONNECTED),
        (0, "198.51.100.1", CONNECTED),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.9,203.0.113.10, 198.51.100.1:4711", "198.51.100.1"),
        (2, "203.0.113.9, 198.51.100.1, 192.0.2.7", "198.51.100.1"),
        (2, "203.0.113.9", CONNECTED),
        (1, None, CONNECTED),
        (1, " , ", CONNECTED),
        (1, "me, myself", CONNECTED),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "[2001:db8:1:2:ffff::1]:443", "2001:db8:1:2::/64"),
        (1, "::ffff:198.51.100.1", "198.51.100.1"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(rf, settings, hops, told, believed):
    settings.ATUT_PROXIES = hops
    headers = {} if told is None else {"HTTP_X_FORWARDED_FOR": told}
    assert visitor(rf.get("/", REMOTE_ADDR=CONNECTED, **headers)) == believed


def test_without_any_address_all_are_one_visitor(rf):
    assert visitor(rf.get("/", REMOTE_ADDR="")) == ""
