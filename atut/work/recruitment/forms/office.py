"""What the office types: an application from paper, a rejection, whose number it is."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.files.actions import must_be_a_paper
from atut.base.files.rules import Upload
from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.ui.forms import DateField, FileField, Form, TimeField
from atut.work.recruitment.actions import Decision, Paper
from atut.work.recruitment.forms.public import Apply
from atut.work.recruitment.forms.sections import text
from atut.work.recruitment.rules import applying
from atut.work.recruitment.rules.identity import DECISIONS, Identity


class ApplicationEnter(Apply):
    """An application from paper: the same fields, and the incoming stamp, the register number, the scan."""

    register_number = text(_("Number in the office's register"))
    received_on = DateField(label=_("Day of the incoming stamp"))
    received_hour = TimeField(label=_("Hour of the incoming stamp"), help_text=_("For example 9:30"))
    scan = FileField(
        label=_("Scan of the paper"),
        required=False,
        kinds=(".pdf", ".jpg", ".jpeg", ".png"),
        megabytes=20,
        help_text=_("PDF, JPEG or PNG, 20 MB at most. Kept encrypted."),
    )
    needs_contact = sends_papers = False

    @property
    def stamp(self) -> list[Any]:
        """What stands on the paper."""
        return [self[name] for name in ("register_number", "received_on", "received_hour", "scan")]

    def clean_scan(self) -> Any:
        """A real PDF, JPEG or PNG, opened to its end; kept when the application is taken."""
        file = self.cleaned_data["scan"]
        if file:
            self.scan_bytes = file.read()
            try:
                must_be_a_paper(Upload(file.name, self.scan_bytes), at=clock.now())
            except Refused as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return file

    def received_at(self) -> datetime:
        """The moment that counts."""
        hour = self.cleaned_data["received_hour"]
        return clock.at(self.cleaned_data["received_on"], hour.hour, hour.minute)

    def as_paper(self) -> Paper:
        """The paper as the action takes it."""
        file = self.cleaned_data["scan"]
        return Paper(self.cleaned_data["register_number"], self.scan_bytes if file else b"", file.name if file else "")


class ApplicationReject(Form):
    """Why."""

    reason = forms.ChoiceField(
        label=_("Why does it not meet the conditions?"),
        help_text=_("The person reads this sentence."),
        choices=applying.ReasonCode.choices,
        widget=forms.RadioSelect,
    )


class ApplicationIdentify(Form):
    """What the office found out by comparing with the identity card."""

    identity = forms.ChoiceField(
        label=_("What did you find?"),
        choices=[(one.value, one.label) for one in DECISIONS],
        widget=forms.RadioSelect,
    )
    number = forms.CharField(
        label=_("The right number, if it was a typing mistake"),
        help_text=_("PESEL; or, for a person without one, the number of a document."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    takes_name = forms.BooleanField(
        label=_("The name in this form is the right one"),
        help_text=_("Only for the same person: the record then takes this name. Else the name of the record stays."),
        required=False,
    )
    reason = forms.CharField(
        label=_("How do you know?"),
        help_text=_("Such as: compared with the identity card on 12 May. Kept encrypted with the decision."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def decision(self) -> Decision:
        """As the verb takes it. Eleven digits are a PESEL, whatever stands between them."""
        typed = self.cleaned_data["number"].strip()
        bare = "".join(letter for letter in typed if letter.isalnum())
        is_pesel = bare.isdigit() and len(bare) == 11
        return Decision(
            Identity(self.cleaned_data["identity"]),
            self.cleaned_data["reason"],
            pesel=bare if is_pesel else "",
            other_identifier="" if is_pesel else typed,
            takes_name=self.cleaned_data["takes_name"],
        )
