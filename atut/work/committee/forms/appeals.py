"""Appeals: what the person writes, what comes on paper, the decision, the confirmation."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.ui.forms import DateField, Form, TimeField


class AppealLodge(Form):
    """One field."""

    grounds = forms.CharField(
        label=_("What do you appeal against, and why?"),
        help_text=_("Say which points or which condition you mean. Plain words will do."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class AppealEnter(AppealLodge):
    """The same from paper, with the stamp."""

    number = forms.CharField(label=_("Number or code of the application"), max_length=30)
    register_number = forms.CharField(label=_("Number in the office's register"), max_length=60)
    received_on = DateField(label=_("Day of the incoming stamp"))
    received_hour = TimeField(label=_("Hour of the incoming stamp"), help_text=_("For example 9:30"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grounds"].label, self.fields["grounds"].help_text = _("What the appeal says"), ""
        self.order_fields(["number", "register_number", "received_on", "received_hour", "grounds"])

    def came_at(self) -> datetime:
        """The stamp, Warsaw time."""
        hour = self.cleaned_data["received_hour"]
        return clock.at(self.cleaned_data["received_on"], hour.hour, hour.minute)


class AppealDecide(Form):
    """Upheld with the points there are then, or not; always with a reason."""

    decision = forms.ChoiceField(
        label=_("What does the committee decide?"),
        choices=[("upheld", _("Upheld: points or conditions change")), ("dismissed", _("Not upheld"))],
        widget=forms.RadioSelect,
    )
    points = forms.IntegerField(
        label=_("All points after the appeal"),
        help_text=_("Needed when it is upheld. Who did not meet the conditions meets them from now on."),
        required=False,
        min_value=0,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3 num", "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Reason of the decision"),
        help_text=_("The person reads it."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["points"].is_asked = True  # type: ignore[attr-defined]  # our own addition: asked where it is upheld

    def clean(self) -> dict[str, Any]:
        """Points for an upheld one."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("decision") == "upheld" and given.get("points") is None and "points" not in self.errors:
            self.add_error("points", _("Write all the points the person has after the appeal."))
        return given

    def decided_points(self) -> int | None:
        """What the verb takes."""
        return self.cleaned_data["points"] if self.cleaned_data["decision"] == "upheld" else None


class AppealApply(Form):
    """The difference that was seen, and the box."""

    seen = forms.CharField(widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label=_("I have seen the difference and put it into the list"),
        error_messages={"required": _("Tick the box when you have seen the difference.")},
    )
