"""What is done to many applications at once, and what the verb needs to know."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.ui.forms import Form
from atut.work.recruitment.actions.batching import Wanted
from atut.work.recruitment.forms.inviting import Ticked
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries.enclosing import labels_of
from atut.work.recruitment.rules.applying import ReasonCode
from atut.work.recruitment.rules.batching import BatchVerb


class BatchRun(Form):
    """The verb and the ticked ones; for some verbs, why or what."""

    mark_optional = False  # what the verb needs is asked for when the button is pressed, not for the preview

    verb = forms.ChoiceField(choices=BatchVerb.choices, widget=forms.HiddenInput)
    application = Ticked(error_messages={"required": _("Tick at least one application, or choose all of the list.")})
    token = forms.CharField(max_length=32, widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Why are they rejected?"),
        help_text=_("Every one of them reads this sentence."),
        choices=ReasonCode.choices,
        initial=ReasonCode.INCOMPLETE,
        required=False,
        widget=forms.RadioSelect,
    )
    missing = forms.CharField(
        label=_("What is missing or wrong?"),
        help_text=_("One thing a line. Every one of them reads these lines."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    documents = forms.MultipleChoiceField(label=_("Papers to send"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, *, call: Call) -> None:
        super().__init__(data)
        papers = labels_of(call, [one.code for one in call.rules.documents])
        self.fields["documents"].choices = papers  # type: ignore[attr-defined]  # it has choices
        verb = data.get("verb")
        for name, wanted in (("reason", BatchVerb.REJECT), ("missing", BatchVerb.CORRECT), ("documents", BatchVerb.CORRECT)):
            if verb != wanted or (name == "documents" and not papers):
                del self.fields[name]

    @property
    def asked(self) -> list[Any]:
        """What the verb needs to know."""
        return [self[name] for name in self.fields if name in ("reason", "missing", "documents")]

    def clean(self) -> dict[str, Any]:
        """A rejection says why, a request says what; asked for only when the button is pressed."""
        known = self.cleaned_data
        if self.data.get("sure"):
            if "reason" in self.fields and not known.get("reason"):
                self.add_error("reason", _("Choose one of the answers."))
            if "missing" in self.fields and not (known.get("missing") or known.get("documents")):
                self.add_error("missing", _("Write what is missing, or choose the papers to send."))
        return known

    def wanted(self) -> Wanted:
        """As the verbs take it. While nothing is typed, the preview stands for any words."""
        known = self.cleaned_data
        return Wanted(
            known["verb"], known.get("reason") or ReasonCode.UNTRUE, known.get("missing") or "…", tuple(known.get("documents", ()))
        )
