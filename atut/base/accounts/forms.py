"""Forms of the room: shape and format of input."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from atut.base.ui.forms import Form


class InvitationAccept(Form):
    """Name and password of a new account."""

    name = forms.CharField(
        label=_("First name and surname"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Three or four words you will remember are better than one hard word."),
    )

    def clean_password(self) -> str:
        """Long enough and not one of the common ones."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"name": self.cleaned_data["name"], "password": self.cleaned_data["password"]}
