"""Forms about projects and funding profiles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.projects.actions import ProjectDetails
from atut.base.projects.models import FundingProfile, Project
from atut.base.ui.forms import Form

TEXTS = ("name", "tagline", "summary", "office_name", "office_hours", "as_if_note")
LONG = frozenset({"summary", "as_if_note"})


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


class ProjectCreate(Form):
    """What an administrator says about a project. Texts have a Polish field and an English one."""

    name_pl = forms.CharField(label=_("Name, in Polish"), max_length=200)
    name_en = forms.CharField(label=_("Name, in English"), max_length=200, required=False)
    host = forms.CharField(label=_("Address"), max_length=253, help_text=_("Host name without http:// and port: kutno.example.pl"))
    slug = forms.SlugField(label=_("Short name for files"), help_text=_("Small letters and hyphens: kutno"))
    code_prefix = forms.CharField(label=_("Prefix of numbers"), max_length=8, help_text=_("UGP gives UGP/2026/0001"))
    number = forms.CharField(label=_("Number of the grant agreement"), max_length=60, required=False)
    profile = forms.ModelChoiceField(label=_("The funder's rules"), queryset=FundingProfile.objects.order_by("code", "-version"))
    starts_on = _day(_("First day"))
    ends_on = _day(_("Last day"))
    last_payment_on = _day(
        _("Day of the funder's last payment"),
        required=False,
        help_text=_("Starts the years of keeping documents. Empty: nothing is deleted."),
    )
    has_english = forms.BooleanField(label=_("The public site has an English version"), required=False, initial=True)
    value_total = forms.DecimalField(
        label=_("Value of the project, zł"), required=False, min_value=0, decimal_places=2, max_digits=12
    )
    value_eu = forms.DecimalField(label=_("European funds, zł"), required=False, min_value=0, decimal_places=2, max_digits=12)
    tagline_pl = forms.CharField(label=_("One sentence, in Polish"), max_length=200, required=False)
    tagline_en = forms.CharField(label=_("One sentence, in English"), max_length=200, required=False)
    summary_pl = forms.CharField(label=_("Summary, in Polish"), widget=forms.Textarea, required=False)
    summary_en = forms.CharField(label=_("Summary, in English"), widget=forms.Textarea, required=False)
    office_name_pl = forms.CharField(label=_("Project office, in Polish"), max_length=200, required=False)
    office_name_en = forms.CharField(label=_("Project office, in English"), max_length=200, required=False)
    office_address = forms.CharField(label=_("Address of the office"), max_length=200, required=False)
    office_phone = forms.CharField(label=_("Telephone of the office"), max_length=40, required=False)
    office_email = forms.EmailField(label=_("E-mail of the office"), required=False)
    office_hours_pl = forms.CharField(label=_("Opening hours, in Polish"), max_length=200, required=False)
    office_hours_en = forms.CharField(label=_("Opening hours, in English"), max_length=200, required=False)
    as_if_note_pl = forms.CharField(
        label=_("Note on every page, in Polish"),
        widget=forms.Textarea,
        required=False,
        help_text=_("Only for a project that is not real."),
    )
    as_if_note_en = forms.CharField(label=_("Note on every page, in English"), widget=forms.Textarea, required=False)

    def details(self) -> ProjectDetails:
        """What the verb takes."""
        given = dict(self.cleaned_data)
        texts: dict[str, Any] = {name: _text(given.pop(f"{name}_pl"), given.pop(f"{name}_en")) for name in TEXTS}
        languages = ["pl", "en"] if given.pop("has_english") else ["pl"]
        return ProjectDetails(languages=languages, **texts, **given)


class ProjectChange(ProjectCreate):
    """The same, filled."""


def initial_of(project: Project) -> dict[str, Any]:
    """What the form shows of a project that exists."""
    plain = {name: getattr(project, name) for name in ProjectDetails.__dataclass_fields__ if name not in TEXTS}
    texts = {f"{name}_{code}": getattr(project, name).get(code, "") for name in TEXTS for code in ("pl", "en")}
    return plain | texts | {"has_english": "en" in project.languages}


def _text(polish: str, english: str) -> dict[str, str]:
    return {code: words for code, words in (("pl", polish.strip()), ("en", english.strip())) if words}


class ProfileLoad(Form):
    """The file of a new version."""

    file = forms.FileField(label=_("Profile file (JSON)"), help_text=_("Download the present version, change it, bring it here."))
