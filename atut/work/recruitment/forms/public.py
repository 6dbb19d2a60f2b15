"""What an applicant types. Shape only: whether the call is open and who may apply is the action's business."""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import identifiers
from atut.base.kernel.errors import Refused
from atut.base.privacy.models import DeclarationText
from atut.base.projects.models import Organisation
from atut.base.ui.forms import DateField, Form
from atut.work.partnership.rules import PersonDetails, Sex
from atut.work.questions.forms import answers_of
from atut.work.recruitment.actions import ApplicationData
from atut.work.recruitment.forms.asked import PAPER, Asked, Begun, short
from atut.work.recruitment.queries.calls import CallShown
from atut.work.recruitment.rules import applying, asking
from atut.work.recruitment.rules.enclosing import as_code

MOST_CHOICES = 5
_ORDINALS = [_("First choice"), _("Second choice"), _("Third choice"), _("Fourth choice"), _("Fifth choice")]


class Apply(Asked):
    """The application form of one call: choices, person, office, contact, questions, access needs, declarations."""

    first_name = short(_("First name"), 80, "given-name")
    last_name = short(_("Surname"), 120, "family-name")
    pesel = forms.CharField(
        label=_("PESEL number"),
        required=False,
        max_length=20,
        help_text=_("11 digits. Who has no PESEL leaves this empty and fills in the box below."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}
        ),
    )
    other_identifier = short(
        _("Number of a passport or other document"), 40, "off", required=False, help_text=_("Only for people without a PESEL.")
    )
    birth_date = DateField(label=_("Date of birth"), required=False, autocomplete="bday")
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=[("", "–"), *Sex.choices])
    office = forms.ChoiceField(label=_("Where do you work?"))
    post = short(_("Post"), 160, "organization-title", help_text=_("As in the contract, for example: inspector for benefits"))
    unit = short(_("Department or post within the office"), 160, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("The receipt and the decision are sent here. A shared mailbox of the office will do."),
    )
    phone = short(_("Telephone"), 40, "tel", required=False, help_text=_("Give an e-mail, a telephone, or both."))
    access_needs = forms.CharField(
        label=_("What do you need to take part with ease?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: a room without steps, an induction loop, a break for feeding. You may leave this empty."),
    )
    rules = forms.BooleanField(label=_("I know the rules of recruitment and accept them."))
    true_data = forms.BooleanField(label=_("The data I give are true."))
    website = short(_("Leave this field empty"), 200, "off", required=False)
    form_token = forms.CharField(widget=forms.HiddenInput, max_length=32)
    shown = forms.CharField(widget=forms.HiddenInput, max_length=120)

    receipt_key = ""  # set when it was sent
    needs_contact = True  # on paper there may be only a postal address: the notice is printed then

    def __init__(
        self,
        data: Any = None,
        *,
        shown: CallShown,
        offices: list[Organisation],
        texts: dict[str, DeclarationText],
        today: date,
        files: Any = None,
        begun: Begun | None = None,
    ) -> None:
        super().__init__(data, files)
        self.today, self.begun = today, begun or Begun()
        self.call, self.offices, self.texts = shown, {o.key: o for o in offices}, texts
        self.regulation = shown.call.rules
        self.editions = {o.edition.key: o.edition for o in shown.openings}
        self.asked = asking.questions(self.regulation, on_paper=not self.sends_papers)
        self.versions = ",".join(text.key for text in texts.values())
        self.initial = {"form_token": self.begun.form_token or secrets.token_urlsafe(18), "shown": self.versions}
        self.fields["office"].choices = [("", "–"), *((o.key, o.name) for o in offices)]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["access_needs"].why = gettext(  # type: ignore[attr-defined]  # our own addition to fields
            "So that the room, the materials and the pace suit you. This gives no points and takes none; it is kept encrypted"
            " and read only by those who prepare the training."
        )
        self.fields["pesel"].why = gettext(  # type: ignore[attr-defined]  # as above
            "To know that one person applies once, and later to settle the training with the funder. It is kept encrypted;"
            " lists and messages never show it."
        )
        self.fields["pesel"].is_asked = True  # type: ignore[attr-defined]  # as above: only who has none leaves it empty
        self._add_choices()
        self._add_questions()
        self._add_what_else_is_asked()
        self.order_fields(self._as_on_the_page())
        self._fill_in_what_is_known()

    def _add_choices(self) -> None:
        options = [(key, str(edition)) for key, edition in self.editions.items()]
        for place in range(min(len(options), self.regulation.most_choices or MOST_CHOICES, MOST_CHOICES)):
            optional = [] if place == 0 else [("", gettext("None"))]
            needed = {"required": gettext("Choose what you apply for.")}
            field = forms.ChoiceField(
                label=_ORDINALS[place], required=place == 0, choices=[*optional, *options], error_messages=needed
            )
            if place == 0 and len(options) > 1:
                field.choices = [("", "–"), *options]
            self.fields[f"choice_{place + 1}"] = field

    def _as_on_the_page(self) -> list[str]:
        """The order in which people meet the fields, so that the summary of errors goes the same way."""
        before, after = ("choice_",), ("answer_",)
        more = [name for name in self.fields if name.startswith(PAPER)]
        last = [*("superior", "pair"), *more, "access_needs", "rules", "true_data", "website"]
        first = [name for name in self.fields if name.startswith(before)]
        asked = [name for name in self.fields if name.startswith(after)]
        middle = [name for name in self.fields if name not in {*first, *asked, *last}]
        return [*first, *middle, *asked, *last]

    @property
    def choices(self) -> list[Any]:
        """The fields of the wanted editions, for the template."""
        return [self[name] for name in self.fields if name.startswith("choice_")]

    @property
    def person(self) -> list[Any]:
        """Name and PESEL; a number on file is not asked again."""
        return [self[name] for name in ("first_name", "last_name", "pesel") if name in self.fields]

    @property
    def without_pesel(self) -> list[Any]:
        """For people without a PESEL."""
        return [self[name] for name in ("other_identifier", "birth_date", "sex") if name in self.fields]

    @property
    def work(self) -> list[Any]:
        """Office and post."""
        return [self["office"], self["post"], self["unit"]]

    @property
    def contact(self) -> list[Any]:
        """How to reach the person."""
        return [self["email"], self["phone"]]

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Everything typed, to be sent again from the page that shows it for a last check."""
        return [(name, value) for name, value in self.data.items() if name not in ("csrfmiddlewaretoken", "step")]

    @property
    def answers(self) -> list[tuple[Any, Any]]:
        """What was typed, by label, for that page. Empty ones are left out, the PESEL is shown: it is the person's own."""
        about = [*self.choices, *self.person, *self.without_pesel, *self.work, *self.contact]
        shown = [*about, *self.questions, *self.others, self["access_needs"]]
        return [(field.label, self._said(field)) for field in shown if self.cleaned_data.get(field.name)]

    def _said(self, field: Any) -> Any:
        value = self.cleaned_data[field.name]
        return dict(getattr(field.field, "choices", ())).get(value, value)

    @property
    def is_without_pesel(self) -> bool:
        """Is the box for people without a PESEL open?"""
        return any(field.value() or field.errors for field in self.without_pesel)

    def clean_pesel(self) -> str:
        """Digits that fit, or the sentence that says what does not."""
        typed = self.cleaned_data["pesel"]
        if not typed.strip():
            return ""
        try:
            return identifiers.pesel(typed, today=self.today).number
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean_website(self) -> str:
        """A field people do not see. Programs fill in everything they find."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(gettext("Leave this field empty and send the form again."))
        return ""

    def clean(self) -> dict[str, Any]:
        """What concerns several fields."""
        data = self.cleaned_data
        if data.get("shown") != self.versions:
            self.data = {**dict(self.data.items()), "shown": self.versions, "rules": "", "true_data": ""}
            self.add_error(None, str(applying.TextsChanged()))
        self.must_have_papers()
        if "pesel" in data and not data["pesel"]:
            for name in ("other_identifier", "birth_date", "sex"):
                if name in data and not data[name]:
                    self.add_error("pesel" if name == "other_identifier" else name, self._needed(name))
        if self.needs_contact and not data.get("email") and not data.get("phone") and not {"email", "phone"} & set(self.errors):
            self.add_error("email", gettext("Give an e-mail or a telephone number, so that the office can reach you."))
        wanted = [data[name] for name in self.fields if name.startswith("choice_") and data.get(name)]
        if len(set(wanted)) != len(wanted):
            self.add_error("choice_1", str(applying.ChosenTwice()))
        return data

    @staticmethod
    def _needed(name: str) -> str:
        if name == "other_identifier":
            return gettext("Type the PESEL number. Without one, give the document, date of birth and sex below.")
        return gettext("Needed from people without a PESEL.")

    def as_data(self) -> ApplicationData:
        """The typed application as the action takes it."""
        d = self.cleaned_data
        wanted = [d[name] for name in self.fields if name.startswith("choice_") and d[name]]
        told = asking.parted(self.regulation, answers_of(self.asked, d))
        return ApplicationData(
            person=self._details(),
            office=self.offices[d["office"]],
            post=d["post"],
            unit=d["unit"],
            editions=[self.editions[key] for key in wanted],
            answers=told.answers,
            confided=told.confided,
            written=told.written,
            post_kind=told.post_kind,
            access_needs=d["access_needs"],
            texts=list(self.texts.values()),
            ticked=frozenset(kind for kind in applying.TICKED if d[kind]),
            form_token=d["form_token"],
            draft=self.begun.draft,
            superior=d.get("superior", ""),
            pair=as_code(d.get("pair", "")),
        )

    def _details(self) -> PersonDetails:
        d, known = self.cleaned_data, self.begun.person
        typed = {name: d[name] for name in ("first_name", "last_name", "email", "phone")}
        if "pesel" not in self.fields and known is not None:
            number = {"pesel": known.pesel, "other_identifier": known.other_identifier}
            typed |= {**number, "birth_date": known.birth_date, "sex": known.sex}
        else:
            typed |= {name: d[name] for name in ("pesel", "other_identifier", "birth_date", "sex")}
        return PersonDetails(**typed, language=get_language() or "pl")


class Button(Form):
    """A button that does one thing: nothing to type."""
