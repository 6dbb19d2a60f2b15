"""Looking a fault up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.ui.forms import Filters


class FaultsFilter(Filters):
    """The code that the caller reads out."""

    kod = forms.CharField(label=_("Code from the page of the error"), required=False, max_length=20)
