"""Who may pass into Wagtail's admin: an editor of the project of the host, with rights no wider than the open roles."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from atut.front.pages import gate, permissions, queries, reading

PREFIX = "/redakcja/"
# Wagtail's admin has scripts and styles in its pages, draws pictures as data:, and shows drafts in a frame of its own.
POLICY = "; ".join(
    [
        *("default-src 'self'", "script-src 'self' 'unsafe-inline' 'unsafe-eval'", "style-src 'self' 'unsafe-inline'"),
        *("img-src 'self' data: blob:", "object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'self'"),
    ]
)


def editing(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Guard everything under /redakcja/ and give it its own content security policy."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PREFIX):
            return answer(request)
        actor = request.actor  # type: ignore[attr-defined]  # set by accounts.middleware
        if actor.is_signed_in:
            if not permissions.EDIT.allows(actor):
                raise PermissionDenied(permissions.EDIT.name)
            if not queries.has_rights_of_roles(actor.user_id):
                return redirect("page_editing")
            if not gate.is_open(request, actor.user_id):
                raise Http404("This place of the editor is not open, or holds another project's things.")
            refused = reading.refusal(request, actor.user_id)
            if refused:
                messages.error(request, refused)
                return redirect("page_editing")
        response = _in_one_transaction(answer, request)
        response.headers["Content-Security-Policy"] = POLICY
        return response

    return middleware


def _in_one_transaction(answer: Callable[[HttpRequest], HttpResponseBase], request: HttpRequest) -> HttpResponseBase:
    """What an editor sends is written whole, with the revision it moves (`counting`), or not at all."""
    if request.method != "POST":
        return answer(request)
    with transaction.atomic():
        response = answer(request)
        if response.status_code >= 500:
            transaction.set_rollback(True)
    return response
