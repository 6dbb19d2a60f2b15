"""What the office types: a call with its points, an application from paper, a rejection, filters of the list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.polish import fold
from atut.base.kernel.texts import Text
from atut.base.projects.models import Organisation
from atut.base.ui.forms import DateField, FileField, Filters, Form, NumberField, TimeField
from atut.work.programme.models import Edition
from atut.work.recruitment.actions import CallDraft, Decision, Opening, Paper
from atut.work.recruitment.forms.public import Apply
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries.applications import Sought
from atut.work.recruitment.rules import applying, points
from atut.work.recruitment.rules.identity import DECISIONS, Identity
from atut.work.recruitment.rules.moves import ApplicationStatus
from atut.work.recruitment.rules.regulation import Regulation, for_people_of_45

MORE_LINES = 3
LEAST_LINES = 2


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields that belong together: what is needed, and what may be added and is folded away until then."""

    needed: list[Any]
    added: list[Any]

    @property
    def is_open(self) -> bool:
        """Something was added, or has to be mended."""
        return any(field.value() or field.errors for field in self.added)


def _text(label: Any, *, rows: int = 0, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, widget=widget, max_length=4000 if rows else 200, **options)


class CallEdit(Form):
    """The editor of a call: words, hours, places per edition, one points list, the bound."""

    title_pl = _text(_("Title in Polish"))
    title_en = _text(_("Title in English"), required=False)
    intro_pl = _text(_("Introduction in Polish"), rows=4, required=False)
    intro_en = _text(_("Introduction in English"), rows=4, required=False)
    opens_on = DateField(label=_("Opens on"))
    opens_hour = TimeField(label=_("Opens at"), help_text=_("For example 8:00"))
    closes_on = DateField(label=_("Closes on"))
    closes_hour = TimeField(
        label=_("Closes at"), help_text=_("The first moment too late: 16:00 takes what came at 15:59 and refuses 16:00")
    )
    bound_percent = NumberField(
        label=_("At least this share of places for people aged 45 or more"), suffix="%", min_value=0, max_value=100
    )
    answer_days = NumberField(label=_("Full days to answer an offer"), min_value=1, max_value=30)

    def __init__(self, data: Any = None, *, editions: list[Edition], call: Call | None = None) -> None:
        super().__init__(data, initial=_initial(call) if call else {"bound_percent": 0, "answer_days": 3})
        used = {opening.edition_id for opening in call.openings.all()} if call else set()
        self.to_open = [one for one in editions if one.pk in used or getattr(one, "left", one.capacity) > 0]
        for edition in self.to_open:
            left = getattr(edition, "left", edition.capacity)
            self.fields[f"places_{edition.key}"] = NumberField(
                label=str(edition),
                required=False,
                min_value=0,
                max_value=9999,
                help_text=gettext("%(left)s places left for calls; empty: not in this call") % {"left": left},
            )
        known = len(call.rules.criteria) if call else 0
        typed = int(data.get("lines", 0)) if data and str(data.get("lines", "")).isdigit() else 0
        more = MORE_LINES if data and data.get("more") else 0
        self.count = min(max(known + 1, typed, LEAST_LINES) + more, 30)
        for number in range(self.count):
            self._add_line(number)

    def _add_line(self, number: int) -> None:
        self.fields |= {
            f"code_{number}": forms.CharField(widget=forms.HiddenInput, required=False, max_length=40),
            f"label_pl_{number}": _text(_("What the points are for, in Polish"), required=False),
            f"label_en_{number}": _text(_("The same in English"), required=False),
            f"points_{number}": NumberField(label=_("Points"), required=False, min_value=1, max_value=1000),
            f"source_{number}": forms.ChoiceField(
                label=_("Where the answer comes from"), required=False, choices=points.Source.choices
            ),
            f"why_pl_{number}": _text(_("Why do we ask, in Polish"), rows=2, required=False),
            f"why_en_{number}": _text(_("Why do we ask, in English"), rows=2, required=False),
        }

    def _fields(self, names: tuple[str, ...], more: tuple[str, ...], end: str = "") -> Fields:
        return Fields(*([self[f"{name}{end}"] for name in some] for some in (names, more)))

    @property
    def words(self) -> Fields:
        """Title and introduction; the English ones may be added."""
        return self._fields(("title_pl", "intro_pl"), ("title_en", "intro_en"))

    @property
    def hours(self) -> list[list[Any]]:
        """When it is open: day and hour of both ends."""
        return [[self[f"{end}_on"], self[f"{end}_hour"]] for end in ("opens", "closes")]

    @property
    def places(self) -> list[Any]:
        """Places per edition."""
        return [self[f"places_{edition.key}"] for edition in self.to_open]

    @property
    def lines(self) -> list[Fields]:
        """The points list, one group of fields a line."""
        names = ("label_pl", "points", "source"), ("why_pl", "label_en", "why_en")
        return [self._fields(*names, end=f"_{n}") for n in range(self.count)]

    @property
    def codes(self) -> list[Any]:
        """Hidden: codes of lines that were saved before."""
        return [self[f"code_{n}"] for n in range(self.count)]

    def clean(self) -> dict[str, Any]:
        """A line has points and a label, or nothing."""
        data = self.cleaned_data
        for n in range(self.count):
            if bool(data.get(f"label_pl_{n}")) != bool(data.get(f"points_{n}")):
                name = f"points_{n}" if data.get(f"label_pl_{n}") else f"label_pl_{n}"
                if name not in self.errors:
                    self.add_error(name, gettext("Give both: what the points are for, and how many."))
        return data

    def as_draft(self) -> CallDraft:
        """The call as the action takes it."""
        d = self.cleaned_data
        places = {edition: d[f"places_{edition.key}"] for edition in self.to_open}
        return CallDraft(
            title=_in_both(d, "title_{}"),
            intro=_in_both(d, "intro_{}"),
            opens_at=clock.at(d["opens_on"], d["opens_hour"].hour, d["opens_hour"].minute),
            closes_at=clock.at(d["closes_on"], d["closes_hour"].hour, d["closes_hour"].minute),
            openings=[Opening(edition, count) for edition, count in places.items() if count],
            regulation=Regulation(
                criteria=tuple(self._criterion(n) for n in range(self.count) if d.get(f"label_pl_{n}")),
                bounds=for_people_of_45(d["bound_percent"]),
            ),
            answer_days=d["answer_days"],
        )

    def _criterion(self, n: int) -> points.Criterion:
        d = self.cleaned_data
        source = d[f"source_{n}"] or points.Source.ANSWER
        code = d[f"code_{n}"] or (fold(d[f"label_pl_{n}"]).replace(" ", "_")[:40] if source == points.Source.ANSWER else source)
        return points.Criterion(code, _in_both(d, f"label_{{}}_{n}"), d[f"points_{n}"], source, _in_both(d, f"why_{{}}_{n}"))


