"""A draw that nobody can foresee and everybody can check.

1. **Commitment.** When the call opens, the office publishes SHA-256 of a secret it keeps.
2. **Frozen list.** After the close, what the ranking is made from is frozen and its SHA-256 published.
3. **Public value.** Then a value named beforehand comes from outside, on a day named beforehand.
4. **Lots.** Seed = SHA-256 of the three, one a line; the lot of an application = HMAC-SHA-256 of its code by the seed,
   in hexadecimal. Of equal points the lower lot stands higher.

The office cannot choose the secret afterwards (1), nor the applications once the value is known (2), and whoever makes
the public value does not know the secret. Anyone can recompute it once the secret is published with the result.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused


class NotTheSecret(Refused):
    """The secret is not the one that was promised."""

    message = _("This secret does not give the hash published when the call opened, so nothing can be drawn with it.")


class NoPublicValue(Refused):
    """A draw without the value from outside could be foreseen."""

    message = _("The draw needs the public value named in the call. Type it exactly as it was published.")


@dataclass(frozen=True, slots=True)
class Draw:
    """Everything a draw is made from."""

    secret: str
    list_hash: str
    public_value: str

    @property
    def seed(self) -> bytes:
        """What all lots come from."""
        return hashlib.sha256(f"{self.secret}\n{self.list_hash}\n{self.public_value}".encode()).digest()

    def lot(self, code: str) -> str:
        """The lot of one application."""
        return hmac.new(self.seed, code.encode(), hashlib.sha256).hexdigest()

    def lots(self, codes: Iterable[str]) -> dict[str, str]:
        """The lots of all, by code."""
        return {code: self.lot(code) for code in codes}


def commitment(secret: str) -> str:
    """What is published at the opening."""
    return hashlib.sha256(secret.encode()).hexdigest()


def drawn(secret: str, *, promised: str, list_hash: str, public_value: str) -> Draw:
    """The draw, if the secret is the promised one and the value is there (spaces around and doubled do not count)."""
    if not hmac.compare_digest(commitment(secret), promised):
        raise NotTheSecret
    value = " ".join(public_value.split())
    if not value:
        raise NoPublicValue
    return Draw(secret, list_hash, value)
