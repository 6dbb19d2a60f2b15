"""Who acts in a request: `request.actor`, made from open memberships; and the duty of a second factor."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from atut.base.accounts import queries, rules


def actor_of_the_request(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Set `request.actor` (lazy: content pages never touch the session)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.actor = SimpleLazyObject(lambda: queries.actor_for(request.user, request.project))  # type: ignore[attr-defined]
        return answer(request)

    return middleware


def second_factor_for_personal_data(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Whoever may see personal data sets up a second factor before anything else. Demo mode alone does without.

    Asks nothing of visitors without a session: content pages stay free of cookies and queries.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if _may_go_on(request):
            return answer(request)
        return redirect("mfa_index")

    return middleware


def _may_go_on(request: HttpRequest) -> bool:
    if settings.ATUT_DEMO or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return True
    if request.path.startswith((reverse("account_login").rpartition("logowanie")[0], settings.STATIC_URL)):
        return True
    actor = request.actor  # type: ignore[attr-defined]  # set by the middleware above
    return not actor.is_signed_in or not rules.needs_second_factor(actor.roles) or queries.has_second_factor(actor.user_id)
