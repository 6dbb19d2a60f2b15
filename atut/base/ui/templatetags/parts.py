"""Components of pages as template tags; built in, so no page loads them. Shown in every state on /ui/."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from atut.base.ui import charts

register = template.Library()
Words = str | Promise


@register.simple_block_tag
def details(content: str, summary: Words, *, is_open: bool = False) -> SafeString:
    """Something most people may skip: a line to open."""
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary><div class="govuk-details__text">{}</div></details>',
        *(mark_safe(" open") if is_open else "", summary, content),
    )


@register.simple_block_tag
def note(content: str, kind: str = "") -> SafeString:
    """A message in the page: "" (good to know), ask (please act), no (it failed)."""
    return format_html('<div class="note{}">{}</div>', f" note--{kind}" if kind else "", content)


@register.simple_block_tag
def nothing(content: str, title: Words, level: int = 2) -> SafeString:
    """An empty list: what will stand here, when it fills, one thing to do."""
    return format_html('<div class="empty"><h{0}>{1}</h{0}>{2}</div>', level, title, content)


@register.simple_block_tag
def scroll(content: str, label: Words) -> SafeString:
    """A table too wide for a phone: it scrolls sideways, by keyboard too."""
    return format_html('<div class="scroll" tabindex="0" role="region" aria-label="{}">{}</div>', label, content)


@register.simple_block_tag
def picked(content: str) -> SafeString:
    """The bar under a list with boxes to tick (`td.pick`): says how many are ticked, holds the buttons."""
    return format_html(
        '<div class="bulk" role="group" aria-label="{}"><b class="bulk__count">{}</b>{}</div>',
        *(gettext("What to do with the ticked ones"), gettext("Ticked:"), content),
    )


@register.simple_tag
def pick(name: str, value: Any, whose: Words, *, is_ticked: bool = False) -> SafeString:
    """The box to tick in a row of a list."""
    return format_html(
        '<input type="checkbox" name="{}" value="{}" aria-label="{}"{}>',
        *(name, value, gettext("Tick: %(whose)s") % {"whose": whose}, mark_safe(" checked") if is_ticked else ""),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a form that takes several pages. `state`: done, now or nothing."""

    words: Words
    state: str = ""


@register.simple_tag
def steps(entries: Iterable[Step], *, is_upright: bool = True) -> SafeString:
    """Where in a long form somebody is."""
    states = {"done": mark_safe(' class="done"'), "now": mark_safe(' aria-current="step"')}
    done = format_html('<span class="govuk-visually-hidden"> {}</span>', gettext("(done)"))
    lines = ((states.get(entry.state, ""), entry.words, done if entry.state == "done" else "") for entry in entries)
    upright = " steps--v" if is_upright else ""
    return format_html('<ol class="steps{}">{}</ol>', upright, format_html_join("", "<li{}>{}{}</li>", lines))


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a summary: what, its value, and where to change it."""

    term: Words
    value: Any
    url: str = ""
    link: Words = ""


@register.inclusion_tag("ui/parts/facts.html")
def facts(entries: Sequence[Fact | tuple[Any, ...]]) -> dict[str, Any]:
    """A summary list: of a thing, or of answers before they are sent."""
    return {"facts": [entry if isinstance(entry, Fact) else Fact(*entry) for entry in entries]}


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of the same thing, at its own address."""

    url: str
    words: Words
    is_current: bool = False
    count: int | None = None


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(entries: Iterable[Tab], label: Words) -> dict[str, Any]:
    """Views of the same thing, as links: they work without a script and can be sent to somebody."""
    return {"tabs": entries, "label": label}


@register.inclusion_tag("ui/parts/pagination.html", takes_context=True)
def pagination(context: template.Context, page: "Page[Any]", name: str = "strona") -> dict[str, Any]:
    """Which part of the list is shown, and links to the one before and the next; filters stay."""
    return {"page": page, "name": name, "request": context.get("request")}


@register.simple_tag
def querystring_of(request: HttpRequest | None, name: str, number: int) -> str:
    """The address of another part of the same list."""
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query[name] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag(name="gauge")
def draw_gauge(percent: float, *, label: Words, mark: float | None = None, mark_words: Words = "", kind: str = "in") -> SafeString:
    """One share of 100 % with its mark. What is missing up to the mark is a rimmed copper piece."""
    parts = [(float(percent), kind)]
    if mark is not None and percent < mark:
        parts.append((mark - percent, "low"))
    return charts.gauge(parts, label=str(label), mark=mark, mark_words=str(mark_words))


@register.simple_tag(name="gauge_of")
def draw_parts(
    parts: Sequence[tuple[float, str]], *, label: Words, mark: float | None = None, mark_words: Words = ""
) -> SafeString:
    """A gauge of several parts: [(per cent, in|low|next|miss), …]."""
    return charts.gauge(parts, label=str(label), mark=mark, mark_words=str(mark_words))


@register.simple_tag
def bar_list(rows: Sequence[tuple[str, int]], whole: int | None = None) -> SafeString:
    """Words, bar and number, one under another."""
    return charts.bar_list(rows, whole=whole)


@register.inclusion_tag("ui/parts/chart.html")
def chart(drawn: charts.Chart) -> dict[str, Any]:
    """A chart with its title, key and table."""
    return {"chart": drawn, "key": [(charts.swatch(kind), words) for kind, words in drawn.key], "table": charts.table(drawn)}


@register.simple_tag
def key(kind: str, words: Words) -> SafeString:
    """One entry of the key under a gauge."""
    return format_html(
        '<span><svg width="16" height="16" aria-hidden="true"><rect class="g-{}" width="16" height="16"/></svg>{}</span>',
        kind,
        words,
    )
