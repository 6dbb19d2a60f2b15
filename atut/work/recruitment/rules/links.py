"""Links in mail: for one purpose, one place, one version. Signed, so that nobody can make or change one.

A link carries no personal data and no deadline of its own: whether it still serves is asked of the place.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass

ANSWER = "m"  # answer to an offered place (miejsce)
DRAFT = "s"  # go on with a form kept for later (szkic)
CONSENT = "z"  # the superior's consent or refusal (zgoda)
CORRECTION = "k"  # complete an application (korekta)
APPEAL = "o"  # appeal against the list (odwołanie); the committee makes and reads these
OWN = "w"  # the own page of an application (własna strona)
INVITED = "n"  # hear no more of calls (nie zapraszać)
PAIR = "p"  # name the one with whom both want a place or none (para)
CANNOT_COME = "u"  # say that one cannot come, or give an enrolment up (udział); training makes and reads these
_SHAPE = re.compile(r"([a-z])([2-9a-z]{12})-([1-9][0-9]{0,2})-([a-z2-7]{32})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Link:
    """What a genuine link says."""

    purpose: str
    key: str
    version: int


def token(secret: str, link: Link) -> str:
    """The part of the address: purpose, key, version, signature of 160 bits."""
    return f"{link.purpose}{link.key}-{link.version}-{_signature(secret, link)}"


def read(secret: str, text: str, *, purpose: str) -> Link | None:
    """The link, if it is genuine and made for this purpose; None for anything else."""
    parts = _SHAPE.fullmatch(text)
    if parts is None or parts[1] != purpose:
        return None
    link = Link(parts[1], parts[2], int(parts[3]))
    return link if hmac.compare_digest(parts[4], _signature(secret, link)) else None


def _signature(secret: str, link: Link) -> str:
    message = f"recruitment.link|{link.purpose}|{link.key}|{link.version}".encode()
    digest = hmac.new(secret.encode(), message, hashlib.sha256).digest()[:20]
    return base64.b32encode(digest).decode().lower()


def bearer(key: str) -> str:
    """How the journal names who came by a link: not a person with an account, only somebody who had the mail."""
    return f"link:{key}"
