"""What the coordinator's list is cut by: a GET form, so the address keeps it and can be sent to somebody."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.actors import Actor
from atut.base.projects.models import Organisation
from atut.base.ui.forms import Filters
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries.applications import offices_of
from atut.work.recruitment.queries.listing import Sought
from atut.work.recruitment.rules.moves import CallStatus
from atut.work.recruitment.rules.pipeline import AFTER_SELECTION, READABLE, Doubt, Order, Step, Waits

FIRST = ("words", "office", "stage", "edition")
CHANNELS = [("online", _("by the form")), ("paper", _("on paper"))]


@dataclass(frozen=True, slots=True)
class Cut:
    """One thing the list is cut by, in words, and the address without it."""

    words: str
    url: str


def _every(choices: Any) -> list[tuple[str, Any]]:
    return [("", _("All")), *choices]


class ApplicationFilters(Filters):
    """Any combination."""

    template_name = "recruitment/parts/filters.html"

    words = forms.CharField(label=_("Name or number"), required=False, max_length=60)
    office = forms.ChoiceField(label=_("Office"), required=False)
    stage = forms.ChoiceField(label=_("State"), required=False)
    edition = forms.ChoiceField(label=_("Edition"), required=False)
    waits = forms.ChoiceField(label=_("Waits for"), required=False, choices=_every(Waits.choices))
    fact = forms.ChoiceField(label=_("Who"), required=False, choices=_every([(one.value, one.label) for one in READABLE]))
    doubt = forms.ChoiceField(label=_("In doubt"), required=False, choices=_every(Doubt.choices))
    channel = forms.ChoiceField(label=_("How it came"), required=False, choices=_every(CHANNELS))
    order = forms.ChoiceField(label=_("Order"), required=False, choices=Order.choices)
    late = forms.BooleanField(label=_("only what waits too long"), required=False)

    def __init__(self, data: QueryDict, *, offices: list[Organisation], call: Call) -> None:
        super().__init__(data)
        self.query = data
        stages = [one for one in Step if one not in AFTER_SELECTION or call.status == CallStatus.SELECTED]
        choices = {
            "office": [(one.key, one.short_name) for one in offices],
            "stage": [(one.value, one.label) for one in stages],
            "edition": [(o.edition.key, str(o.edition)) for o in call.openings.all()],
        }
        for name, known in choices.items():
            self.fields[name].choices = _every(known)  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def first(self) -> list[Any]:
        """What is always seen."""
        return [self[name] for name in FIRST]

    @property
    def more(self) -> list[Any]:
        """What is opened when wanted."""
        return [self[name] for name in self.fields if name not in (*FIRST, "late")]

    @property
    def has_more(self) -> bool:
        """Is something chosen among what is opened when wanted?"""
        return any(value and name not in FIRST for name, value in self.chosen().items())

    def as_sought(self) -> Sought:
        """For the query."""
        return Sought(**self.chosen())

    def cuts(self) -> list[Cut]:
        """Each thing the list is cut by, in words, with the address of the list without it."""
        chosen = {name: value for name, value in self.chosen().items() if value}
        return [Cut(self._in_words(name, value), self._without(name)) for name, value in chosen.items()]

    def in_words(self) -> str:
        """What the list is cut by, for the head of a file."""
        return "; ".join(one.words for one in self.cuts()) or gettext("all applications")

    def _in_words(self, name: str, value: Any) -> str:
        field = self.fields[name]
        said = dict(field.choices)[value] if isinstance(field, forms.ChoiceField) else value  # type: ignore[arg-type]  # pairs
        return str(field.label) if value is True else f"{field.label}: {said}"

    def _without(self, name: str) -> str:
        query = self.query.copy()
        for gone in (name, "strona"):
            query.pop(gone, None)
        return f"?{query.urlencode()}"


def filters_of(request: HttpRequest, call: Call) -> ApplicationFilters:
    """The filters that stand in the address."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # our addition to the request
    return ApplicationFilters(request.GET, offices=offices_of(call.project, actor), call=call)
