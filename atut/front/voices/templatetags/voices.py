"""Where the page of a topic stands, in the reader's language."""

from django import template
from django.utils.translation import get_language

from atut.front.voices.models import Topic
from atut.front.voices.queries import shown

register = template.Library()


@register.simple_tag
def page_path(topic: Topic) -> str:
    """The path on this host."""
    return shown.in_language(topic.address, get_language() or "pl")


@register.simple_tag
def full_address(topic: Topic) -> str:
    """With the host: for copying and sending. Made from what pages told, never from what a visitor typed."""
    return topic.project.url(page_path(topic))
