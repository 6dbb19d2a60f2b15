"""Limits on how often something may be tried: shared by all processes, and no address of anybody is kept readable."""

import hashlib

from django.conf import settings
from django.core.cache import cache


def is_within(purpose: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one try of `who` (an address, a key); False when there were more than `most` within the time.

    The window is fixed: it begins with the first try. The cache is shared; a lost count only forgives.
    """
    key = f"limit:{purpose}:{hashlib.sha256(f'{settings.SECRET_KEY}:{who}'.encode()).hexdigest()[:32]}"
    if cache.add(key, 1, seconds):
        return True
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two lines
        return True
