"""Entry answers, signing, exit, situation; filters of the list."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.base.kernel.identifiers import postcode
from atut.base.kernel.polish import sort_key
from atut.base.projects.models import Commune, Project
from atut.base.ui.forms import DateField, FileField, Filters, Form
from atut.work.training.actions import EntryAnswers
from atut.work.training.models import Participation
from atut.work.training.rules import dictionaries
from atut.work.training.rules.moves import EntryKind, ParticipationStatus
from atut.work.training.rules.participation import Answer, Question

WHY = _(
    "The funder must know who takes part (act of 28.4.2022, art. 87). Only the project office sees this answer, and every "
    "look is recorded. You may refuse where the list says so: it never does any harm."
)
SCANS = {b"%PDF": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}


class ParticipationWanted(Filters):
    """What the list is narrowed to."""

    name = forms.CharField(label=_("Surname or name"), required=False)
    office = forms.ChoiceField(label=_("Office"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *ParticipationStatus.choices])
    lacks = forms.ChoiceField(
        label=_("What is lacking"),
        required=False,
        choices=[
            ("", _("Anything")),
            ("data", _("data are incomplete")),
            ("papers", _("signatures are missing")),
            ("situation", _("situation is due")),
        ],
    )

    def __init__(self, *args: Any, offices: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["office"].choices = [("", _("All")), *offices]  # type: ignore[attr-defined]  # a choice field


class EntryForm(Form):
    """The state on the day of entry. Choices are the funder's dictionaries; nothing is required until it counts."""

    citizenship = forms.ChoiceField(label=_("Citizenship"), required=False)
    education = forms.ChoiceField(label=_("Highest completed education"), required=False)
    labour_status = forms.ChoiceField(label=_("Situation on the labour market"), required=False)
    labour_detail = forms.ChoiceField(label=_("In more detail"), required=False)
    commune = forms.CharField(
        label=_("Gmina of residence"),
        required=False,
        help_text=_("Where the person lives (Civil Code art. 25), not where registered. Name, or TERC code of seven digits"),
    )
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=8)
    locality = forms.CharField(label=_("Locality"), required=False, max_length=80)
    street = forms.CharField(label=_("Street, house, flat"), required=False, max_length=160)

    def __init__(
        self, data: Any = None, *, project: Project, participation: Participation, asks_sensitive: bool, is_correction: bool = False
    ) -> None:
        self.profile, self.participation = project.profile.data, participation
        super().__init__(data, initial=self._now())
        for name in ("citizenship", "education", "labour_status", "labour_detail"):
            self.fields[name].choices = [("", _("choose")), *dictionaries.choices(self.profile, name)]  # type: ignore[attr-defined]
        if participation.person_id is None:  # an institution has a seat, and none of these
            for name in ("citizenship", "education", "labour_status", "labour_detail"):
                del self.fields[name]
        for question in Question if asks_sensitive else ():
            self.fields[question.value] = self._question(question)
        if is_correction:
            self.fields["reason"] = forms.CharField(
                label=_("Why it is corrected"), max_length=200, help_text=_("An auditor will see what changed and why")
            )

    def _question(self, question: Question) -> forms.ChoiceField:
        source = dictionaries.answers_to(self.profile, question.value)
        allowed = {entry["code"] for entry in dictionaries.entries(self.profile, source)}
        choices = [(answer.value, answer.label) for answer in Answer if answer.value in allowed]
        field = forms.ChoiceField(label=question.label, required=False, widget=forms.RadioSelect, choices=choices)
        field.why = WHY  # type: ignore[attr-defined]  # read by ui
        return field

    def _now(self) -> dict[str, Any]:
        """What is known. Sensitive answers are never sent back to a form: they are only replaced."""
        one = self.participation
        names = ("citizenship", "education", "labour_status", "labour_detail", "postcode", "locality", "street")
        now = {name: getattr(one, name) for name in names}
        now["commune"] = one.commune.terc if one.commune else ""
        if not one.labour_status and one.person_id:
            now |= {"citizenship": one.citizenship or "pl", "labour_status": "employed", "labour_detail": "local_government"}
        return now

    def clean_postcode(self) -> str:
        """As it is written on envelopes."""
        typed: str = self.cleaned_data["postcode"]
        try:
            return postcode(typed) if typed else ""
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean_commune(self) -> Commune | None:
        """The gmina by its code, or by a name only one gmina has."""
        typed = self.cleaned_data["commune"].strip()
        if not typed:
            return None
        found = list(Commune.objects.filter(terc=typed).order_by("terc") if typed.isdigit() else self._named(typed))
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("There is no such gmina. Check the name, or write its TERC code."))
        which = ", ".join(f"{one.terc} ({one.kind}, {one.powiat})" for one in found[:6])
        raise forms.ValidationError(
            _("Several gminas have this name. Write the code of one of them: %(which)s"), params={"which": which}
        )

    def _named(self, name: str) -> Iterable[Commune]:
        return Commune.objects.filter(name_sort=sort_key(name)).order_by("terc")

    def answers(self) -> EntryAnswers:
        """What the verb needs. An unanswered sensitive question changes nothing."""
        said = self.cleaned_data
        sensitive = {question.value: said[question.value] for question in Question if said.get(question.value)}
        names = ("citizenship", "education", "labour_status", "labour_detail", "commune", "locality", "postcode", "street")
        return EntryAnswers(**{name: said[name] for name in names if name in said}, sensitive=sensitive)


