"""Template tags and filters of the look; built in, so no page loads them. Shown in every state on /ui/."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.conf import settings
from django.forms.formsets import BaseFormSet
from django.template import defaultfilters
from django.urls import translate_url
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, gettext, gettext_lazy, ngettext

from atut.base.kernel import polish, texts
from atut.base.ui import look as sheet

register = template.Library()
NO_BREAK = "\u00a0"

_PATHS = {
    "ok": "M2 6.5 5 9.5 10.5 3",
    "ask": "M6 1.5 9.5 6 6 10.5 2.5 6Z",
    "no": "M3 3 9 9M9 3 3 9",
    "wait": "M6 3v3l2 2M11 6A5 5 0 1 1 1 6a5 5 0 0 1 10 0",
}
_ICONS = {
    kind: format_html('<svg viewBox="0 0 12 12" aria-hidden="true"><path d="{}"/></svg>', path) for kind, path in _PATHS.items()
}


@register.simple_tag
def tag(kind: str, words: str) -> SafeString:
    """A word of state with a shape: ok (done), ask (needs you), wait, no (refused), none (draft)."""
    return format_html('<span class="tag tag--{}">{}{}</span>', kind, _ICONS.get(kind, ""), words)


@register.simple_tag
def index(number: Any, words: str = "", *, pip: bool = True) -> SafeString:
    """The index in the corner: number, diamond, word. The number must begin the sentence that is heard."""
    diamond = mark_safe('<span class="pip" aria-hidden="true"></span>') if pip else ""
    small = format_html("<small>{}</small>", words) if words else ""
    return format_html('<span class="ix"><b>{}</b>{}{}</span>', number, diamond, small)


@register.filter
def text(value: texts.Text | str) -> str:
    """A text that users wrote, in the reader's language, else Polish; typeset. Markup that is safe already stays so."""
    plain = texts.text_in(value) if isinstance(value, dict) else str(value or "")
    typed = polish.typeset(plain)
    return mark_safe(typed) if isinstance(plain, SafeString) else typed


@register.filter
def hours(minutes: int | None) -> str:
    """Minutes as people say them: 6 godz. 10 min; in English 6 h 10 min."""
    whole, rest = divmod(int(minutes or 0), 60)
    parts = [gettext("%(hours)s h") % {"hours": whole}] * bool(whole or not rest)
    parts += [gettext("%(minutes)s min") % {"minutes": rest}] * bool(rest)
    return " ".join(parts).replace(" ", NO_BREAK)


_LEFT = {
    1: gettext_lazy("One thing is left to mend"),
    2: gettext_lazy("Two things are left to mend"),
    3: gettext_lazy("Three things are left to mend"),
    4: gettext_lazy("Four things are left to mend"),
}


@register.simple_tag
def errors_left(form: forms.Form) -> str:
    """How many things are left to mend."""
    count = sum(len(errors) for errors in form.errors.values())
    if count in _LEFT:
        return str(_LEFT[count])
    return ngettext("%(count)s thing is left to mend", "%(count)s things are left to mend", count) % {"count": count}


@register.filter("date", expects_localtime=True, is_safe=False)
def date_in_words(value: date | None, words: str | None = None) -> str:
    """Django's own `date`, whose day stays on the line of its month: 11 grudnia 2026."""
    return polish.typeset(defaultfilters.date(value, words))


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in full words: 11 grudnia 2026, godz. 16:00; in English 11 December 2026, 16:00."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    parts = {"day": formats.date_format(local, "j E Y").replace(" ", NO_BREAK), "time": f"{local:%-H:%M}"}
    return (gettext("%(day)s, %(time)s") % parts).replace("godz. ", f"godz.{NO_BREAK}")


@register.filter
def full_day(value: date | None) -> str:
    """A day with its name: poniedziałek, 23 listopada 2026; in English Monday, 23 November 2026."""
    if value is None:
        return ""
    return _small(formats.date_format(value, "l, j E Y"))


@register.filter
def week_day(value: date | datetime | None) -> str:
    """A day of this year within a sentence: wtorek, 24 listopada; in English Tuesday, 24 November."""
    if value is None:
        return ""
    day = timezone.localtime(value) if isinstance(value, datetime) else value
    return _small(formats.date_format(day, "l, j E")).replace(" ", NO_BREAK).replace(f",{NO_BREAK}", ", ")


def _small(words: str) -> str:
    """Django's Polish catalogue writes days of the week with a capital; Polish does not."""
    return words[:1].lower() + words[1:] if (get_language() or "").startswith("pl") else words


@register.filter
def name_of(label: str) -> str:
    """Who did it, of the label in the trail: `Teresa Błażejczak <teresa@…>` without the address."""
    return label.partition(" <")[0]


@register.filter
def kind_of_gmina(terc: str) -> str:
    """What the last digit of a seven-digit TERC code says: two gminas may bear one name."""
    kinds = {"1": gettext("urban gmina"), "2": gettext("rural gmina"), "3": gettext("urban-rural gmina")}
    return kinds.get(terc[-1:], terc)


@register.filter
def dialled(number: str) -> str:
    """A telephone number for a tel: link; a Polish number gets its country."""
    digits = "".join(character for character in number if character.isdigit())
    return f"+48{digits}" if len(digits) == 9 else f"+{digits}" if number.strip().startswith("+") else digits


@register.simple_tag
def root() -> str:
    """The address of the home page in the reader's language: / or /en/."""
    language = get_language() or settings.LANGUAGE_CODE
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


@register.simple_tag
def look() -> str:
    """Where the style sheet stands."""
    return sheet.address()


@register.simple_tag(takes_context=True)
def mend_first(context: template.Context) -> str:
    """Before the page's title: "Error: " while a form on the page has something to mend."""
    values: list[Any] = list(context.flatten().values())
    for value in values:
        # by type, not isinstance: that would wake lazy values, and with the token of forms comes a cookie
        if issubclass(type(value), forms.BaseForm | BaseFormSet) and value.is_bound and not value.is_valid():
            return gettext("Error:") + " "
    return ""


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The page now open in another language of the project."""

    code: str
    url: str
    words: str


@register.simple_tag(takes_context=True)
def other_languages(context: template.Context) -> list[OtherLanguage]:
    """Where the same page stands in the project's other languages; its home page where it does not."""
    request, project = context.get("request"), context.get("project")
    if request is None or project is None:
        return []
    here, found = request.get_full_path(), []
    for code in project.languages:
        if code == get_language():
            continue
        url = translate_url(here, code)
        home = "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
        name = {"pl": "Wersja polska", "en": "English version"}.get(code) or get_language_info(code)["name_local"]
        found.append(OtherLanguage(code, home if url == here else url, name))
    return found
