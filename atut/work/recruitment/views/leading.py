"""The head of an office: the own people, their applications, consent or refusal in the same place."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from atut.base.kernel import clock
from atut.base.kernel.guards import page
from atut.work.recruitment import permissions
from atut.work.recruitment.forms.enclosing import ConsentAnswer
from atut.work.recruitment.queries import leading as queries
from atut.work.recruitment.views import actor_of

ON_A_PAGE = 50


@page(permissions.lead_people, methods=("GET",))
def own_people(request: HttpRequest) -> HttpResponse:
    """Who waits for a consent, each with the form to answer; below, every application of the own people and its next step."""
    actor, at = actor_of(request), clock.now()
    shown = Paginator(queries.own_people(actor), ON_A_PAGE).get_page(request.GET.get("strona"))
    waiting = queries.consents_to_give(actor)
    context = {
        "consents": [(one, ConsentAnswer(auto_id=f"{one.key}_%s")) for one in waiting],
        "page": shown,
        "people": [queries.as_own_person(one, at) for one in shown],
    }
    return render(request, "recruitment/own_people.html", context)
