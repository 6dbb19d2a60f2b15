"""Where a page of the site stands, in the reader's language."""

from django import template
from wagtail.models import Page

from atut.front.pages.queries import address

register = template.Library()


@register.simple_tag
def page_address(page: Page) -> str:
    """The path on this host."""
    return address(page)


@register.filter
def bare_address(url: str) -> str:
    """An address as people write it: without the scheme, `www.sabnie.example`."""
    return url.partition("//")[2].rstrip("/")