def _in_both(data: Mapping[str, Any], name: str) -> Text:
    return {language: data[name.format(language)] for language in ("pl", "en") if data.get(name.format(language))}


def _initial(call: Call) -> dict[str, Any]:
    opens, closes = clock.local(call.opens_at), clock.local(call.closes_at)
    known: dict[str, Any] = {
        "opens_on": opens.date(),
        "opens_hour": opens.time(),
        "closes_on": closes.date(),
        "closes_hour": closes.time(),
        "bound_percent": call.rules.share_of_45,
        "answer_days": call.answer_days,
    }
    for language in ("pl", "en"):
        known |= {f"title_{language}": call.title.get(language, ""), f"intro_{language}": call.intro.get(language, "")}
    known |= {f"places_{opening.edition.key}": opening.places for opening in call.openings.all()}
    for n, line in enumerate(call.rules.criteria):
        known |= {f"code_{n}": line.code, f"points_{n}": line.points, f"source_{n}": line.source}
        for language in ("pl", "en"):
            known |= {f"label_{language}_{n}": line.label.get(language, ""), f"why_{language}_{n}": line.why.get(language, "")}
    return known


class ApplicationEnter(Apply):
    """An application from paper: the same fields, and the incoming stamp, the register number, the scan."""

    register_number = _text(_("Number in the office's register"))
    received_on = DateField(label=_("Day of the incoming stamp"))
    received_hour = TimeField(label=_("Hour of the incoming stamp"), help_text=_("For example 9:30"))
    scan = FileField(
        label=_("Scan of the paper"),
        required=False,
        kinds=(".pdf", ".jpg", ".jpeg", ".png"),
        megabytes=20,
        help_text=_("PDF, JPEG or PNG, 20 MB at most. Kept encrypted."),
    )
    needs_contact = False

    @property
    def stamp(self) -> list[Any]:
        """What stands on the paper."""
        return [self[name] for name in ("register_number", "received_on", "received_hour", "scan")]

    def clean_scan(self) -> Any:
        """A real PDF, JPEG or PNG, by its first bytes."""
        file = self.cleaned_data["scan"]
        if file:
            self.scan_bytes = file.read()
            try:
                applying.media_type_of(self.scan_bytes)
            except Refused as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return file

    def received_at(self) -> datetime:
        """The moment that counts."""
        hour = self.cleaned_data["received_hour"]
        return clock.at(self.cleaned_data["received_on"], hour.hour, hour.minute)

    def as_paper(self) -> Paper:
        """The paper as the action takes it."""
        file = self.cleaned_data["scan"]
        return Paper(self.cleaned_data["register_number"], self.scan_bytes if file else b"", file.name if file else "")


