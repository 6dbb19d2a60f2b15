"""Forms in govuk-frontend's patterns with Django's own machinery: a renderer and a bound field, no library between."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

_CLASSES = {
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "clearablefile": "govuk-file-upload",
}
_GROUPS = frozenset({"radioselect", "checkboxselectmultiple", "daywidget"})


class Field(BoundField):
    """A field that knows its govuk class, its group, and what describes it."""

    @property
    def is_group(self) -> bool:
        """Several controls under one legend."""
        return self.widget_type in _GROUPS

    @property
    def is_box(self) -> bool:
        """One checkbox with its label to the right."""
        return self.widget_type == "checkbox"

    @property
    def why(self) -> str:
        """The answer to "why do we ask?", set by `field.why = …` in the form class."""
        return getattr(self.field, "why", "")

    @property
    def first_id(self) -> str:
        """Where the error summary jumps to."""
        return f"{self.auto_id}_0" if self.is_group else self.id_for_label or self.auto_id

    def described_by(self) -> str:
        """Ids of hint and error."""
        ids = [f"{self.auto_id}_hint"] * bool(self.help_text) + [f"{self.auto_id}_error"] * bool(self.errors)
        return " ".join(ids)

    def build_widget_attrs(self, attrs: Any, widget: Any = None) -> Any:
        """Add the govuk class and aria-describedby."""
        attrs = super().build_widget_attrs(attrs, widget)
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
