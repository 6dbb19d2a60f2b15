"""The section of a call with bounds and places kept for offices."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.projects.models import Organisation
from atut.base.ui.forms import DateField, NumberField
from atut.work.recruitment.forms.lines import LinesForm
from atut.work.recruitment.forms.sections import Fields, Part, count_of
from atut.work.recruitment.models import Call
from atut.work.recruitment.rules.sections import Section
from atut.work.selection.rules.terms import EACH, Amount, Bound, Fact, Pool


class AmountField(forms.CharField):
    """A number of places or a share: 12, 50 %, 50%."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"class": "govuk-input--width-5 num", "autocomplete": "off"})
        super().__init__(max_length=12, required=False, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        """An amount, or an example of one."""
        typed = str(super().clean(value)).strip()
        found = re.fullmatch(r"([0-9]{1,4})\s*(%?)", typed)
        if typed and (found is None or (found[2] and int(found[1]) > 100)):
            raise ValidationError(gettext("Write a number of places, such as 12, or a share, such as 50 %."), code="invalid")
        return Amount(int(found[1]), is_percent=bool(found[2])) if found else None

    def prepare_value(self, value: Any) -> Any:
        """As it is written."""
        return f"{value.value}{' %' if value.is_percent else ''}" if isinstance(value, Amount) else value


def _one_of(label: Any, empty: str, choices: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", empty), *choices])


class CallBounds(LinesForm):
    """Bounds, and places kept for offices."""

    section = Section.BOUNDS
    pools_return_on = DateField(
        label=_("First day on which kept places belong to everybody"),
        required=False,
        help_text=_("After the close of the call. Needed where places are kept for an office."),
    )

    def __init__(self, data: Any = None, *, call: Call, offices: Sequence[Organisation]) -> None:
        self.offices = [(office.key, office.name) for office in offices]
        self.editions = [(one.edition.key, str(one.edition)) for one in call.openings.all()]
        super().__init__(data, call=call)

    def read(self, call: Call) -> dict[str, Any]:
        """Bounds, pools, the day of their return."""
        returns = call.rules.pools_return_at
        known: dict[str, Any] = {"pools_return_on": clock.local(returns).date() if returns else None}
        for n, bound in enumerate(call.rules.bounds):
            known |= {f"fact_{n}": bound.fact, f"office_{n}": bound.office, f"edition_{n}": bound.edition}
            known |= {f"least_{n}": bound.at_least, f"most_{n}": bound.at_most}
        for n, pool in enumerate(call.rules.pools):
            known |= {f"kept_office_{n}": pool.office, f"kept_edition_{n}": pool.edition, f"kept_{n}": pool.places}
            known |= {f"kept_beside_{n}": pool.beside}
        return known

    def add_lines(self, data: Any) -> None:
        """A bound: whom, and how many. A pool: whose, where, how many."""
        self.counts["bounds"] = count_of(data, "bounds", len(self.rules.bounds))
        self.counts["pools"] = count_of(data, "pools", len(self.rules.pools))
        facts = [(fact.value, fact.label[:1].upper() + fact.label[1:]) for fact in Fact]
        for n in range(self.counts["bounds"]):
            self.fields |= {
                f"fact_{n}": _one_of(_("Whom"), gettext("All applicants"), facts),
                f"least_{n}": AmountField(label=_("At least")),
                f"most_{n}": AmountField(label=_("At most")),
                f"office_{n}": _one_of(
                    _("Of which offices"),
                    gettext("All offices together"),
                    [(EACH, gettext("From each office by itself")), *self.offices],
                ),
                f"edition_{n}": _one_of(
                    _("In which editions"),
                    gettext("All editions together"),
                    [(EACH, gettext("In each edition by itself")), *self.editions],
                ),
            }
        for n in range(self.counts["pools"]):
            self.fields |= {
                f"kept_office_{n}": _one_of(_("Kept for the office"), gettext("Choose"), self.offices),
                f"kept_edition_{n}": _one_of(_("In the edition"), gettext("Choose"), self.editions),
                f"kept_{n}": NumberField(label=_("Places kept"), required=False, min_value=1, max_value=9999),
                f"kept_beside_{n}": forms.MultipleChoiceField(
                    label=_("Shared with the people of"), required=False, choices=self.offices, widget=forms.CheckboxSelectMultiple
                ),
            }

    def parts(self) -> list[Part]:
        """Bounds, then pools."""
        bounds = [
            Fields(
                [[self[f"fact_{n}"]], [self[f"least_{n}"], self[f"most_{n}"]]],
                [self[f"office_{n}"], self[f"edition_{n}"]],
                _("For each office or edition by itself, or only one of them"),
            )
            for n in range(self.counts["bounds"])
        ]
        pools = [
            Fields(
                [[self[f"{name}_{n}"] for name in ("kept_office", "kept_edition", "kept")]],
                [self[f"kept_beside_{n}"]],
                _("Shared by several offices, such as the gmina office and its social-welfare centre"),
            )
            for n in range(self.counts["pools"])
        ]
        amounts = _(
            "A number of places, such as 12, or a share of them, such as 50 %. A share is of the places of all editions together,"
            " unless you choose editions below. Leave a line empty if you do not need it."
        )
        kept = _("Only people of the office may take these places until the day below.")
        return [
            Part(_("Bounds"), amounts, lines=bounds, line=_("Bound"), more="bounds"),
            Part(_("Places kept for offices"), kept, lines=pools, line=_("Pool"), more="pools"),
            Part(fields=[Fields(self.rows("pools_return_on"))]),
        ]

    def clean(self) -> dict[str, Any]:
        """A pool has an office, an edition and places, or nothing."""
        for n in range(self.counts["pools"]):
            words = gettext("Give all three: the office, the edition and how many places.")
            self.must_be_together((f"kept_office_{n}", f"kept_edition_{n}", f"kept_{n}"), words)
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """The lines somebody filled in; kept places come back at the first moment of the day."""
        d = self.cleaned_data
        bounds = {
            n: [d[f"{name}_{n}"] for name in ("fact", "office", "edition", "least", "most")] for n in range(self.counts["bounds"])
        }
        pools = {n: [d[f"{name}_{n}"] for name in ("kept_office", "kept_edition", "kept")] for n in range(self.counts["pools"])}
        self.written = {
            "bounds": [f"least_{n}" for n, line in bounds.items() if any(line)],
            "pools": [f"kept_{n}" for n, pool in pools.items() if all(pool)],
            "pools_return_at": ["pools_return_on"],
        }
        return {
            "bounds": tuple(Bound(*line) for line in bounds.values() if any(line)),
            "pools": tuple(replace(Pool(*pool), beside=self._beside(n, pool[0])) for n, pool in pools.items() if all(pool)),
            "pools_return_at": clock.at(d["pools_return_on"]) if d["pools_return_on"] else None,
        }

    def _beside(self, n: int, office: str) -> tuple[str, ...]:
        return tuple(one for one in self.cleaned_data[f"kept_beside_{n}"] or () if one != office)
