"""The class of a gmina, as the source says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.ui.forms import Form


class DegurbaConfirm(Form):
    """Class, year and source."""

    degurba = forms.ChoiceField(
        label=_("Class of the gmina (DEGURBA)"),
        choices=[("1", _("1: densely populated")), ("2", _("2: intermediate")), ("3", _("3: thinly populated"))],
        widget=forms.RadioSelect,
    )
    year = forms.IntegerField(label=_("Year of the classification"), min_value=2000, max_value=2100)
    source = forms.CharField(label=_("Where you read it"), help_text=_("Such as: Eurostat, LAU list 2024"), max_length=200)

    def details(self) -> dict[str, Any]:
        """What was typed, for the action."""
        return {**self.cleaned_data, "degurba": int(self.cleaned_data["degurba"])}
