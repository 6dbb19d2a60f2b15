"""Screens of the room: recommending, commenting, moderating, news, one mailbox."""

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language

from atut.base.kernel.actors import Actor
from atut.base.kernel.guards import Request
from atut.base.kernel.limits import is_within, visitor
from atut.front.voices.rules.measure import FROM_ONE_NETWORK


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def language() -> str:
    """In which language the visitor reads, and gets letters."""
    return get_language() or "pl"


def is_calm(request: HttpRequest, purpose: str) -> bool:
    """Does no more come from this network than one office may send within the hour?"""
    most, seconds = FROM_ONE_NETWORK[purpose]
    return is_within(f"voices.{purpose}", visitor(request), most=most, seconds=seconds)


def bearer(request: Request, key: str) -> Actor:
    """Whoever holds the link: how the journal names somebody without an account."""
    return Actor(label=f"link:{key}", project_id=request.project.pk)
