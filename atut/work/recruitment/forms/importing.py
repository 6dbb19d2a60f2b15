"""What somebody who brings a workbook with applications says about it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.projects.models import Organisation
from atut.base.ui.forms import FileField, Form


class PaperImportBring(Form):
    """The workbook and, for the lead of several offices, whose applications it holds."""

    office = forms.ChoiceField(label=_("Whose applications are they?"))
    file = FileField(
        label=_("Filled-in workbook"),
        kinds=[".xlsx", ".csv", ".xlsm", ".xls", ".ods"],  # the last three are refused with advice
        help_text=_("The template of this call, filled in. First you see what was understood."),
    )

    def __init__(self, *args: Any, offices: Sequence[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offices = {office.key: office for office in offices}
        if len(offices) > 1:
            self.fields["office"].choices = [(o.key, o.name) for o in offices]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["office"]

    def organisation(self) -> Organisation | None:
        """The office; None for the project office, which brings those of all."""
        if len(self.offices) > 1:
            return self.offices[self.cleaned_data["office"]]
        return next(iter(self.offices.values()), None)
