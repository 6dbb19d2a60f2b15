"""Proof of work by ALTCHA (kept library `altcha`): a browser with scripts solves a task by itself, nobody is tracked or asked.

A comment without it is taken too, under tighter limits, and moderators see that.
"""

import base64
import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

import altcha
from django.conf import settings

from atut.base.kernel.limits import is_within

ALGORITHM, COST = "PBKDF2/SHA-256", 5000  # about a second of one browser, three milliseconds here
GOOD_FOR = timedelta(hours=1)


def _secret() -> str:
    return hashlib.sha256(f"voices.altcha.{settings.SECRET_KEY}".encode()).hexdigest()


def task(at: datetime) -> dict[str, Any]:
    """A new task, signed; nothing of it is kept."""
    made = altcha.create_challenge(ALGORITHM, COST, expires_at=at + GOOD_FOR, hmac_secret=_secret())
    return made.to_dict()


def is_solved(payload: str) -> bool:
    """Is this the solution of a task of ours that nobody has used before?"""
    if not payload or len(payload) > 4000 or not altcha.verify_solution(payload, _secret()).verified:
        return False
    signature = str(json.loads(base64.b64decode(payload))["challenge"]["signature"])
    return is_within("altcha", signature, most=1, seconds=int(GOOD_FOR.total_seconds()))
