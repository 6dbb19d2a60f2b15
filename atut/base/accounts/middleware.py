"""Who acts in a request: `request.actor`, made from the signed-in user's open memberships, when first asked for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from atut.base.accounts import queries


def actor_of_the_request(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Set `request.actor` (lazy: content pages never touch the session)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.actor = SimpleLazyObject(lambda: queries.actor_for(request.user, request.project))  # type: ignore[attr-defined]
        return answer(request)

    return middleware
