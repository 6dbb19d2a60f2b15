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
from atut.work.recruitment.actions import swapping
from atut.work.recruitment.forms.places import LinkRenew, PlaceAnswer, PlaceOffer, PlaceTold, SwapAsk, answers_to
from atut.work.recruitment.models import Call, CallEdition, Place
from atut.work.recruitment.queries import answers
from atut.work.recruitment.queries import places as queries
from atut.work.recruitment.queries import swapping as swaps
from atut.work.recruitment.rules.links import bearer
from atut.work.recruitment.rules.moves import PlaceStatus
from atut.work.recruitment.views import actor_of, call_of, project_of, typed

ANSWERS = {
    "confirm": actions.confirm_place,
    "decline": actions.decline_place,
    "give_back": actions.give_back_place,
    "swap": swapping.agree_to_swap,
    "keep": swapping.refuse_swap,
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
    swap = swaps.swap_for(shown.place) if is_newest else None
    return _private(render(request, "recruitment/place_answer.html", {"shown": shown, "form": form, "token": token, "swap": swap}))


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
    call, actor = call_of(request, key), actor_of(request)
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
    swap = swaps.swap_for(place)
    answers = answers_to(place.status, is_asked_to_swap=swap is not None and not swap.has_agreed)
    form = PlaceTold(typed(request), answers=answers)
    if form.is_valid() and tell_refusal(form, _told(form), place, told=form.told, actor=actor_of(request), at=clock.now()):
        return redirect("recruitment:edition_places", place.application.call.key, place.edition.key)
    may_swap = swap is None and place.status == PlaceStatus.CONFIRMED and permissions.swap.allows(actor_of(request), place)
    shown = {"place": place, "form": form, "answers": answers, "swap": swap, "may_swap": may_swap}
    return render(request, "recruitment/place_told.html", shown)


def _told(form: PlaceTold) -> Callable[..., object]:
    if form.cleaned_data["answer"] == "give_back":
        return partial(actions.give_back_place, reason=form.cleaned_data["reason"])
    return ANSWERS[form.cleaned_data["answer"]]


@page(permissions.swap)
def swap_ask(request: HttpRequest, key: str) -> HttpResponse:
    """Ask two people whether they would exchange their places; each answers by the own link, or tells the office."""
    actor, at = actor_of(request), clock.now()
    place = get_object_or_404(queries.places_for(actor), key=key)
    others = list(swaps.exchangeable(place, actor, today=clock.local(at).date()))
    form = SwapAsk(typed(request), places=others)
    chosen = {one.key: one for one in others}
    if form.is_valid():
        other = chosen[form.cleaned_data["place"]]
        if tell_refusal(form, swapping.ask_to_swap, place, other, actor=actor, at=at):
            return redirect("recruitment:place_told", key)
    return render(request, "recruitment/swap_ask.html", {"place": place, "form": form, "others": others})
