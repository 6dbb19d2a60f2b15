"""Fields of a form for a text that is written in several languages: Polish asked for, the others optional."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy


def add_text(
    form: forms.Form, name: str, label: Any, *, languages: Iterable[str], is_long: bool = False, required: bool = True
) -> None:
    """Add `name_pl`, `name_en`…: one field a language of the project."""
    words = dict(settings.LANGUAGES)
    for code in languages:
        form.fields[f"{name}_{code}"] = forms.CharField(
            label=label if code == "pl" else format_lazy("{} ({})", label, words.get(code, code)),
            required=required and code == "pl",
            widget=forms.Textarea(attrs={"rows": 4}) if is_long else forms.TextInput(),
        )


def text_of(form: forms.Form, name: str, languages: Iterable[str]) -> dict[str, str]:
    """What was typed, by language; empty ones left out."""
    typed = {code: str(form.cleaned_data.get(f"{name}_{code}") or "").strip() for code in languages}
    return {code: words for code, words in typed.items() if words}


def initial_of(name: str, text: dict[str, str]) -> dict[str, str]:
    """The text as initial values of its fields."""
    return {f"{name}_{code}": words for code, words in text.items()}
