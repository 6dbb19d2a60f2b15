"""The one kind of error that is safe to show to a person."""

from typing import Any

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """The rules say no. The sentence says what happened, why, and what to do next; it is never a bug.

    Subclasses stand beside the rule that raises them and set `message`, with named placeholders
    filled from keyword arguments. Dates and numbers are formatted for the reader when shown.
    """

    message: str | Promise = _("This cannot be done now.")

    def __init__(self, **details: Any) -> None:
        self.details = details
        super().__init__(details)

    def __str__(self) -> str:
        shown = {name: formats.localize(value, use_l10n=True) for name, value in self.details.items()}
        return str(self.message) % shown
