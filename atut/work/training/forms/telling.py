"""I cannot come: one button of the page."""

from django import forms

from atut.base.ui.forms import Form


class EnrolmentTell(Form):
    """Which meeting, and what about it; or the place given back."""

    answer = forms.ChoiceField(choices=[(one, one) for one in ("cannot", "can", "give_back")], widget=forms.HiddenInput)
    session = forms.SlugField(required=False, widget=forms.HiddenInput)
