"""What the head of a public page tells machines: where it stands, in which languages, what a link to it shows elsewhere."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language

from atut.base.kernel.texts import text_in

register = template.Library()
LOCALES = {"pl": "pl_PL", "en": "en_GB"}
STAYS = ("strona", "rok", "rodzaj")  # parameters that make another page, not another look of the same one


@register.simple_block_tag
def titled(content: str) -> SafeString:
    """The title, for the browser and for those who share the page."""
    return format_html(
        '<title>{0}</title><meta property="og:title" content="{0}">', mark_safe(content.strip())
    )  # escaped where it was written


@register.simple_tag(takes_context=True)
def own_address(context: template.Context) -> str:
    """The whole address of the page, on the project's own host; empty where there is no project."""
    request, project = context.get("request"), context.get("project")
    return project.url(_path(request)) if request is not None and project is not None else ""


@register.inclusion_tag("ui/parts/about_page.html", takes_context=True)
def about_page(context: template.Context, kind: str = "page", words: Any = "") -> dict[str, Any]:
    """Canonical address, languages, feeds, and the picture drawn for a kind of page. Nothing of it is the visitor's own."""
    request, project = context.get("request"), context.get("project")
    if request is None or project is None:
        return {}
    path, language = _path(request), get_language() or "pl"
    urls = {code: project.url(translate_url(path, code)) for code in project.languages}
    versions = [{"code": code, "url": url} for code, url in urls.items() if len(set(urls.values())) == len(urls) > 1]
    told = words or getattr(context.get("page"), "in_short", "") or project.summary or project.tagline or project.name
    plain = text_in(told) if isinstance(told, dict) else str(told)
    return {
        "project": project,
        "address": project.url(path),
        "versions": versions,
        "type": "article" if kind == "news" else "website",
        "locale": LOCALES.get(language, language),
        "picture": project.url(reverse("link_picture", args=[kind])),
        "words": Truncator(" ".join(plain.split())).chars(200),
        **{name: reverse(name) for name in ("manifest", "atom", "rss")},
    }


def _path(request: HttpRequest) -> str:
    query = request.GET.copy()
    for name in [name for name in query if name not in STAYS]:
        del query[name]
    return f"{request.path}?{query.urlencode()}" if query else request.path
