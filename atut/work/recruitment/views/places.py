"""Screens about places: the page of a link, the office's ledger, answers typed in by the office."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.guards import page, tell_refusal
from atut.base.kernel.permissions import PUBLIC
from atut.work.recruitment.actions import placing as actions
from atut.work.recruitment.forms.places import LinkRenew, PlaceAnswer
from atut.work.recruitment.models import Place
from atut.work.recruitment.queries import places as queries
from atut.work.recruitment.rules.links import bearer

ANSWERS = {
    "confirm": actions.confirm_place,
    "decline": actions.decline_place,
    "give_back": actions.give_back_place,
}


def _bearer(place: Place) -> Actor:
    return Actor(label=bearer(place.key), project_id=place.application.call.project_id)


def _private(answer: HttpResponse) -> HttpResponse:
    """The address is a secret: kept by nobody on the way, told to no other site."""
    answer["Cache-Control"] = "private, no-store"
    # not no-referrer: with it browsers send "Origin: null" and the form's own protection refuses the answer
    answer["Referrer-Policy"] = "strict-origin"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _shown(request: HttpRequest, token: str) -> queries.AnswerPage:
    shown = queries.answer_page(token, request.project, clock.now())  # type: ignore[attr-defined]  # set by the middleware
    if shown is None:
        raise Http404
    return shown


@page(PUBLIC)
def place_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Yes or no to an offered place. Opening the page changes nothing: mail scanners follow links."""
    shown = _shown(request, token)
    form = PlaceAnswer(request.POST or None)
    is_newest = shown.state != queries.AnswerState.OLD_LINK
    if is_newest and form.is_valid():
        verb = ANSWERS[form.cleaned_data["answer"]]
        if tell_refusal(form, verb, shown.place, actor=_bearer(shown.place), at=clock.now()):
            return _private(redirect("recruitment:place_answer", token))
        shown = _shown(request, token)
    return _private(render(request, "recruitment/place_answer.html", {"shown": shown, "form": form, "token": token}))


@page(PUBLIC)
def link_renew(request: HttpRequest, token: str) -> HttpResponse:
    """Send a new link to the address on file. The page says the same whatever address that is."""
    shown = _shown(request, token)
    form = LinkRenew(request.POST or None)
    if request.method == "POST" and shown.renewable:
        form.is_valid()
        target = shown.renewable
        if tell_refusal(form, actions.renew_link, target, actor=_bearer(target), at=clock.now()):
            return _private(redirect("recruitment:link_renewed", token))
    return _private(render(request, "recruitment/link_renew.html", {"shown": shown, "form": form, "token": token}))


@page(PUBLIC, methods=("GET",))
def link_renewed(request: HttpRequest, token: str) -> HttpResponse:
    """The new link is on its way."""
    return _private(render(request, "recruitment/link_renewed.html", {"shown": _shown(request, token)}))
