"""Forms about requests and texts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.privacy.rules import RequestKind
from atut.base.ui.forms import Form


class RequestReceive(Form):
    """Who asks, for what, since when."""

    person_key = forms.CharField(label=_("Key of the person"), max_length=12, help_text=_("It stands on the person's page."))
    kind = forms.ChoiceField(label=_("What does the person ask for?"), choices=RequestKind.choices, widget=forms.RadioSelect)
    received_on = forms.DateField(
        label=_("Day it came"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("One month to answer runs from this day."),
    )

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        given = self.cleaned_data
        return {"person_key": given["person_key"].strip(), "received_at": clock.at(given["received_on"])}


class HoldPlace(Form):
    """Why, and for whom."""

    reason = forms.CharField(
        label=_("Why may nothing be deleted?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=_("The dispute, control or proceedings, with its number."),
    )
    person_key = forms.CharField(
        label=_("Key of the person"),
        max_length=12,
        required=False,
        help_text=_("Empty: the whole project. It stands on the person's page."),
    )


class TextPublish(Form):
    """A new version of a declaration or clause."""

    title_pl = forms.CharField(label=_("Title, in Polish"), max_length=200)
    title_en = forms.CharField(label=_("Title, in English"), max_length=200, required=False)
    body_pl = forms.CharField(label=_("Text, in Polish"), widget=forms.Textarea)
    body_en = forms.CharField(label=_("Text, in English"), widget=forms.Textarea, required=False)

    def values(self) -> dict[str, dict[str, str]]:
        """What the verb takes."""
        given = self.cleaned_data
        return {
            part: {code: given[f"{part}_{code}"] for code in ("pl", "en") if given[f"{part}_{code}"]} for part in ("title", "body")
        }
