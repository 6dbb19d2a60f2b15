"""The form above the mail of the demo."""

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.ui.forms import Filters


class MailFilter(Filters):
    """Whose mailbox to look into."""

    who = forms.CharField(label=_("Name or e-mail address"), required=False)
