"""The filter above the trail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.audit import queries
from atut.base.kernel.actors import Actor
from atut.base.projects.models import Organisation
from atut.base.ui.forms import Filters


class EntriesFilter(Filters):
    """Event, thing, office, who, days."""

    event = forms.CharField(label=_("Event or field, for example PESEL"), required=False)
    key = forms.CharField(label=_("Key of the person or thing"), required=False)
    office = forms.ModelChoiceField(
        label=_("Office"), required=False, queryset=Organisation.objects.none(), to_field_name="key", empty_label=_("all")
    )
    actor = forms.CharField(label=_("Who"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, reader: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = queries.offices_of(reader)  # type: ignore[attr-defined]  # a ModelChoiceField

    def wanted(self) -> queries.Filter:
        """What the query takes."""
        return queries.Filter(**self.chosen())
