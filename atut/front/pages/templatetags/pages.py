"""Where a page of the site stands, in the reader's language."""

from django import template
from wagtail.models import Page

from atut.front.pages.queries import address

register = template.Library()


@register.simple_tag
def page_address(page: Page) -> str:
    """The path on this host."""
    return address(page)
