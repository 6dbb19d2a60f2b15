"""What is typed about consent, corrections, pairs, overrides, and to find a form kept for later."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.files.rules import Upload
from atut.base.kernel import clock
from atut.base.ui.forms import DateField, Form
from atut.work.questions.forms import answers_of, fields_of
from atut.work.recruitment.actions import Answer
from atut.work.recruitment.forms.asked import PAPER, paper_field, short
from atut.work.recruitment.models import Application, Correction
from atut.work.recruitment.queries.enclosing import labels_of
from atut.work.recruitment.rules.asking import to_write
from atut.work.recruitment.rules.enclosing import By

_WORDS = forms.Textarea(attrs={"rows": 4})


class DraftFind(Form):
    """The code of a form kept for later."""

    code = short(_("Code"), 20, "off", help_text=_("Twelve letters and digits, such as 7K4M-29QX-P3WZ."))


class ConsentAnswer(Form):
    """Yes, or no with the reason."""

    answer = forms.ChoiceField(
        label=_("Do you consent?"), choices=[("yes", _("I consent")), ("no", _("I refuse"))], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("If you refuse: why?"),
        help_text=_("The applicant and the project office will read it."),
        max_length=1000,
        required=False,
        widget=_WORDS,
    )

    def as_answer(self, how: By) -> Answer:
        """As the verb takes it."""
        return Answer(is_given=self.cleaned_data["answer"] == "yes", reason=self.cleaned_data["reason"], how=how)


class ConsentEnter(ConsentAnswer):
    """The same from a paper: who signed it, when."""

    said_by = short(_("Who signed the paper?"), 200, "off", help_text=_("Name and post, as on the paper."))
    said_on = DateField(label=_("Day on the paper"))

    def as_answer(self, how: By) -> Answer:
        """As the verb takes it."""
        said = super().as_answer(how)
        signed: datetime = clock.at(self.cleaned_data["said_on"], 12)
        return Answer(said.is_given, said.reason, By.PAPER, self.cleaned_data["said_by"], signed)


class CorrectionAsk(Form):
    """What the person is to complete."""

    missing = forms.CharField(
        label=_("What is missing or wrong?"),
        help_text=_("One thing a line. The person reads these lines."),
        max_length=2000,
        required=False,
        widget=_WORDS,
    )

    def __init__(self, data: Any = None, *, application: Application) -> None:
        super().__init__(data)
        call = application.call
        papers = labels_of(call, [one.code for one in call.rules.documents])
        if papers:
            self.fields["documents"] = forms.MultipleChoiceField(
                label=_("Papers to send"), choices=papers, required=False, widget=forms.CheckboxSelectMultiple
            )

    def documents(self) -> list[str]:
        """Codes of the papers."""
        return list(self.cleaned_data.get("documents", ()))


class CorrectionSupply(Form):
    """What the person supplies: words and papers."""

    note = forms.CharField(label=_("Your answer"), max_length=2000, required=False, widget=_WORDS)

    def __init__(self, data: Any = None, files: Any = None, *, correction: Correction) -> None:
        super().__init__(data, files)
        regulation = correction.application.call.rules
        self.asked = [one for one in to_write(regulation) if one.code in correction.questions]
        self.fields = fields_of(self.asked) | self.fields
        for one in regulation.documents:
            if one.code in correction.documents:
                self.fields[f"{PAPER}{one.code}"] = paper_field(one)

    def written(self) -> dict[str, str]:
        """Written answers by criterion."""
        return {code: str(said) for code, said in answers_of(self.asked, self.cleaned_data).items()}

    def papers(self) -> dict[str, list[Upload]]:
        """Files by paper."""
        sent = {name.removeprefix(PAPER): files for name, files in self.cleaned_data.items() if name.startswith(PAPER) and files}
        return {code: [Upload(str(one.name), one.read()) for one in files] for code, files in sent.items()}


class PairName(Form):
    """The code of the other one."""

    code = short(
        _("Code of the person you come with"),
        20,
        "off",
        required=False,
        help_text=_("From the other person's receipt. Empty: you come alone after all."),
    )


class Override(Form):
    """Why it counts although a place is held."""

    why = forms.CharField(
        label=_("Why does it count although a place in the same form of support is held?"),
        help_text=_("Kept with the application and in the audit trail; auditors ask about exceptions."),
        max_length=1000,
        widget=_WORDS,
    )
