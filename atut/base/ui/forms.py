"""Forms in govuk-frontend's patterns with Django's own machinery: a renderer and a bound field, no library between."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from atut.base.ui.fields import DateField, DateParts, FileField, FilesField, MoneyField, NumberField, TimeField

__all__ = [
    "DateField",
    "Field",
    "FileField",
    "FilesField",
    "Filters",
    "Form",
    "MoneyField",
    "NumberField",
    "Renderer",
    "TimeField",
    "say_what_to_do",
]

_CLASSES = {
    "select": "govuk-select",
    "selectmultiple": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "files": "govuk-file-upload",
    "clearablefile": "govuk-file-upload",
}
_GROUPS = frozenset({"radioselect", "checkboxselectmultiple"})


class Field(BoundField):
    """A field that knows its govuk class, its group, and what describes it."""

    @property
    def is_group(self) -> bool:
        """Several controls under one legend."""
        return self.widget_type in _GROUPS or self.is_date

    @property
    def is_date(self) -> bool:
        """Three inputs: day, month, year."""
        return isinstance(self.field.widget, DateParts)

    @property
    def is_box(self) -> bool:
        """One checkbox with its label to the right."""
        return self.widget_type == "checkbox"

    @property
    def group(self) -> str:
        """The govuk word for a list of choices."""
        return "radios" if self.widget_type == "radioselect" else "checkboxes"

    @property
    def is_optional(self) -> bool:
        """Said after the label; what must be answered is the rule and is not marked, nor is a field with `is_asked`."""
        is_asked = self.field.required or self.is_box or getattr(self.field, "is_asked", False)
        return not is_asked and getattr(self.form, "mark_optional", False)

    @property
    def why(self) -> str:
        """The answer to "why do we ask?", set by `field.why = …` in the form class."""
        return getattr(self.field, "why", "")

    @property
    def label_in_summary(self) -> str:
        """The label before its error: a question keeps its mark, a name gets a colon."""
        label = str(self.label)
        return label if label.endswith(("?", ".", "!", ":")) else f"{label}:"

    @property
    def suffix(self) -> str:
        """What stands behind the number: zł, %, godz."""
        return getattr(self.field, "suffix", "")

    @property
    def options(self) -> list[tuple[Any, str]]:
        """Radios or checkboxes with their hints, set by `field.hints = {value: words}` in the form class."""
        hints = getattr(self.field, "hints", {})
        return [(option, hints.get(option.data["value"], "")) for option in self]

    @property
    def first_id(self) -> str:
        """Where the error summary jumps to."""
        if self.is_date:
            return f"{self.auto_id}_{min(self.wrong_parts, key=DateParts.PARTS.index, default='day')}"
        return f"{self.auto_id}_0" if self.is_group else self.id_for_label or str(self.auto_id)

    @property
    def wrong_parts(self) -> set[str]:
        """Which parts of a date to mend; all of them when the fault is in the whole."""
        codes = {error.code for error in self.form.errors.as_data().get(self.name, [])}
        return {part for part in DateParts.PARTS if part in codes} or (set(DateParts.PARTS) if codes else set())

    def described_by(self) -> str:
        """Ids of hint and error."""
        ids = [f"{self.auto_id}_hint"] * bool(self.help_text) + [f"{self.auto_id}_error"] * bool(self.errors)
        return " ".join(ids)

    def build_widget_attrs(self, attrs: Any, widget: Any = None) -> Any:
        """Add the govuk class and aria-describedby."""
        attrs = super().build_widget_attrs(attrs, widget)
        attrs.pop("aria-invalid", None)  # announced before anybody typed; the message is tied by aria-describedby
        if self.is_date:
            self.field.widget.wrong = self.wrong_parts  # type: ignore[attr-defined]  # DateParts has it
        if self.is_group:
            return attrs
        if not self.is_box and self.widget_type != "hidden":
            name = _CLASSES.get(self.widget_type, "govuk-input")
            own = (widget or self.field.widget).attrs.get("class", "")
            attrs["class"] = f"{name} {own} {name}--error".strip() if self.errors else f"{name} {own}".strip()
        if self.described_by():
            attrs["aria-describedby"] = self.described_by()
        return attrs


class Renderer(TemplatesSetting):
    """Our templates for every form, allauth's too."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = Field


class Form(forms.Form):
    """Base of all our forms. They check shape and never save."""

    required_css_class = ""
    error_css_class = ""
    use_required_attribute = False  # our sentences, in the page's language, instead of the browser's bubbles
    mark_optional = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_what_to_do(self.fields.values())


def say_what_to_do(fields: Iterable[forms.Field]) -> None:
    """What to do with an empty field, in place of Django's sentence. For fields added later too."""
    for field in fields:
        if field.error_messages.get("required") is forms.Field.default_error_messages["required"]:
            field.error_messages["required"] = _what_to_do(field)


def _what_to_do(field: forms.Field) -> Any:
    """What to do with an empty field, instead of "This field is required"."""
    if isinstance(field, forms.BooleanField):
        return _("Tick the box to go on.")
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return _("Choose one of the answers.")
    if isinstance(field, forms.FileField):
        return _("Choose a file.")
    if isinstance(field, forms.DateField):
        return _("Write the date.")
    return _("Fill this in.")


class Filters(Form):
    """A GET form above a list: nothing in it is asked for, and a value that makes no sense filters nothing."""

    template_name = "ui/forms/filters.html"
    mark_optional = False

    def chosen(self) -> dict[str, Any]:
        """What was chosen, by field; only what is valid and not empty."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}
