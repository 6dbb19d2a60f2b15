"""Screens about places: the page of a link, the office's ledger, answers typed in by the office."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.guards import page, tell_refusal
from atut.base.kernel.permissions import PUBLIC
from atut.work.recruitment import permissions
from atut.work.recruitment.actions import placing as actions
from atut.work.recruitment.forms.places import LinkRenew, PlaceAnswer, PlaceOffer, PlaceTold, answers_to
from atut.work.recruitment.models import Call, CallEdition, Place
from atut.work.recruitment.queries import answers
from atut.work.recruitment.queries import places as queries
from atut.work.recruitment.rules.links import bearer
from atut.work.recruitment.views import actor_of, project_of, typed

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


def _shown(request: HttpRequest, token: str) -> answers.AnswerPage:
    shown = answers.answer_page(token, project_of(request), clock.now())
    if shown is None:
        raise Http404
    return shown


@page(PUBLIC)
def place_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Yes or no to an offered place. Opening the page changes nothing: mail scanners follow links."""
    shown = _shown(request, token)
    form = PlaceAnswer(typed(request))
    is_newest = shown.state != answers.AnswerState.OLD_LINK
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
    form = LinkRenew(typed(request))
    target = shown.renewable
    if form.is_valid() and target and tell_refusal(form, actions.renew_link, target, actor=_bearer(target), at=clock.now()):
        return _private(redirect("recruitment:link_renewed", token))
    return _private(render(request, "recruitment/link_renew.html", {"shown": shown, "form": form, "token": token}))


@page(PUBLIC, methods=("GET",))
def link_renewed(request: HttpRequest, token: str) -> HttpResponse:
    """The new link is on its way."""
    return _private(render(request, "recruitment/link_renewed.html", {"shown": _shown(request, token)}))


def _call(request: HttpRequest, key: str) -> Call:
    return get_object_or_404(Call.objects.select_related("project"), key=key, project=project_of(request))


def _opening(request: HttpRequest, key: str, edition: str) -> CallEdition:
    opening = queries.opening_of(_call(request, key), edition)
    if opening is None:
        raise Http404
    return opening


@page(permissions.view_places, methods=("GET",))
def places(request: HttpRequest, key: str) -> HttpResponse:
    """The places of a call, edition by edition: offered, taken, free, and how many wait."""
    call, actor = _call(request, key), actor_of(request)
    shown = queries.call_places(call)
    may = {
        "read_protocol": permissions.view_selection.allows(actor, call),
        "close": permissions.close_selection.allows(actor, call),
    }
    return render(request, "recruitment/places.html", {"call": call, "shown": shown, "may": may})


@page(permissions.view_places)
def edition_places(request: HttpRequest, key: str, edition: str) -> HttpResponse:
    """The places of one edition, who has them, and the reserve list in its order; a free place goes to the next person."""
    opening, actor = _opening(request, key, edition), actor_of(request)
    form = PlaceOffer(typed(request))
    if form.is_valid() and tell_refusal(form, actions.offer_place, opening, actor=actor, at=clock.now()):
        return redirect("recruitment:edition_places", key, edition)
    shown = queries.edition_places(opening, actor, at=clock.now())
    may = {
        "answer": permissions.answer_place.allows(actor),
        "offer": permissions.offer_place.allows(actor, opening.call),
    }
    context = {"shown": shown, "call": opening.call, "edition": opening.edition, "form": form, "may": may}
    return render(request, "recruitment/edition_places.html", context)


@page(permissions.answer_place)
def place_told(request: HttpRequest, key: str) -> HttpResponse:
    """Type in what the person said by telephone, on paper or at the office."""
    place = get_object_or_404(queries.places_for(actor_of(request)), key=key)
    permissions.answer_place.require(actor_of(request), place)
    form = PlaceTold(typed(request), answers=answers_to(place.status))
    if form.is_valid() and tell_refusal(form, _told(form), place, told=form.told, actor=actor_of(request), at=clock.now()):
        return redirect("recruitment:edition_places", place.application.call.key, place.edition.key)
    return render(request, "recruitment/place_told.html", {"place": place, "form": form, "answers": answers_to(place.status)})


def _told(form: PlaceTold) -> Callable[..., Place]:
    if form.cleaned_data["answer"] == "give_back":
        return partial(actions.give_back_place, reason=form.cleaned_data["reason"])
    return ANSWERS[form.cleaned_data["answer"]]
