"""Forms of the room: shape and format of input."""

from typing import Any, cast

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from atut.base.accounts.rules import INVITED_TO
from atut.base.projects.models import Organisation, Project
from atut.base.projects.queries import offices_of
from atut.base.ui.forms import Form


class _OfficeOfProject(Form):
    """A form that offers the offices of one project: two projects never learn of each other."""

    def __init__(self, *given: Any, project: Project | None, **named: Any) -> None:
        super().__init__(*given, **named)
        offices = offices_of(project) if project else Organisation.objects.none()
        cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"]).queryset = offices


class MemberInvite(_OfficeOfProject):
    """Whom, as what, for which office."""

    name = forms.CharField(label=_("First name and surname"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, role.label) for role in INVITED_TO])
    organisation = forms.ModelChoiceField(
        label=_("Office"),
        queryset=Organisation.objects.none(),
        to_field_name="key",
        required=False,
        empty_label=_("the whole project"),
        help_text=_("Only for an office lead or an assessor."),
    )


class MemberChange(_OfficeOfProject):
    """Another role, or another office."""

    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, role.label) for role in INVITED_TO])
    organisation = forms.ModelChoiceField(
        label=_("Office"),
        queryset=Organisation.objects.none(),
        to_field_name="key",
        required=False,
        empty_label=_("the whole project"),
        help_text=_("Only for an office lead or an assessor."),
    )


class FactorRecover(Form):
    """How the person was recognised."""

    reason = forms.CharField(
        label=_("How do you know that this is the person?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=_("Such as: came to the office and showed an identity card. Do not rely on an e-mail or a telephone call alone."),
    )


class AdministratorInvite(Form):
    """An administrator of the installation."""

    name = forms.CharField(label=_("First name and surname"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))


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
