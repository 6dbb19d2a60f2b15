"""Limits on how often something may be tried: shared by all processes, and no address of anybody is kept readable."""

import hashlib
import ipaddress

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

IPV6_NETWORK = 64  # what one household or office gets: counting single addresses of it would count nothing


def visitor(request: HttpRequest) -> str:
    """The address a request came from, as far as it can be believed: for counting, never for keeping.

    Each proxy appends to X-Forwarded-For the address it was reached from; what stands before that anybody can write.
    So exactly ATUT_PROXIES entries from the right are believed, and none when there are none. A header that is too short
    or holds something else came past the proxies: then the connection itself counts.
    """
    connected = str(request.META.get("REMOTE_ADDR", ""))
    hops: int = settings.ATUT_PROXIES
    told = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    return _network(told[-hops]) or _network(connected) if 0 < hops <= len(told) else _network(connected)


def _network(address: str) -> str:
    """An IPv4 address as it is, the network of an IPv6 one, nothing for what is neither; without a port."""
    bare = address.partition("]")[0].lstrip("[") if address.startswith("[") else address
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ipaddress.ip_address(bare)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found.packed, IPV6_NETWORK), strict=False))


def is_within(purpose: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one try of `who` (an address, a key); False when there were already `most` within the time before it.

    Each try takes a place of its own that frees itself after `seconds`. Only one process can take a place (`add`), so
    the limit is exact however many ask at once; a refused try takes none.
    """
    hashed = hashlib.sha256(f"{settings.SECRET_KEY}:{who}".encode()).hexdigest()[:32]
    places = [f"limit:{purpose}:{hashed}:{number}" for number in range(most)]
    taken = cache.get_many(places)
    return any(cache.add(place, 1, seconds) for place in places if place not in taken)
