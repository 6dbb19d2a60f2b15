"""Screens of the outbox."""

from django.contrib import messages as flash
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.base.mail import actions, permissions, queries
from atut.base.mail.forms import MessageRetry, MessagesFilter, MessageTold
from atut.base.mail.models import Message

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
    return _pdf(actions.print_letters(request.project, [one], actor=request.actor, at=clock.now()))


def _pdf(content: bytes) -> HttpResponseBase:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"], answer["Cache-Control"] = 'inline; filename="pisma.pdf"', "private, no-store"
    return answer


@page(permissions.HANDLE)
def untold(request: Request) -> HttpResponseBase:
    """Who is to be told otherwise than by e-mail: print the letters, say that they went out."""
    if request.method == "POST":
        return _with_chosen(request, queries.chosen(request.actor, request.POST.getlist("message")))
    found = Paginator(queries.untold(request.actor), PAGE).get_page(request.GET.get("strona"))
    return render(request, "mail/untold.html", {"page": found})


def _with_chosen(request: Request, chosen: list[Message]) -> HttpResponseBase:
    try:
        if request.POST.get("verb") == "print":
            return _pdf(actions.print_letters(request.project, chosen, actor=request.actor, at=clock.now()))
        count = actions.mark_posted(chosen, actor=request.actor, at=clock.now())
    except Refused as refusal:
        flash.error(request, str(refusal))
    else:
        words = ngettext("%(count)s letter went out.", "%(count)s letters went out.", count)
        flash.success(request, words % {"count": count})
    return redirect("mail:untold")


@page(permissions.HANDLE, methods=("POST",))
def message_returned(request: Request, key: str) -> HttpResponseBase:
    """Say that the e-mail came back."""
    one = get_object_or_404(queries.visible_to(request.actor), key=key)
    try:
        actions.mark_returned(one, actor=request.actor, at=clock.now())
    except Refused as refusal:
        flash.error(request, str(refusal))
    return redirect("mail:message", key)


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
