"""Forms of the programme: forms of support and editions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.ui.forms import DateField, Form, NumberField
from atut.base.ui.translated import add_text, initial_of, text_of
from atut.work.partnership.models import Goal
from atut.work.programme.models import Edition, SupportForm
from atut.work.programme.rules import EditionDetails, FormDetails, SupportKind


class FormAdd(Form):
    """A form of support."""

    kind = forms.ChoiceField(label=_("Kind"), choices=SupportKind.choices, widget=forms.RadioSelect)
    code = forms.CharField(label=_("Code"), max_length=12, help_text=_("Short, for lists and numbers: PJU"))
    subject_area = forms.CharField(label=_("Subject area"), max_length=120, required=False)
    goal = forms.ChoiceField(label=_("Goal it serves"), required=False)
    hours = NumberField(
        label=_("Hours"), min_value=1, max_value=2000, decimal_places=2, help_text=_("Of 60 minutes, all together.")
    )
    required_percent = NumberField(label=_("Attendance needed, in percent"), min_value=1, max_value=100, initial=80)
    has_certificate = forms.BooleanField(label=_("Ends with a certificate"), required=False, initial=True)

    def __init__(
        self, *args: Any, languages: list[str], goals: list[Goal], support_form: SupportForm | None = None, **options: Any
    ) -> None:
        self.languages, self.goals = languages, {goal.key: goal for goal in goals}
        if support_form is not None:
            options["initial"] = _initial(support_form)
        super().__init__(*args, **options)
        self.fields["goal"].choices = [("", _("none")), *((goal.key, str(goal)) for goal in goals)]  # type: ignore[attr-defined]
        add_text(self, "title", _("Title"), languages=languages)
        add_text(self, "description", _("Description"), languages=languages, is_long=True, required=False)
        add_text(
            self,
            "outcomes",
            _("What a person can do afterwards, one thing a line"),
            languages=languages,
            is_long=True,
            required=False,
        )
        texts = [name for name in self.fields if name.startswith("title_")]
        self.order_fields(["kind", "code", *texts])

    def details(self) -> FormDetails:
        """What was typed."""
        typed = self.cleaned_data
        return FormDetails(
            kind=typed["kind"],
            code=typed["code"].strip(),
            title=text_of(self, "title", self.languages),
            planned_minutes=round(typed["hours"] * 60),
            subject_area=typed["subject_area"],
            description=text_of(self, "description", self.languages),
            outcomes=self._outcomes(),
            required_percent=typed["required_percent"],
            has_certificate=typed["has_certificate"],
        )

    def _outcomes(self) -> tuple[dict[str, str], ...]:
        """Lines of all languages, side by side."""
        lines = {code: words.splitlines() for code, words in text_of(self, "outcomes", self.languages).items()}
        count = max((len(words) for words in lines.values()), default=0)
        made = [
            {code: words[n].strip() for code, words in lines.items() if n < len(words) and words[n].strip()} for n in range(count)
        ]
        filled = [{code: words for code, words in one.items() if words} for one in made]
        return tuple(one for one in filled if one)

    def goal_chosen(self) -> Goal | None:
        """The goal, if any."""
        return self.goals.get(self.cleaned_data["goal"])


def _initial(known: SupportForm) -> dict[str, Any]:
    outcomes: dict[str, list[str]] = {}
    for one in known.outcomes:
        for code, words in one.items():
            outcomes.setdefault(code, []).append(words)
    initial = {name: getattr(known, name) for name in ("kind", "code", "subject_area", "required_percent", "has_certificate")}
    initial |= {"hours": f"{known.planned_minutes / 60:g}".replace(".", ","), "goal": known.goal.key if known.goal else ""}
    initial |= initial_of("title", known.title) | initial_of("description", known.description)
    return initial | {f"outcomes_{code}": "\n".join(words) for code, words in outcomes.items()}


class EditionAdd(Form):
    """A run of a form of support."""

    number = NumberField(
        label=_("Number"), min_value=1, max_value=999, required=False, help_text=_("Left empty, it gets the next one.")
    )
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))
    place = forms.CharField(label=_("Where it takes place"), max_length=200)
    capacity = NumberField(label=_("Number of places"), min_value=1, max_value=999)
    provider = forms.CharField(label=_("Provider"), max_length=160, required=False)

    def __init__(self, *args: Any, edition: Edition | None = None, **options: Any) -> None:
        if edition is not None:
            options["initial"] = {name: getattr(edition, name) for name in self.base_fields}
        super().__init__(*args, **options)

    def details(self) -> EditionDetails:
        """What was typed."""
        return EditionDetails(**self.cleaned_data)
