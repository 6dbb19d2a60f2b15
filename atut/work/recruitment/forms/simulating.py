"""What is tried out: other bounds than those written, and people who are only imagined."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.projects.models import Organisation
from atut.base.ui.forms import NumberField
from atut.work.recruitment.forms.bounds import CallBounds
from atut.work.recruitment.forms.sections import Fields, Part, count_of
from atut.work.recruitment.models import Call
from atut.work.recruitment.rules.simulating import Imagined
from atut.work.selection.rules.terms import Fact


class CallSimulate(CallBounds):
    """Bounds and pools as in the editor, filled in as they are written; and numbers of imagined people by office."""

    known = forms.BooleanField(
        label=_("People known from earlier applications"), required=False,
        help_text=_("Those of age, employed in a partner's unit, who do not hold the same form of support."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, call: Call, offices: Sequence[Organisation], is_empty: bool) -> None:
        self.names = {office.key: office.name for office in offices}
        self.is_empty = is_empty  # once somebody has applied, applications are tried, whoever else is known
        super().__init__(data, call=call, offices=offices)

    def read(self, call: Call) -> dict[str, Any]:
        """As written, with the people who are known."""
        return super().read(call) | {"known": True}

    def add_lines(self, data: Any) -> None:
        """Bounds and pools, then imagined people."""
        super().add_lines(data)
        self.counts["imagined"] = count_of(data, "imagined", 0)
        facts = [(fact.value, fact.label) for fact in Fact]
        for n in range(self.counts["imagined"]):
            self.fields |= {
                f"who_office_{n}": forms.ChoiceField(
                    label=_("Office"), required=False, choices=[("", gettext("Choose")), *self.offices]
                ),
                f"who_count_{n}": NumberField(label=_("How many people"), required=False, min_value=1, max_value=999),
                f"who_facts_{n}": forms.MultipleChoiceField(
                    label=_("Who are"), required=False, choices=facts, widget=forms.CheckboxSelectMultiple
                ),
            }

    def parts(self) -> list[Part]:
        """Who, then the bounds."""
        lines = [
            Fields([[self[f"who_office_{n}"], self[f"who_count_{n}"]]], [self[f"who_facts_{n}"]], _("Who they are"))
            for n in range(self.counts["imagined"])
        ]
        words = _("Numbers you expect, such as 5 people of an office, all of them women.")
        people = Part(_("Imagined people"), words, lines=lines, line=_("Group"), more="imagined")
        known = [Part(fields=[Fields(self.rows("known"))])] if self.is_empty else []
        return [*known, people, *super().parts()]

    def clean(self) -> dict[str, Any]:
        """An office has its number, and the number its office."""
        for n in range(self.counts["imagined"]):
            self.must_be_together((f"who_office_{n}", f"who_count_{n}"), gettext("Give both: the office, and how many people."))
        return super().clean()

    def imagined(self) -> list[Imagined]:
        """The groups that were typed."""
        d = self.cleaned_data
        groups = [
            (d[f"who_office_{n}"], frozenset(d[f"who_facts_{n}"]), d[f"who_count_{n}"]) for n in range(self.counts["imagined"])
        ]
        return [Imagined(*group) for group in groups if group[2]]
