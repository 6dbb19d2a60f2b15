"""News by e-mail: ask, confirm, end."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.front.voices import actions, permissions
from atut.front.voices.forms import Button, NewsAsk
from atut.front.voices.models import Subscription
from atut.front.voices.queries import links
from atut.front.voices.queries.links import Purpose
from atut.front.voices.views import bearer, is_calm, language, typed


@never_cache
@page(permissions.subscribe)
def news_ask(request: Request) -> HttpResponse:
    """Where to send news. The answer is the same for every address."""
    form = NewsAsk(typed(request))
    if form.is_valid():
        if is_calm(request, "news"):
            email = form.cleaned_data["email"]
            actions.ask_news(request.project, email=email, language=language(), actor=request.actor, at=clock.now())
        return redirect("voices:news_asked")
    return render(request, "voices/news_ask.html", {"form": form})


@page(permissions.subscribe, methods=("GET",))
def news_asked(request: Request) -> HttpResponse:
    """Look into the mailbox."""
    return render(request, "voices/news_asked.html")


def _by_link(request: Request, purpose: Purpose, token: str) -> Subscription | None:
    key = links.read(purpose, request.project, token)
    return Subscription.objects.filter(project=request.project, key=key or "").select_related("project").first()


@never_cache
@page(permissions.subscribe)
def news_confirm(request: Request, token: str) -> HttpResponse:
    """Yes, send me news. Opening the page confirms nothing; the button does."""
    asked = _by_link(request, Purpose.NEWS, token)
    if asked is None:
        return render(request, "voices/link_dead.html", status=410)
    form = Button(typed(request))
    if form.is_bound and tell_refusal(form, actions.confirm_news, asked, actor=bearer(request, asked.key), at=clock.now()):
        return redirect("voices:news_confirm", token)
    end = links.token(Purpose.NEWS_END, request.project, asked.key)
    return render(request, "voices/news_confirm.html", {"form": form, "asked": asked, "end": end})


@csrf_exempt  # a mailbox presses the button for its owner, without cookies (RFC 8058); the link itself is the right to do it
@never_cache
@page(permissions.subscribe)
def news_end(request: Request, token: str) -> HttpResponse:
    """No more news. A link that was used says so; nothing is left to find."""
    if links.read(Purpose.NEWS_END, request.project, token) is None:
        return render(request, "voices/link_dead.html", status=410)
    asked = _by_link(request, Purpose.NEWS_END, token)
    if asked and request.method == "POST":
        actions.end_news(asked, actor=bearer(request, asked.key), at=clock.now())
        asked = None
    return render(request, "voices/news_end.html", {"is_done": asked is None})
