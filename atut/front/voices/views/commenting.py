"""Writing a comment, confirming it by link, changing and withdrawing it, reporting one."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.base.kernel.limits import is_within, visitor
from atut.base.kernel.permissions import PUBLIC
from atut.front.voices import actions, permissions, proof
from atut.front.voices.forms import Button, CommentOwn, CommentReport, CommentWrite
from atut.front.voices.models import Comment, Topic
from atut.front.voices.queries import links, shown
from atut.front.voices.queries.links import Purpose
from atut.front.voices.rules import measure
from atut.front.voices.rules.moves import Status
from atut.front.voices.views import bearer, is_calm, language, typed
from atut.front.voices.views.recommending import topic_or_404


@page(PUBLIC, methods=("GET",))
def talks(request: Request, key: str) -> HttpResponse:
    """Everything said about a page, in parts."""
    topic = topic_or_404(request, key)
    voices = shown.voices_of(topic)
    part = Paginator(voices.talks, shown.ON_THE_PAGE).get_page(request.GET.get("strona"))
    address = shown.in_language(topic.address, language())
    return render(request, "voices/talks.html", {"topic": topic, "voices": voices, "page": part, "address": address})


@never_cache
@page(permissions.write_comment)
def comment_write(request: Request, key: str) -> HttpResponse:
    """A comment on a page."""
    topic = topic_or_404(request, key)
    if not topic.is_open:
        raise Http404("Comments on this page are closed.")
    return _write(request, topic, None)


@never_cache
@page(permissions.write_comment)
def comment_reply(request: Request, key: str) -> HttpResponse:
    """A reply to a comment, one level deep."""
    parent = shown.comment_to_answer(request.project, key)
    if parent is None:
        raise Http404("There is no such comment to answer.")
    return _write(request, parent.topic, parent)


def _write(request: Request, topic: Topic, parent: Comment | None) -> HttpResponse:
    form = CommentWrite(typed(request))
    if form.is_valid() and _taken(request, form, topic, parent):
        return redirect("voices:comment_written", topic.key)
    address = shown.in_language(topic.address, language())
    shows = {"form": form, "topic": topic, "parent": parent, "address": address, "language": language()}
    return render(request, "voices/comment_write.html", shows)


def _taken(request: Request, form: CommentWrite, topic: Topic, parent: Comment | None) -> bool:
    """Within the limits of the network: tighter ones when the browser solved no task."""
    is_checked = proof.is_solved(request.POST.get("altcha", ""))
    if not is_calm(request, "comment" if is_checked else "comment_unchecked"):
        form.add_error(None, str(measure.TooMany()))
        return False
    said = form.cleaned_data
    written = actions.Written(said["name"], said["email"], said["text"], language(), is_checked=is_checked)
    return tell_refusal(form, actions.write_comment, topic, written, parent=parent, actor=request.actor, at=clock.now())


@page(permissions.write_comment, methods=("GET",))
def comment_written(request: Request, key: str) -> HttpResponse:
    """What happens next; the same for every address."""
    topic = topic_or_404(request, key)
    return render(request, "voices/comment_written.html", {"topic": topic, "address": shown.in_language(topic.address, language())})


@never_cache
@page(PUBLIC, methods=("GET",))
def proof_task(request: Request) -> JsonResponse:
    """A task for the browser of somebody who writes."""
    return JsonResponse(proof.task(clock.now()))


def _by_link(request: Request, purpose: Purpose, token: str) -> Comment | None:
    key = links.read(purpose, request.project, token)
    return shown.own_comment(request.project, key) if key else None


@never_cache
@page(permissions.own_comment)
def comment_confirm(request: Request, token: str) -> HttpResponse:
    """It was me. Opening the page confirms nothing; the button does."""
    comment, at = _by_link(request, Purpose.CONFIRM, token), clock.now()
    if comment is None or (comment.status == Status.UNCONFIRMED and at >= comment.written_at + measure.CONFIRM_WITHIN):
        return render(request, "voices/link_dead.html", status=410)
    form = Button(typed(request))
    if form.is_bound and tell_refusal(form, actions.confirm_comment, comment, actor=bearer(request, comment.key), at=at):
        return redirect("voices:comment_confirm", token)
    own = links.token(Purpose.OWN, request.project, comment.key)
    return render(request, "voices/comment_confirm.html", {"form": form, "comment": comment, "own": own, "topic": comment.topic})


@never_cache
@page(permissions.own_comment)
def comment_own(request: Request, token: str) -> HttpResponse:
    """One's own comment: what became of it, mend the text, take it back."""
    comment = _by_link(request, Purpose.OWN, token)
    if comment is None:
        return render(request, "voices/link_dead.html", status=410)
    form = CommentOwn(typed(request), initial={"text": comment.text})
    if request.method == "POST" and _mended(request, form, comment):
        return redirect("voices:comment_own", token)
    address = shown.in_language(comment.topic.address, language())
    return render(request, "voices/comment_own.html", {"form": form, "comment": comment, "address": address})


def _mended(request: Request, form: CommentOwn, comment: Comment) -> bool:
    who = {"actor": bearer(request, comment.key), "at": clock.now()}
    if "withdraw" in request.POST:
        return tell_refusal(form, actions.withdraw_comment, comment, **who)
    return form.is_valid() and tell_refusal(form, actions.change_comment, comment, text=form.cleaned_data["text"], **who)


@never_cache
@page(permissions.report_comment)
def comment_report(request: Request, key: str) -> HttpResponse:
    """This should not stand here. The answer is the same for the first report and for the tenth."""
    comment = shown.comment_to_report(request.project, key)
    if comment is None:
        raise Http404("There is no such comment.")
    form = CommentReport(typed(request))
    is_done = form.is_valid() and _reported(request, form, comment)
    shows = {"form": form, "comment": comment, "is_done": is_done, "address": shown.in_language(comment.topic.address, language())}
    return render(request, "voices/comment_report.html", shows)


def _reported(request: Request, form: CommentReport, comment: Comment) -> bool:
    is_first = is_within(f"voices.report.{comment.key}", visitor(request), most=1, seconds=measure.DAY)
    if not (is_first and is_calm(request, "report")):
        return True
    complaint = form.cleaned_data["complaint"]
    return tell_refusal(form, actions.report_comment, comment, complaint=complaint, actor=request.actor, at=clock.now())
