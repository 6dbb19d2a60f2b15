"""Telling a friend of a page; and telling us to stop."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.base.kernel.limits import is_within
from atut.front.voices import actions, permissions
from atut.front.voices.forms import PageRecommend, sitting_of
from atut.front.voices.models import Topic
from atut.front.voices.queries import links, shown
from atut.front.voices.queries.links import Purpose
from atut.front.voices.rules.measure import FROM_ONE_FORM
from atut.front.voices.views import bearer, is_calm, language, typed


def topic_or_404(request: Request, key: str) -> Topic:
    """A page of this project that can be read."""
    topic = shown.topic_by_key(request.project, key)
    if topic is None:
        raise Http404("No page of this project has this key.")
    return topic


@never_cache
@page(permissions.recommend)
def page_recommend(request: Request, key: str) -> HttpResponse:
    """To whom, and who recommends. The answer is the same whatever becomes of the letter."""
    topic = topic_or_404(request, key)
    form = PageRecommend(typed(request))
    if form.is_valid() and _ask(request, form, topic):
        return redirect("voices:page_recommended", key)
    address = request.project.url(shown.in_language(topic.address, language()))
    return render(request, "voices/page_recommend.html", {"form": form, "topic": topic, "address": address})


def _ask(request: Request, form: PageRecommend, topic: Topic) -> bool:
    most, seconds = FROM_ONE_FORM["recommend"]
    is_one_person = is_within("voices.sitting", sitting_of(form.cleaned_data["sitting"]), most=most, seconds=seconds)
    if not (is_calm(request, "recommend") and is_one_person):
        return True
    asked = actions.Asked(form.cleaned_data["email"], form.cleaned_data["name"], language())
    return tell_refusal(form, actions.recommend_page, topic, asked, actor=request.actor, at=clock.now())


@page(permissions.recommend, methods=("GET",))
def page_recommended(request: Request, key: str) -> HttpResponse:
    """Thank you, whether it was sent, held or too much."""
    return render(request, "voices/page_recommended.html", {"topic": topic_or_404(request, key)})


@csrf_exempt  # a mailbox presses the button for its owner, without cookies (RFC 8058); the link itself is the right to do it
@never_cache
@page(permissions.block)
def mailbox_block(request: Request, token: str) -> HttpResponse:
    """No more such letters. Opening the page changes nothing; the button does."""
    email_hash = links.read(Purpose.BLOCK, request.project, token)
    if email_hash is None:
        return render(request, "voices/link_dead.html", status=410)
    if request.method == "POST":
        actions.block_mailbox(request.project, email_hash, actor=bearer(request, email_hash[:8]), at=clock.now())
    return render(request, "voices/mailbox_block.html", {"is_done": request.method == "POST"})
