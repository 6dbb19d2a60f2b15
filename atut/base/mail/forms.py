"""Forms about messages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.mail.rules import How, State
from atut.base.ui.forms import Filters, Form


class MessagesFilter(Filters):
    """Above the list."""

    word = forms.CharField(label=_("Name, address or kind"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *State.choices])


class MessageTold(Form):
    """By letter or telephone, and when."""

    how = forms.ChoiceField(label=_("How was the person told?"), choices=How.choices, widget=forms.RadioSelect)
    told_at = forms.DateTimeField(
        label=_("When?"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )


class MessageRetry(Form):
    """Where to send it."""

    to_email = forms.EmailField(label=_("E-mail address"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
