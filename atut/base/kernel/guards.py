"""The guard of a view: who may open it, with which methods. A URL without one fails the build."""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.template.loader import render_to_string

from atut.base.kernel.actors import Actor
from atut.base.kernel.errors import Refused
from atut.base.kernel.permissions import SIGNED_IN, Permission

P = ParamSpec("P")


class Request(HttpRequest):
    """What a view gets: our middleware added who acts and the project of the host. For annotations only."""

    actor: Actor
    project: Any  # projects.Project; the kernel does not know it


View = Callable[Concatenate[Any, P], HttpResponseBase]


def _not_allowed(request: HttpRequest, methods: list[str]) -> HttpResponseBase:
    """Somebody opened by its address what only a button does (a reload, a bookmark): words instead of an empty page."""
    answer = HttpResponseNotAllowed(methods)
    if request.method == "GET":
        answer.content = render_to_string("405.html", request=request).encode()
    return answer


def page(needs: Permission, *, methods: tuple[str, ...] = ("GET", "POST")) -> Callable[[View[P]], View[P]]:
    """Guard a view: sign in first (302), then the permission (403). GET must change nothing.

    Where the permission has `or_if`, any signed-in person passes the guard, and the view's own
    query (`visible_to`) and the action decide about the thing itself: wrong scope answers 404.
    """

    def guard(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            allowed = {*methods, "HEAD"} if "GET" in methods else set(methods)
            if request.method not in allowed:
                return _not_allowed(request, sorted(allowed))
            actor: Actor = request.actor  # type: ignore[attr-defined]  # set by accounts.middleware
            if not needs.public:
                if not actor.is_signed_in:
                    return redirect_to_login(request.get_full_path())
                if needs is not SIGNED_IN and needs.or_if is None and not needs.allows(actor):
                    raise PermissionDenied(needs.name)
            return view(request, *args, **kwargs)

        guarded.needs = needs  # type: ignore[attr-defined]  # read by the permission matrix and the docs
        guarded.methods = methods  # type: ignore[attr-defined]  # read by the walk of every screen
        return guarded

    return guard


def tell_refusal(form: BaseForm, action: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
    """Run the action; put a refusal on the form as an error of the whole. True when it was done."""
    try:
        action(*args, **kwargs)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
