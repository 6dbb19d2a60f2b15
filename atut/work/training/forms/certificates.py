"""Forms about certificates."""

import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.ui.forms import Form


class CertificateVoid(Form):
    """Why a certificate becomes void, and whether a corrected one follows at once."""

    reason = forms.CharField(
        label=_("Why does it become void?"), max_length=200, help_text=_("For example: the surname was misspelt.")
    )
    again = forms.BooleanField(label=_("Issue a new one at once, with the data as they are now"), required=False, initial=True)


NUMBER = re.compile(r"^\s*\w{1,8}/\d{4}/\d+\s*$")  # UGP/2026/0001


class CertificateCheck(Form):
    """The code printed on a certificate."""

    code = forms.CharField(
        label=_("Code from the certificate"),
        max_length=30,
        help_text=_("It stands beside the QR code, for example 7K4M-29QX-8PTW."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20 code", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """The code; a number, which anybody could guess, is told apart before it is looked for."""
        typed = str(self.cleaned_data["code"])
        if NUMBER.match(typed):
            raise forms.ValidationError(
                gettext("%(number)s is the number of the certificate. Type the code: twelve letters and digits beside the QR code.")
                % {"number": typed.strip()}
            )
        return typed


class CertificateAnswer(Form):
    """The name somebody reads on the certificate in hand."""

    name = forms.CharField(label=_("First name and surname on the certificate"), max_length=220)
