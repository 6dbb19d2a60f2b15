"""The sheet of components: /ui/ shows each in every state, in both languages. One of the pages that axe checks."""

from datetime import timedelta
from typing import Any

from django import forms as plain
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from atut.base.kernel import clock
from atut.base.kernel.guards import page
from atut.base.kernel.permissions import PUBLIC
from atut.base.ui import charts, forms
from atut.base.ui.charts import Answers, Things
from atut.base.ui.templatetags.parts import Fact, Step, Tab

_COLOURS = (
    *("paper", "sheet", "sand", "tint", "ctint", "etint", "ink", "ink-2", "edge", "line", "patina", "patina-deep"),
    *("patina-mid", "copper", "copper-mid", "pip", "error", "neutral", "visited"),
)
_BAD = {"born_day": "31", "born_month": "2", "born_year": "1980", "starts": "rano", "cost": "sto", "way": "", "office": "repki"}


class Sheet(forms.Form):
    """Every kind of field."""

    post = plain.CharField(label=gettext_lazy("Post"), help_text=gettext_lazy("As in the contract"))
    motive = plain.CharField(
        label=gettext_lazy("What is hardest at work now?"), widget=plain.Textarea(attrs={"rows": 4}), required=False
    )
    office = plain.ChoiceField(label=gettext_lazy("Office"), choices=[("sabnie", "Sabnie"), ("repki", "Repki")])
    born = forms.DateField(label=gettext_lazy("Date of birth"), help_text=gettext_lazy("For example 15 6 1980"))
    starts = forms.TimeField(label=gettext_lazy("Starts at"), help_text=gettext_lazy("For example 8:30"))
    cost = forms.MoneyField(label=gettext_lazy("Cost"))
    share = forms.NumberField(label=gettext_lazy("Attendance needed"), suffix="%", required=False)
    way = plain.ChoiceField(
        label=gettext_lazy("How do you want to take part?"),
        choices=[
            ("here", gettext_lazy("In the room")),
            ("far", gettext_lazy("Remotely")),
            ("none", gettext_lazy("I prefer not to say")),
        ],
        widget=plain.RadioSelect,
    )
    needs = plain.MultipleChoiceField(
        label=gettext_lazy("What do you need?"),
        choices=[("loop", gettext_lazy("Induction loop")), ("ramp", gettext_lazy("Entrance without steps"))],
        widget=plain.CheckboxSelectMultiple,
        required=False,
    )
    scan = forms.FileField(
        label=gettext_lazy("Scan of the declaration"), help_text=gettext_lazy("PDF or a photo, up to 10 MB"), kinds=(".pdf", ".jpg")
    )
    agree = plain.BooleanField(label=gettext_lazy("I know the rules of the call"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["way"].why = _("The size of the room depends on it.")  # type: ignore[attr-defined]  # read by ui.forms.Field
        self.fields["way"].hints = {"far": _("You need a camera and a quiet place.")}  # type: ignore[attr-defined]


class Search(forms.Filters):
    """Filters above a list."""

    word = plain.CharField(label=gettext_lazy("Surname or number"), required=False)
    state = plain.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", gettext_lazy("All")), ("wait", gettext_lazy("to assess"))]
    )


def _likert() -> charts.Chart:
    labels = (_("strongly agree"), _("rather agree"), _("neither"), _("rather disagree"), _("strongly disagree"))
    wide, narrow = _("whole country 2007, “yes”"), _("country, 2007")
    rows = [
        Answers(_("Things get done above all if you know somebody"), (49, 99, 78, 112, 74), _("yes 36, no 45"), 59, wide, narrow),
        Answers(_("Officials drag cases out"), (25, 70, 82, 148, 87), _("yes 23, no 57"), 35, wide, narrow),
    ]
    return charts.likert(
        _("Do you agree with these sentences?"),
        labels,
        rows,
        detail=_("Answers per 100 people asked, N = 412"),
        first=_("Sentence"),
    )


def _bars() -> charts.Chart:
    rows = [Things("Jabłonna Lacka", (128, 40)), Things("Repki", (128, 48)), Things("Sterdyń", (96, 36))]
    return charts.bars(
        _("A third of the planned hours are behind us"), [_("plan"), _("done")], rows, detail=_("Hours by gmina"), first=_("Gmina")
    )


@page(PUBLIC, methods=("GET",))
def sheet(request: HttpRequest) -> HttpResponse:
    """Show it."""
    people = [
        ("a", "Święcisława Źdźbło", "Repki", 72, "wait", _("to assess")),
        ("b", "Grażyna Śliż", "Sabnie, GOPS", 81, "ok", _("selected")),
        ("c", "Łukasz Gżegżółka", "Sokołów Podlaski", 54, "ask", _("consent missing")),
        ("d", "Michał Wąsowicz", "Sterdyń", None, "no", _("does not meet the conditions")),
    ]
    context = {
        "colours": _COLOURS,
        "sizes": [(f"t{size}", _("Zażółć gęślą jaźń. 0123456789")) for size in range(6, -1, -1)],
        "good": Sheet(prefix="good", initial={"born": clock.today() - timedelta(days=16_000), "way": "here", "post": "referent"}),
        "bad": Sheet(_BAD, {}, prefix=None),
        "filters": Search({"f-word": "Źdźbło"}, prefix="f"),
        "people": people,
        "pages": Paginator(list(range(164)), 25).page(2),
        "steps": [Step(_("Training"), "done"), Step(_("Data"), "now"), Step(_("Needs")), Step(_("Check"))],
        "facts": [Fact(_("Office"), "Urząd Gminy Repki", "#", _("Change")), Fact(_("Post"), "referent"), Fact(_("Telephone"), "")],
        "tabs": [
            Tab("#", _("Waiting"), is_current=True, count=6),
            Tab("#", _("Selected"), count=14),
            Tab("#", _("Reserve"), count=0),
        ],
        "funnel": [(_("sent"), 164), (_("complete"), 149), (_("selected"), 96), (_("confirmed"), 78)],
        "attendance": [(50, "in"), (10, "miss"), (40, "next")],
        "likert": _likert(),
        "bars": _bars(),
        "now": clock.now(),
    }
    return render(request, "demo/sheet.html", context)
