"""The first section of a call, a new call, and which form writes which section."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.ui.forms import DateField, Form, NumberField, TimeField
from atut.work.programme.models import Edition
from atut.work.recruitment.actions import CallDraft, Change, Opening
from atut.work.recruitment.forms.access import CallAccess
from atut.work.recruitment.forms.bounds import CallBounds
from atut.work.recruitment.forms.lines import CallFormal, CallOther
from atut.work.recruitment.forms.points import CallPoints
from atut.work.recruitment.forms.sections import (
    CallOrder,
    CallTerms,
    Fields,
    Part,
    SectionForm,
    by_language,
    in_both,
    text,
)
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries import writing
from atut.work.recruitment.rules import calls as rules
from atut.work.recruitment.rules.sections import Section


class Words(Form):
    """Words, hours, places: of a draft, and of one that is to be."""

    title_pl = text(_("Title in Polish"))
    title_en = text(_("Title in English"), required=False)
    intro_pl = text(_("Introduction in Polish"), rows=4, required=False)
    intro_en = text(_("Introduction in English"), rows=4, required=False)
    opens_on = DateField(label=_("Opens on"))
    opens_hour = TimeField(label=_("Opens at"), help_text=_("For example 8:00"))
    closes_on = DateField(label=_("Closes on"))
    closes_hour = TimeField(
        label=_("Closes at"), help_text=_("The first moment too late: 16:00 takes what came at 15:59 and refuses 16:00")
    )

    def __init__(self, data: Any = None, *, editions: Iterable[Edition], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.to_open = list(editions)
        for edition in self.to_open:
            self.fields[f"places_{edition.key}"] = NumberField(
                label=str(edition),
                required=False,
                min_value=0,
                max_value=9999,
                help_text=gettext("%(left)s places left for calls; empty: not in this call") % {"left": edition.left},  # type: ignore[attr-defined]  # added by the query
            )

    def parts(self) -> list[Part]:
        """Words, hours, places."""
        places = [[self[f"places_{edition.key}"]] for edition in self.to_open]
        ends = [[self[f"{end}_on"], self[f"{end}_hour"]] for end in ("opens", "closes")]
        words = Fields([[self["title_pl"]], [self["intro_pl"]]], [self["title_en"], self["intro_en"]], _("In English"))
        none = "" if places else _("No planned edition has places left. Editions are planned in the programme.")
        return [
            Part(_("What it is about"), fields=[words]),
            Part(_("When it takes applications"), fields=[Fields(ends)]),
            Part(_("Editions and places"), none, fields=[Fields(places)]),
        ]

    def clean(self) -> dict[str, Any]:
        """What contradicts itself, beside whatever else is to be mended."""
        d = self.cleaned_data
        ends = [d.get(name) for name in ("opens_on", "opens_hour", "closes_on", "closes_hour")]
        if all(end is not None for end in ends) and tuple(ends[2:]) <= tuple(ends[:2]):
            self.add_error("closes_on", str(rules.ClosesBeforeItOpens()))
        for edition in self.to_open:
            wanted, left = d.get(f"places_{edition.key}") or 0, edition.left  # type: ignore[attr-defined]  # as above
            if wanted > left:
                self.add_error(f"places_{edition.key}", str(rules.TooManyPlaces(edition=str(edition), left=left, wanted=wanted)))
        return d

    def values(self) -> dict[str, Any]:
        """By the names of the draft."""
        d = self.cleaned_data
        places = {edition: d[f"places_{edition.key}"] for edition in self.to_open}
        return {
            "title": in_both(d, "title_{}"),
            "intro": in_both(d, "intro_{}"),
            "opens_at": clock.at(d["opens_on"], d["opens_hour"].hour, d["opens_hour"].minute),
            "closes_at": clock.at(d["closes_on"], d["closes_hour"].hour, d["closes_hour"].minute),
            "openings": [Opening(edition, count) for edition, count in places.items() if count],
        }


class CallWords(Words):
    """The first section of a draft."""

    def __init__(self, data: Any = None, *, call: Call, editions: Iterable[Edition]) -> None:
        opens, closes = clock.local(call.opens_at), clock.local(call.closes_at)
        known = {"opens_on": opens.date(), "opens_hour": opens.time(), "closes_on": closes.date(), "closes_hour": closes.time()}
        known |= by_language("title_{}", call.title) | by_language("intro_{}", call.intro)
        known |= {f"places_{opening.edition.key}": opening.places for opening in call.openings.all()}
        used = {opening.edition_id for opening in call.openings.all()}
        shown = [one for one in editions if one.pk in used or one.left > 0]  # type: ignore[attr-defined]  # added by the query
        super().__init__(data, editions=shown, initial=known)

    def change(self) -> Change:
        """As the verb takes it."""
        return Change(Section.WORDS, self.values(), self.data.get("seen", ""))


class CallNew(Words):
    """A new call: the first section, and perhaps an earlier regulation to start from."""

    like = forms.ChoiceField(
        label=_("Start from the regulation of"),
        required=False,
        help_text=_("All its rules are taken over; you can change them before publication. Hours and places are set anew."),
    )

    def __init__(self, data: Any = None, *, editions: Iterable[Edition], earlier: Iterable[Call], like: str = "") -> None:
        free = [one for one in editions if one.left > 0]  # type: ignore[attr-defined]  # added by the query
        self.earlier = {call.key: call for call in earlier}
        super().__init__(data, editions=free, initial={"like": like, **self._words_of(self.earlier.get(like))})
        choices = [("", gettext("An empty regulation")), *((key, str(call)) for key, call in self.earlier.items())]
        self.fields["like"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    @staticmethod
    def _words_of(model: Call | None) -> dict[str, str]:
        if model is None:
            return {}
        told = {"title": model.title, "intro": model.intro}
        return {f"{name}_{language}": words.get(language, "") for name, words in told.items() for language in ("pl", "en")}

    def parts(self) -> list[Part]:
        """What to start from, then the words."""
        start = [Part(_("What to start from"), fields=[Fields([[self["like"]]])])] if self.earlier else []
        return [*start, *super().parts()]

    def as_draft(self) -> CallDraft:
        """The call as the action takes it."""
        model = self.earlier.get(self.cleaned_data["like"])
        values = self.values()
        if model is None:
            return CallDraft(**values)
        return CallDraft(**values, regulation=model.rules.renewed(self._again(model)), answer_days=model.answer_days)

    def lost(self) -> int:
        """How many rules of the earlier regulation name an edition that stands for none here, and were left out."""
        model = self.earlier.get(self.cleaned_data["like"])
        return model.rules.naming_others_than(self._again(model)) if model else 0

    def _again(self, model: Call) -> dict[str, str]:
        return writing.editions_again(model, [opening.edition for opening in self.values()["openings"]])


class CallWithdraw(Form):
    """Why a published call is called off."""

    reason = forms.CharField(
        label=_("Why is it called off?"),
        help_text=_("One or two sentences. Visitors read them on the page of the call."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


PLAIN: dict[Section, type[SectionForm]] = {form.section: form for form in (CallFormal, CallPoints, CallOrder, CallTerms, CallOther)}


WITH_OFFICES: dict[Section, Any] = {form.section: form for form in (CallAccess, CallBounds)}


def section_form(call: Call, section: Section, data: Any = None) -> Any:
    """The form that writes a section of a draft."""
    if section == Section.WORDS:
        return CallWords(data, call=call, editions=writing.editions_to_open(call.project, call))
    if section in WITH_OFFICES:
        return WITH_OFFICES[section](data, call=call, offices=writing.offices_of_partners(call.project))
    return PLAIN[section](data, call=call)
