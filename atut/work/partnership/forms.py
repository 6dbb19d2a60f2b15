"""Forms of the partnership: people, employments, staff lists, partners, goals."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.polish import fold
from atut.base.kernel.sheets import ENCODINGS, Table
from atut.base.projects.models import Organisation
from atut.base.ui.forms import DateField, FileField, Filters, Form, NumberField
from atut.base.ui.translated import add_text, initial_of, text_of
from atut.work.partnership.imports import Field, Reading, column_titles
from atut.work.partnership.models import Goal, Person
from atut.work.partnership.rules import GoalDetails, Job, PartnerRole, PersonDetails

_SEPARATORS = [(";", _("semicolon")), (",", _("comma")), ("\t", _("tab"))]


def offices_as_choices(offices: list[Organisation]) -> list[tuple[str, str]]:
    """Keys and names."""
    return [(office.key, office.name) for office in offices]


class People(Filters):
    """Who is looked for, in which office."""

    szukaj = forms.CharField(label=_("Name"), required=False)
    urzad = forms.ChoiceField(label=_("Office"), required=False)

    def __init__(self, *args: Any, offices: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["urzad"].choices = [("", _("All")), *offices_as_choices(offices)]  # type: ignore[attr-defined]

    def words(self) -> list[str]:
        """Folded words of the name."""
        return fold(self.chosen().get("szukaj", "")).split()


class PersonAdd(Form):
    """A person of an office's list: no PESEL, that comes with an application."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Surname"), max_length=120)
    organisation = forms.ChoiceField(label=_("Office"))
    post = forms.CharField(label=_("Post"), max_length=160)
    unit = forms.CharField(label=_("Unit"), max_length=160, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)

    def __init__(self, *args: Any, offices: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offices = {office.key: office for office in offices}
        self.fields["organisation"].choices = offices_as_choices(offices)  # type: ignore[attr-defined]

    def details(self) -> PersonDetails:
        """What was typed about the person."""
        return PersonDetails(**{name: self.cleaned_data[name] for name in ("first_name", "last_name", "email", "phone")})

    def job(self) -> Job:
        """What was typed about the work."""
        return Job(self.cleaned_data["post"], self.cleaned_data["unit"])

    def organisation_chosen(self) -> Organisation:
        """The office."""
        return self.offices[self.cleaned_data["organisation"]]


class PersonChange(Form):
    """How the person is reached."""

    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language of letters"), choices=[("pl", _("Polish")), ("en", _("English"))])


class PersonMerge(Form):
    """Which entry is the same person."""

    duplicate = forms.ChoiceField(
        label=_("Which entry is the same person?"),
        help_text=_("It will be removed. Its employments, account and contact data come here."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, people: list[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {person.key: person for person in people}
        choices = [(p.key, ", ".join([p.listed_name, *(str(e) for e in p.employments.all())])) for p in people]
        self.fields["duplicate"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> Person:
        """The entry that goes."""
        return self.people[self.cleaned_data["duplicate"]]


class EmploymentEnd(Form):
    """When somebody stopped working there."""

    until = DateField(label=_("First day no longer employed there"))


class StaffImportBring(Form):
    """The office and its list."""

    organisation = forms.ChoiceField(label=_("Whose list is it?"))
    file = FileField(
        label=_("Staff list"),
        kinds=[".xlsx", ".csv", ".txt", ".tsv", ".xlsm", ".xls", ".ods"],  # the last three are refused with advice
        help_text=_(
            "An Excel workbook (.xlsx) or a CSV file, as you keep it: title rows, merged headings and totals may stay."
            " Needed: names. Useful: post, unit, e-mail, telephone."
        ),
    )

    def __init__(self, *args: Any, offices: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offices = {office.key: office for office in offices}
        self.fields["organisation"].choices = offices_as_choices(offices)  # type: ignore[attr-defined]
        if len(offices) == 1:
            self.initial.setdefault("organisation", offices[0].key)

    def organisation_chosen(self) -> Organisation:
        """The office."""
        return self.offices[self.cleaned_data["organisation"]]


class StaffImportRead(Form):
    """How the file is to be read: everything that was guessed can be changed."""

    header_row = forms.IntegerField(
        label=_("Row of the headings"), help_text=_("As the spreadsheet counts rows; 0 when there are no headings."), min_value=0
    )
    header_rows = forms.ChoiceField(
        label=_("The headings take"), choices=[("1", _("one row")), ("2", _("two rows (merged)"))], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, table: Table, reading: Reading, **options: Any) -> None:
        self.table, self.reading = table, reading
        super().__init__(*args, initial=self._initial(), **options)
        if table.format == "csv":
            self.fields["encoding"] = forms.ChoiceField(
                label=_("Letters are saved as"), choices=list(ENCODINGS.items()), help_text=table.sample
            )
            self.fields["separator"] = forms.ChoiceField(label=_("Columns are parted by"), choices=_SEPARATORS)
        elif len(table.sheets) > 1:
            self.fields["sheet"] = forms.ChoiceField(label=_("Sheet"), choices=[(name, name) for name in table.sheets])
        self._add_columns()

    def _initial(self) -> dict[str, Any]:
        known = self.reading
        initial = {"header_row": known.header_row + 1 if known.header_rows else 0, "header_rows": str(known.header_rows or 1)}
        initial |= {"encoding": self.table.encoding, "separator": self.table.separator, "sheet": self.table.sheet}
        return initial | {f"column_{column}": kind for kind, column in known.mapping.items()}

    def _add_columns(self) -> None:
        titles = column_titles(self.table, self.reading.header_row, self.reading.header_rows)
        for number, title in enumerate(titles):
            hidden = _("This column is hidden in the workbook.") if number in self.table.hidden_columns else ""
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=title or _("Column %(number)s") % {"number": number + 1},
                choices=[("", _("do not read")), *Field.choices],
                required=False,
                help_text=hidden,
            )

    def clean(self) -> dict[str, Any]:
        """Each kind of data comes from one column."""
        cleaned = super().clean() or {}
        kinds = [value for name, value in cleaned.items() if name.startswith("column_") and value]
        if len(set(kinds)) < len(kinds):
            raise forms.ValidationError(_("Two columns have the same meaning. Leave one of them."))
        return cleaned

    def chosen(self) -> Reading:
        """How to read from now on."""
        typed = self.cleaned_data
        mapping = {value: int(name[7:]) for name, value in typed.items() if name.startswith("column_") and value}
        return Reading(
            encoding=typed.get("encoding", ""),
            separator=typed.get("separator", ""),
            sheet=typed.get("sheet", self.table.sheet),
            header_row=max(typed["header_row"] - 1, 0),
            header_rows=int(typed["header_rows"]) if typed["header_row"] else 0,
            mapping=mapping,
        )


class PartnerAdd(Form):
    """Which organisation joins, as what."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    role = forms.ChoiceField(label=_("Role in the project"), choices=PartnerRole.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, organisations: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisations = {one.key: one for one in organisations}
        self.fields["organisation"].choices = offices_as_choices(organisations)  # type: ignore[attr-defined]


class PartnerChange(Form):
    """Another role, another place in the order."""

    role = forms.ChoiceField(label=_("Role in the project"), choices=PartnerRole.choices, widget=forms.RadioSelect)
    place = NumberField(
        label=_("Place in the list of partners"),
        help_text=_("As in the partnership agreement: 1 stands first. The others move up or down."),
        min_value=1,
        max_value=999,
    )


class PartnerLeave(Form):
    """When the organisation left."""

    left_on = DateField(label=_("First day no longer a partner"))


class DegurbaConfirm(Form):
    """The class of the gmina, as the source says."""

    degurba = forms.ChoiceField(
        label=_("Class of the gmina (DEGURBA)"),
        choices=[("1", _("1: densely populated")), ("2", _("2: intermediate")), ("3", _("3: thinly populated"))],
        widget=forms.RadioSelect,
    )
    year = forms.IntegerField(label=_("Year of the classification"), min_value=2000, max_value=2100)
    source = forms.CharField(label=_("Where you read it"), help_text=_("Such as: Eurostat, LAU list 2024"), max_length=200)


class GoalAdd(Form):
    """The words of a goal."""

    def __init__(self, *args: Any, languages: list[str], goal: Goal | None = None, **options: Any) -> None:
        self.languages = languages
        if goal is not None:
            options["initial"] = initial_of("title", goal.title) | initial_of("text", goal.text)
        super().__init__(*args, **options)
        add_text(self, "title", _("Goal"), languages=languages)
        add_text(self, "text", _("What is meant by it"), languages=languages, is_long=True, required=False)

    def details(self, kind: str) -> GoalDetails:
        """What was typed."""
        return GoalDetails(kind, text_of(self, "title", self.languages), text_of(self, "text", self.languages))


class GoalPlace(Form):
    """Which goal it serves."""

    above = forms.ChoiceField(label=_("Under which goal should it stand?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, goals: list[Goal], **options: Any) -> None:
        super().__init__(*args, **options)
        self.goals = {goal.key: goal for goal in goals}
        self.fields["above"].choices = [(goal.key, str(goal)) for goal in goals]  # type: ignore[attr-defined]

    def chosen(self) -> Goal:
        """The goal above."""
        return self.goals[self.cleaned_data["above"]]


class AccountOpen(Form):
    """A password for a new account; nothing where there is an account already."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Three or four words you will remember are better than one hard word."),
    )

    def __init__(self, *args: Any, is_new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_new:
            del self.fields["password"]

    def clean_password(self) -> str:
        """Long enough and not one of the common ones."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password

    def chosen(self) -> str | None:
        """The password of the new account."""
        return self.cleaned_data.get("password")


class AccountLinkRenew(Form):
    """Nothing to type: the address is the one on file."""
