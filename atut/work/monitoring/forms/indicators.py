"""The day of counting, and what the grant agreement says of an indicator."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.ui.forms import DateField, Filters, Form, NumberField
from atut.work.monitoring.actions import IndicatorDetails
from atut.work.monitoring.models import Indicator
from atut.work.monitoring.queries import PeopleWanted
from atut.work.monitoring.rules.measures import MEASURES, OWN
from atut.work.partnership.rules.people import Sex

AMOUNT: dict[str, Any] = {"max_digits": 10, "decimal_places": 2, "required": False, "localize": True}


class CountedOn(Filters):
    """Figures as they were on a day, that day included."""

    on = DateField(label=_("Counted on"), required=False)

    def day(self, today: date) -> date:
        """The day asked for; today where none was, or one that has not come."""
        return min(self.chosen().get("on", today), today)


class PeopleBehind(CountedOn):
    """Whom to show of the people behind a number: women or men, from an age to an age."""

    sex = forms.ChoiceField(
        label=_("Women and men"), choices=[("", _("Everybody")), (Sex.WOMAN, _("Women")), (Sex.MAN, _("Men"))], required=False
    )
    age_from = NumberField(label=_("Age from"), min_value=0, max_value=120, required=False)
    age_to = NumberField(label=_("Age to"), min_value=0, max_value=120, required=False)

    def wanted(self) -> PeopleWanted:
        """What the query takes."""
        return PeopleWanted(**{name: value for name, value in self.chosen().items() if name != "on"})


class IndicatorEdit(Form):
    """An indicator of the grant agreement."""

    code = forms.CharField(label=_("Code"), max_length=20, help_text=_("As in the agreement, for example 1.2 or P1."))
    name_pl = forms.CharField(label=_("Name in Polish"), max_length=300)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    definition_pl = forms.CharField(label=_("Definition in Polish"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    definition_en = forms.CharField(label=_("Definition in English"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    measure = forms.ChoiceField(label=_("How it is counted"))
    unit_pl = forms.CharField(label=_("Unit in Polish"), max_length=40, required=False)
    unit_en = forms.CharField(label=_("Unit in English"), max_length=40, required=False)
    evidence_pl = forms.CharField(label=_("Evidence in Polish"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    evidence_en = forms.CharField(label=_("Evidence in English"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    baseline = forms.DecimalField(label=_("Baseline"), **AMOUNT)
    target_total = forms.DecimalField(label=_("Target: all"), **AMOUNT)
    target_women = forms.DecimalField(label=_("Target: women"), **AMOUNT)
    target_men = forms.DecimalField(label=_("Target: men"), **AMOUNT)
    position = forms.IntegerField(label=_("Place in the list"), min_value=0, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["measure"].choices = [(code, MEASURES[code].name) for code in OWN]  # type: ignore[attr-defined]

    @staticmethod
    def of(indicator: Indicator) -> dict[str, Any]:
        """What the form begins with."""
        texts = ("name", "definition", "unit", "evidence")
        begin = {f"{name}_{code}": getattr(indicator, name).get(code, "") for name in texts for code in ("pl", "en")}
        plain = ("code", "measure", "baseline", "target_total", "target_women", "target_men", "position")
        return begin | {name: getattr(indicator, name) for name in plain}

    def details(self) -> IndicatorDetails:
        """What was typed, for the action."""
        typed = self.cleaned_data

        def text(name: str) -> dict[str, str]:
            return {code: typed[f"{name}_{code}"] for code in ("pl", "en") if typed[f"{name}_{code}"]}

        return IndicatorDetails(
            code=typed["code"],
            name=text("name"),
            measure=typed["measure"],
            definition=text("definition"),
            unit=text("unit"),
            evidence=text("evidence"),
            baseline=typed["baseline"] or IndicatorDetails.baseline,
            target_total=typed["target_total"],
            target_women=typed["target_women"],
            target_men=typed["target_men"],
            position=typed["position"] or 0,
        )
