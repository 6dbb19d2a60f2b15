"""Forms about projects and funding profiles."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.texts import text_in
from atut.base.projects.actions import OrganisationDetails, ProjectDetails
from atut.base.projects.models import Commune, FundingProfile, Organisation, Project
from atut.base.projects.rules import Kind
from atut.base.ui.forms import DateField, Form

TEXTS = ("name", "tagline", "summary", "office_name", "office_hours", "as_if_note")
LONG = frozenset({"summary", "as_if_note"})
# The form in parts, as an administrator fills it in: most of it may wait.
PARTS: list[tuple[Any, tuple[str, ...]]] = [
    (_("Name and address"), ("name_pl", "name_en", "host", "slug", "code_prefix")),
    (_("Grant agreement"), ("number", "profile", "starts_on", "ends_on", "last_payment_on", "value_total", "value_eu")),
    (
        _("Project office"),
        (
            *("office_name_pl", "office_name_en", "office_address", "office_person", "office_phone", "office_email"),
            *("office_hours_pl", "office_hours_en"),
        ),
    ),
    (
        _("Public site"),
        ("has_english", "tagline_pl", "tagline_en", "summary_pl", "summary_en", "as_if_note_pl", "as_if_note_en"),
    ),
]


class ProfileField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """Called by its name, as in the list of profiles; the code is for machines."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and version."""
        return gettext("%(name)s, version %(version)s") % {"name": text_in(obj.name), "version": obj.version}


class ProjectCreate(Form):
    """What an administrator says about a project. Texts have a Polish field and an English one."""

    name_pl = forms.CharField(label=_("Name, in Polish"), max_length=200)
    name_en = forms.CharField(label=_("Name, in English"), max_length=200, required=False)
    host = forms.CharField(label=_("Address"), max_length=253, help_text=_("Host name without http:// and port: kutno.example.pl"))
    slug = forms.SlugField(label=_("Short name for files"), help_text=_("Small letters and hyphens: kutno"))
    code_prefix = forms.CharField(label=_("Prefix of numbers"), max_length=8, help_text=_("UGP gives UGP/2026/0001"))
    number = forms.CharField(label=_("Number of the grant agreement"), max_length=60, required=False)
    profile = ProfileField(
        label=_("The funder's rules"), queryset=FundingProfile.objects.order_by("code", "-version"), empty_label=_("choose")
    )
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))
    last_payment_on = DateField(
        label=_("Day of the funder's last payment"),
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
    office_person = forms.CharField(
        label=_("Who answers the telephone"),
        max_length=120,
        required=False,
        help_text=_("Named on the site beside the number, also where a page is missing or broken. Ask first."),
    )
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

    @property
    def parts(self) -> list[tuple[Any, list[Any]]]:
        """The fields under their headings."""
        return [(heading, [self[name] for name in names]) for heading, names in PARTS]

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


class OrganisationAdd(Form):
    """What is known about an organisation."""

    name = forms.CharField(label=_("Full name"), max_length=200, help_text=_("Such as: Urząd Gminy Sabnie"))
    short_name = forms.CharField(label=_("Short name"), max_length=80, help_text=_("In lists and on the phone: Sabnie"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    parent = forms.ModelChoiceField(
        label=_("A unit of"),
        queryset=Organisation.objects.filter(parent=None).order_by("name_sort", "pk"),
        to_field_name="key",
        required=False,
        empty_label=_("no other organisation"),
        help_text=_("For a social-welfare centre: the office of its gmina."),
    )
    nip = forms.CharField(
        label=_("NIP"), max_length=13, required=False, help_text=_("Empty for a unit that uses the NIP of its gmina.")
    )
    regon = forms.CharField(label=_("REGON"), max_length=17, required=False)
    terc = forms.CharField(
        label=_("TERC code of the gmina"),
        max_length=7,
        required=False,
        help_text=_("Seven digits from the official list, such as 1429072. Empty for a union of gminas."),
    )
    street = forms.CharField(label=_("Street and number"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=6, required=False)
    locality = forms.CharField(label=_("Locality"), max_length=80, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", help_text=_("Such as: www.sabnie.example"))
    hours_pl = forms.CharField(
        label=_("Opening hours, in Polish"),
        max_length=200,
        required=False,
        help_text=_("Residents read them on the page of the partners. Empty: nothing is shown."),
    )
    hours_en = forms.CharField(label=_("Opening hours, in English"), max_length=200, required=False)

    def clean_terc(self) -> Commune | None:
        """The gmina of the code."""
        code = self.cleaned_data["terc"].strip()
        found = Commune.objects.filter(terc=code).first() if code else None
        if code and found is None:
            raise forms.ValidationError(_("No gmina on the list has this code. Look it up in the TERYT register of GUS."))
        return found

    def details(self) -> OrganisationDetails:
        """What the verb takes."""
        given = dict(self.cleaned_data)
        hours = _text(given.pop("hours_pl"), given.pop("hours_en"))
        return OrganisationDetails(commune=given.pop("terc"), hours=hours, **given)


class OrganisationChange(OrganisationAdd):
    """The same, filled."""


def initial_of_organisation(organisation: Organisation) -> dict[str, Any]:
    """What the form shows of an organisation that exists."""
    named = OrganisationDetails.__dataclass_fields__.keys() - {"commune", "hours"}
    plain = {name: getattr(organisation, name) for name in named}
    terc = organisation.commune.terc if organisation.commune else ""
    hours = {f"hours_{code}": organisation.hours.get(code, "") for code in ("pl", "en")}
    return plain | hours | {"parent": organisation.parent and organisation.parent.key, "terc": terc}


class ProfileUse(Form):
    """Which project goes over to this version."""

    project = forms.ModelChoiceField(label=_("Project"), queryset=Project.objects.none(), to_field_name="key")

    def __init__(self, *args: Any, projects: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]  # a ModelChoiceField