class ParticipationSign(Form):
    """Which papers were signed, when, and the scan."""

    kinds = forms.MultipleChoiceField(
        label=_("Signed papers"), choices=EntryKind.choices, widget=forms.CheckboxSelectMultiple, initial=EntryKind.values
    )
    signed_on = DateField(label=_("Signed on"))
    scan = FileField(
        label=_("Scan"),
        required=False,
        kinds=(".pdf", ".jpg", ".jpeg", ".png"),
        help_text=_("PDF, JPG or PNG up to 10 MB. All papers in one file are fine. It is kept encrypted."),
    )

    def clean_scan(self) -> Any:
        """The file is what its name says."""
        scan = self.cleaned_data["scan"]
        if scan and self.media_type(scan) is None:
            raise forms.ValidationError(_("This is not a PDF, JPG or PNG file. Scan the papers again, then add the file."))
        return scan

    @staticmethod
    def media_type(scan: Any) -> str | None:
        """Told from the first bytes, never from the name."""
        scan.seek(0)
        head = scan.read(8)
        scan.seek(0)
        return next((kind for start, kind in SCANS.items() if head.startswith(start)), None)


class ParticipationLeave(Form):
    """Exit."""

    on = DateField(label=_("Day of leaving the project"), help_text=_("The last day of support, or the day of dropping out"))
    path = forms.ChoiceField(
        label=_("Did it go as planned?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes, the planned support is over")), ("no", _("No, the person dropped out"))],
    )
    reason = forms.ChoiceField(label=_("Reason for dropping out"), required=False)

    def __init__(self, *args: Any, project: Project, **options: Any) -> None:
        super().__init__(*args, **options)
        reasons = dictionaries.choices(project.profile.data, "leaving_reason")
        self.fields["reason"].choices = [("", _("choose")), *reasons]  # type: ignore[attr-defined]  # a choice field


class ParticipationSituation(Form):
    """The situation within four weeks after exit."""

    on = DateField(label=_("On which day was it so?"))
    situation = forms.ChoiceField(label=_("Situation after exit"))
    second = forms.ChoiceField(label=_("Second situation"), required=False)

    def __init__(self, *args: Any, project: Project, **options: Any) -> None:
        super().__init__(*args, **options)
        listed = [("", _("choose")), *dictionaries.choices(project.profile.data, "situation")]
        for name in ("situation", "second"):
            self.fields[name].choices = listed  # type: ignore[attr-defined]  # a choice field
