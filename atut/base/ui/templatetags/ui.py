"""Template tags and filters of the look; built in, so no page loads them. Shown in every state on /ui/."""

from datetime import datetime
from typing import Any

from django import forms, template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from atut.base.kernel import polish, texts

register = template.Library()

_ICONS = {
    "ok": "M2 6.5 5 9.5 10.5 3",
    "ask": "M6 1.5 9.5 6 6 10.5 2.5 6Z",
    "no": "M3 3 9 9M9 3 3 9",
    "wait": "M6 3v3l2 2M11 6A5 5 0 1 1 1 6a5 5 0 0 1 10 0",
}


@register.simple_tag
def tag(kind: str, words: str) -> SafeString:
    """A word of state with a shape: ok (done), ask (needs you), wait, no (refused), none (draft)."""
    icon = mark_safe("")
    if kind in _ICONS:
        icon = format_html('<svg viewBox="0 0 12 12" aria-hidden="true"><path d="{}"/></svg>', _ICONS[kind])
    return format_html('<span class="tag tag--{}">{}{}</span>', kind, icon, words)


@register.simple_tag
def index(number: Any, words: str = "", *, pip: bool = True) -> SafeString:
    """The index in the corner: number, diamond, word. The number must begin the sentence that is heard."""
    diamond = mark_safe('<span class="pip" aria-hidden="true"></span>') if pip else ""
    small = format_html("<small>{}</small>", words) if words else ""
    return format_html('<span class="ix"><b>{}</b>{}{}</span>', number, diamond, small)


@register.filter
def text(value: texts.Text | str) -> str:
    """A text that users wrote, in the reader's language, else Polish; typeset."""
    plain = texts.text_in(value) if isinstance(value, dict) else str(value or "")
    return polish.typeset(plain)


@register.filter
def hours(minutes: int | None) -> str:
    """Minutes as people say them: 6 godz. 10 min."""
    whole, rest = divmod(int(minutes or 0), 60)
    parts = [f"{whole}\u00a0godz."] * bool(whole or not rest) + [f"{rest}\u00a0min"] * bool(rest)
    return " ".join(parts)


@register.simple_tag
def errors_left(form: forms.Form) -> str:
    """How many things are left to mend."""
    count = sum(len(errors) for errors in form.errors.values())
    return ngettext("One thing is left to mend", "%(count)s things are left to mend", count) % {"count": count}


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in full words: 11 grudnia 2026, godz. 16:00."""
    from django.utils import formats, timezone  # heavy only in templates that use it

    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{formats.date_format(local, 'j E Y')}, godz. {local:%-H:%M}"
