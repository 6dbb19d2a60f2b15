"""What the project office types: who sits, how the protocol came back signed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.accounts.models import User
from atut.base.ui.forms import FileField, Form
from atut.work.committee.rules.signing import MOST_BYTES


class MemberAppoint(Form):
    """One more member."""

    user = forms.ChoiceField(label=_("Who"), widget=forms.RadioSelect)
    is_chair = forms.BooleanField(label=_("Chairs the committee"), required=False)

    def __init__(self, *args: Any, users: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.users = {user.key: user for user in users}
        self.fields["user"].choices = [(user.key, user.name) for user in users]  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def user_chosen(self) -> User:
        """The account."""
        return self.users[self.cleaned_data["user"]]


class MemberDismiss(Form):
    """Nothing to type."""


class ConflictNote(Form):
    """Which suggestion the office takes: the member and the application are in the address of the button."""

    member = forms.CharField(widget=forms.HiddenInput)
    application = forms.CharField(widget=forms.HiddenInput)


class SignedReceive(Form):
    """The signed protocol."""

    file = FileField(label=_("The signed protocol"), megabytes=MOST_BYTES // 2**20)
    how = forms.ChoiceField(
        label=_("How was it signed?"),
        choices=[
            ("file", _("Electronically: qualified or trusted-profile signature (PDF, XAdES or .asice)")),
            ("scan", _("By hand on paper: this is the scan")),
        ],
        widget=forms.RadioSelect,
    )
