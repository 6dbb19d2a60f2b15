"""Whom to invite: ticked on a list that was read."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from atut.base.ui.forms import Form
from atut.work.partnership.models import Employment, Person


class Ticked(forms.MultipleChoiceField):
    """Keys ticked on a list. The list may be shorter by now, so any key is taken; what is gone is left out where it is used."""

    def valid_value(self, value: str) -> bool:
        """Whatever was on the list."""
        return bool(value)


class Invite(Form):
    """The people ticked. Whoever left the list meanwhile is left out."""

    person = Ticked(label=_("Whom to write to"), error_messages={"required": _("Tick at least one person.")})

    def __init__(self, data: QueryDict | None, *, people: Iterable[Employment]) -> None:
        super().__init__(data)
        self.people = {one.person.key: one.person for one in people}

    def chosen(self) -> list[Person]:
        """Those ticked who can still be written to."""
        return [self.people[key] for key in self.cleaned_data["person"] if key in self.people]