class ApplicationReject(Form):
    """Why."""

    reason = forms.ChoiceField(
        label=_("Why does it not meet the conditions?"),
        help_text=_("The person reads this sentence."),
        choices=applying.ReasonCode.choices,
        widget=forms.RadioSelect,
    )


class ApplicationIdentify(Form):
    """What the office found out by comparing with the identity card."""

    identity = forms.ChoiceField(
        label=_("What did you find?"),
        choices=[(one.value, one.label) for one in DECISIONS],
        widget=forms.RadioSelect,
    )
    number = forms.CharField(
        label=_("The right number, if it was a typing mistake"),
        help_text=_("PESEL; or, for a person without one, the number of a document."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    takes_name = forms.BooleanField(
        label=_("The name in this form is the right one"),
        help_text=_("Only for the same person: the record then takes this name. Else the name of the record stays."),
        required=False,
    )
    reason = forms.CharField(
        label=_("How do you know?"),
        help_text=_("Such as: compared with the identity card on 12 May. Kept encrypted with the decision."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def decision(self) -> Decision:
        """As the verb takes it. Eleven digits are a PESEL, whatever stands between them."""
        typed = self.cleaned_data["number"].strip()
        bare = "".join(letter for letter in typed if letter.isalnum())
        is_pesel = bare.isdigit() and len(bare) == 11
        return Decision(
            Identity(self.cleaned_data["identity"]),
            self.cleaned_data["reason"],
            pesel=bare if is_pesel else "",
            other_identifier="" if is_pesel else typed,
            takes_name=self.cleaned_data["takes_name"],
        )


class ApplicationFilters(Filters):
    """What the list of a call is cut to."""

    words = forms.CharField(label=_("Name or number"), required=False, max_length=60)
    office = forms.ChoiceField(label=_("Office"), required=False)
    status = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *ApplicationStatus.choices])
    edition = forms.ChoiceField(label=_("Edition"), required=False)

    def __init__(self, data: Any, *, offices: list[Organisation], call: Call) -> None:
        super().__init__(data)
        every = [("", gettext("All"))]
        self.fields["office"].choices = every + [(o.key, o.short_name) for o in offices]  # type: ignore[attr-defined]  # a ChoiceField
        editions = [(o.edition.key, str(o.edition)) for o in call.openings.all()]
        self.fields["edition"].choices = every + editions  # type: ignore[attr-defined]  # as above

    def as_sought(self) -> Sought:
        """For the query."""
        return Sought(**self.chosen())
