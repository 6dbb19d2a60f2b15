"""How often something may be tried."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from atut.base.kernel import clock
from atut.base.kernel.limits import is_within, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def test_tries_are_counted_apart_for_each_visitor_and_purpose():
    assert [is_within("check", "192.0.2.1", most=2, seconds=60) for _unused in range(4)] == [True, True, False, False]
    assert is_within("check", "192.0.2.2", most=2, seconds=60)
    assert is_within("else", "192.0.2.1", most=2, seconds=60)


@pytest.fixture
def shared_cache(settings):
    """The cache of an office without Redis: a table, made for the test."""
    place = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_of_a_test"}
    settings.CACHES = settings.CACHES | {"default": place}
    call_command("createcachetable", "cache_of_a_test")


def test_the_count_keeps_its_time_in_the_database(shared_cache):
    """Django's own `incr` would put every count there back to five minutes."""
    assert [is_within("check", "192.0.2.4", most=2, seconds=3600) for _unused in range(3)] == [True, True, False]
    with connection.cursor() as cursor:
        cursor.execute("SELECT MIN(expires) FROM cache_of_a_test")
        ends = cursor.fetchone()[0]
    ends = datetime.fromisoformat(ends) if isinstance(ends, str) else ends
    ends = ends if ends.tzinfo else ends.replace(tzinfo=UTC)
    assert ends - clock.now() > timedelta(minutes=55)


def test_a_place_frees_itself_after_its_time():
    assert is_within("check", "192.0.2.5", most=1, seconds=0)
    assert is_within("check", "192.0.2.5", most=1, seconds=60)
    assert not is_within("check", "192.0.2.5", most=1, seconds=60)


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
