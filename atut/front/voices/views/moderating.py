"""The desk of comments: decide one by one, by keyboard, or the ticked ones after a look at them; answer; one mailbox."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.base.ui.templatetags.parts import Tab
from atut.front.voices import actions, permissions
from atut.front.voices.forms import CommentAnswer, MailboxFind, Ticked
from atut.front.voices.models import Comment
from atut.front.voices.queries import desk, mailbox
from atut.front.voices.rules.moves import Reason, Status
from atut.front.voices.rules.writing import has_link
from atut.front.voices.views import typed

VIEWS = {
    "waiting": _("Waiting"),
    "reported": _("Reported"),
    "shown": _("Shown"),
    "rejected": _("Not shown"),
}
VERBS: dict[str, tuple[Callable[..., Any], Any]] = {
    "approve": (actions.approve_comment, _("The comment is shown.")),
    "reject": (actions.reject_comment, _("The comment is not shown. Its writer is told why.")),
    "keep": (actions.keep_comment, _("The comment stays. The reports are settled.")),
    "put_back": (actions.put_back_comment, _("The comment waits again.")),
}
A_PAGE = 20


@never_cache
@page(permissions.moderate, methods=("GET",))
def comments(request: Request) -> HttpResponse:
    """What waits, what was reported, what was decided."""
    which = request.GET.get("widok", "waiting")
    if which not in VIEWS:
        raise Http404
    rows = Paginator(desk.comments(request.actor, which), A_PAGE).get_page(request.GET.get("strona"))
    found = desk.counts(request.actor)
    here = reverse("voices:comments")
    tabs = [Tab(f"{here}?widok={name}", words, name == which, found[name]) for name, words in VIEWS.items()]
    said = desk.complaints(rows)
    lines = [(row, has_link(row.text), said.get(row.pk, [])) for row in rows]
    shows: dict[str, Any] = {"which": which, "rows": rows, "lines": lines, "tabs": tabs, "counts": found, "reasons": Reason.choices}
    shows["handles_mailboxes"] = permissions.handle_mailbox.allows(request.actor)
    return render(request, "voices/comments.html", shows)


def _back(request: Request) -> HttpResponseRedirect:
    which = request.POST.get("widok", "")
    return HttpResponseRedirect(f"{reverse('voices:comments')}?{urlencode({'widok': which if which in VIEWS else 'waiting'})}")


@page(permissions.moderate, methods=("POST",))
def comment_decide(request: Request) -> HttpResponse:
    """One button beside one comment; or the ticked ones, which are looked at first."""
    ticked = next((name for name in ("approve", "reject") if f"{name}_ticked" in request.POST), "")
    if ticked:
        query = [("verb", ticked), *(("comment", key) for key in request.POST.getlist("comment"))]
        return redirect(f"{reverse('voices:comments_ticked')}?{urlencode(query)}")
    verb = next((name for name in VERBS if name in request.POST), "")
    comment = get_object_or_404(desk.visible_to(request.actor), key=request.POST.get(verb, ""))
    reason = {"reason": request.POST.get(f"reason_{comment.key}", "")} if verb == "reject" else {}
    _do(request, verb, comment, **reason)
    return _back(request)


def _do(request: Request, verb: str, comment: Comment, **options: str) -> None:
    act, words = VERBS[verb]
    try:
        act(comment, actor=request.actor, at=clock.now(), **options)
        messages.success(request, str(words))
    except Refused as refusal:
        messages.error(request, str(refusal))


@never_cache
@page(permissions.moderate)
def comments_ticked(request: Request) -> HttpResponse:
    """What would happen to the ticked ones; a button does it. Those decided meanwhile are left alone."""
    chosen = request.POST if request.method == "POST" else request.GET
    rows = desk.ticked(request.actor, chosen.getlist("comment"))
    waiting = [row for row in rows if row.status == Status.WAITING]
    form = Ticked(typed(request), initial={"verb": request.GET.get("verb", "")})
    verb = chosen.get("verb", "")
    if verb not in ("approve", "reject"):
        return redirect("voices:comments")
    if form.is_valid() and waiting:
        _do_all(request, waiting, form.cleaned_data)
        return redirect("voices:comments")
    shows = {"form": form, "rows": waiting, "left": len(rows) - len(waiting), "verb": verb}
    return render(request, "voices/comments_ticked.html", shows)


def _do_all(request: Request, rows: list[Comment], said: dict[str, str]) -> None:
    done = 0
    for row in rows:
        try:
            if said["verb"] == "approve":
                actions.approve_comment(row, actor=request.actor, at=clock.now())
            else:
                actions.reject_comment(row, reason=said["reason"], actor=request.actor, at=clock.now())
            done += 1
        except Refused as refusal:
            messages.error(request, str(refusal))
    words = ngettext("%(count)s comment was decided.", "%(count)s comments were decided.", done)
    messages.success(request, words % {"count": done})


@never_cache
@page(permissions.moderate)
def comment_answer(request: Request, key: str) -> HttpResponse:
    """The project office answers a shown comment."""
    comment = get_object_or_404(desk.visible_to(request.actor).select_related("topic"), key=key, parent=None, status=Status.SHOWN)
    form = CommentAnswer(typed(request))
    who = {"actor": request.actor, "at": clock.now()}
    if form.is_valid() and tell_refusal(form, actions.answer_comment, comment, text=form.cleaned_data["text"], **who):
        messages.success(request, str(_("The answer is shown.")))
        return redirect(f"{reverse('voices:comments')}?widok=shown")
    return render(request, "voices/comment_answer.html", {"form": form, "comment": comment})


@never_cache
@page(permissions.handle_mailbox)
def mailbox_show(request: Request) -> HttpResponse:
    """What is held under an address, for somebody who asks; erase it, or let letters through again."""
    form, held = MailboxFind(typed(request)), None
    if form.is_valid():
        email = form.cleaned_data["email"]
        held = mailbox.held_under(request.project, email)
        if "erase" in request.POST and not held.is_empty:
            actions.erase_mailbox(request.project, email, actor=request.actor, at=clock.now())
        if "unblock" in request.POST and held.block:
            actions.unblock_mailbox(held.block, actor=request.actor, at=clock.now())
        held = mailbox.held_under(request.project, email)
    return render(request, "voices/mailbox_show.html", {"form": form, "held": held})
