"""What an official found about something declared."""

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.ui.forms import Form
from atut.work.recruitment.rules.checking import Check


class ApplicationCheck(Form):
    """Confirmed or not, and by what."""

    is_confirmed = forms.ChoiceField(
        label=_("What did you find?"),
        choices=[("yes", _("Confirmed")), ("no", _("Not confirmed: it does not count"))],
        widget=forms.RadioSelect,
    )
    document = forms.CharField(
        label=_("By what document?"),
        help_text=_("Such as: certificate of disability, No. 12/2026. Needed to confirm; kept encrypted."),
        max_length=300,
        required=False,
    )

    def found(self) -> Check:
        """As the verb takes it."""
        return Check(self.cleaned_data["is_confirmed"] == "yes", self.cleaned_data["document"])
