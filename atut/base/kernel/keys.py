"""Public keys of things: random, never the primary key, readable over the telephone."""

from random import SystemRandom

from django.db import models

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/i/l: they are misread
_random = SystemRandom()  # the operating system's, as for secrets


def new_key() -> str:
    """Twelve random characters, about 59 bits: for URLs that also need a permission."""
    return "".join(_random.choices(ALPHABET, k=12))


def new_code(groups: int = 2) -> str:
    """A code a person copies by hand, such as 7K4M-29QX: for receipts and certificate checks."""
    letters = ALPHABET.upper()
    return "-".join("".join(_random.choices(letters, k=4)) for _unused in range(groups))


class KeyField(models.CharField):  # type: ignore[type-arg]  # CharField takes no parameters at run time
    """The public key column every model with a URL has."""

    def __init__(self, **options: object) -> None:
        options.setdefault("max_length", 12)
        options.setdefault("default", new_key)
        options.setdefault("unique", True)
        options.setdefault("editable", False)
        super().__init__(**options)  # type: ignore[arg-type]
