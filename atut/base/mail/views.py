"""Screens of the outbox."""

from django.contrib import messages as flash
from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.base.mail import actions, permissions, queries
from atut.base.mail.forms import MessageRetry, MessagesFilter, MessageTold

PAGE = 50


@page(permissions.SEE, methods=("GET",))
def messages(request: Request) -> HttpResponseBase:
    """The outbox of the project."""
    form = MessagesFilter(request.GET)
    rows = queries.messages_of(request.actor, **form.chosen())
    found = Paginator(rows, PAGE).get_page(request.GET.get("strona"))
    return render(request, "mail/messages.html", {"form": form, "page": found})


@page(permissions.SEE, methods=("GET",))
def message(request: Request, key: str) -> HttpResponseBase:
    """One message with its text: the look is an entry."""
    one = get_object_or_404(queries.visible_to(request.actor), key=key)
    actions.open_message(one, actor=request.actor, at=clock.now())
    return render(request, "mail/message.html", {"message": one, "may_handle": permissions.HANDLE.allows(request.actor, one)})


@page(permissions.SEE, methods=("GET",))
def message_letter(request: Request, key: str) -> HttpResponseBase:
    """The message as a letter to print: the look is an entry."""
    one = get_object_or_404(queries.visible_to(request.actor), key=key)
    actions.open_message(one, actor=request.actor, at=clock.now())
    return render(request, "mail/message_letter.html", {"message": one})


@page(permissions.HANDLE)
def message_told(request: Request, key: str) -> HttpResponseBase:
    """Say that the person was told by letter or telephone."""
    one = get_object_or_404(queries.visible_to(request.actor), key=key)
    form = MessageTold(request.POST or None, initial={"told_at": clock.now().replace(tzinfo=None)})
    if form.is_valid() and tell_refusal(form, actions.mark_told, one, actor=request.actor, at=clock.now(), **form.cleaned_data):
        flash.success(request, _("Kept: the person has been told."))
        return redirect("mail:messages")
    return render(request, "mail/message_told.html", {"form": form, "message": one})


@page(permissions.HANDLE)
def message_retry(request: Request, key: str) -> HttpResponseBase:
    """Send a failed message again."""
    one = get_object_or_404(queries.visible_to(request.actor), key=key)
    form = MessageRetry(request.POST or None, initial={"to_email": one.to_email})
    if form.is_valid() and tell_refusal(form, actions.retry, one, actor=request.actor, at=clock.now(), **form.cleaned_data):
        flash.success(request, _("The message waits to be sent again."))
        return redirect("mail:messages")
    return render(request, "mail/message_retry.html", {"form": form, "message": one})
