"""What makes two breakdowns the same fault, the code it is told by, and how long it is kept."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.base.kernel.keys import ALPHABET

KEPT = timedelta(days=90)  # after the last time: long enough for a version in which it was mended to prove itself


class SeenTo(Refused):
    """Somebody was quicker."""

    message = _("Somebody has seen to this already, on %(moment)s. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What is known of one page that could not be made: the address as a pattern, never what stood in it or was typed."""

    kind: str
    place: str
    line: int
    method: str
    pattern: str
    project_id: int | None

    def code(self, secret: str) -> str:
        """Such as 7K4M-29QX: one for all breakdowns of this kind at this place, the same in every process and in the log.

        It needs no database, so the person gets it even while the database refuses; it tells a stranger nothing.
        The line is left out: a new version moves lines, and the fault is still the same one.
        """
        what = "\n".join((self.kind, self.place, self.method, self.pattern, str(self.project_id)))
        number = int.from_bytes(hmac.new(secret.encode(), what.encode(), hashlib.sha256).digest(), "big")
        letters = [ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(8)]
        return "".join((*letters[:4], "-", *letters[4:])).upper()


def typed_code(text: str) -> str:
    """The code as somebody took it down on the telephone: small letters, spaces and dashes do not matter."""
    bare = "".join(letter for letter in text.upper() if letter.isalnum())[:8]
    return f"{bare[:4]}-{bare[4:]}" if bare else ""


def check_open(seen_at: datetime | None) -> None:
    """What was seen to cannot be seen to again."""
    if seen_at is not None:
        raise SeenTo(moment=seen_at)


def forgotten_before(at: datetime) -> datetime:
    """A fault that last came before this moment is deleted."""
    return at - KEPT
