"""Start pages of signed-in people: what needs me today, what went wrong, my plan; and the health check."""

from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache

from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import Request, page
from atut.base.kernel.permissions import PUBLIC, SIGNED_IN
from atut.base.kernel.roles import Role
from atut.base.projects.queries import are_standing
from atut.base.ui.templatetags.ui import full_day
from atut.front.desk import menu, permissions, queries
from atut.work.partnership import actions as partnership
from atut.work.partnership.models import Person
from atut.work.recruitment import actions as places
from atut.work.recruitment import queries as recruitment
from atut.work.recruitment.models import Application
from atut.work.recruitment.queries import own

ANSWERS = {
    "confirm": (places.confirm_place, gettext_lazy("The place is yours.")),
    "decline": (places.decline_place, gettext_lazy("You do not take the place. It goes to somebody who waits for it.")),
    "give_back": (places.give_back_place, gettext_lazy("The place is given back. It goes to somebody who waits for it.")),
}
DEMO_SLUGS = ("friendly-office", "professional-official")


@page(PUBLIC, methods=("GET",))
def healthz(request: HttpRequest) -> JsonResponse:
    """Can the program answer, and in demo mode: do both projects stand?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    stands = not settings.ATUT_DEMO or are_standing(DEMO_SLUGS)
    return JsonResponse({"status": "ok" if stands else "building"}, status=200 if stands else 503)


@page(SIGNED_IN, methods=("GET",))
def today(request: HttpRequest) -> HttpResponse:
    """The first screen after signing in: trainers and participants have their own."""
    roles = request.actor.roles  # type: ignore[attr-defined]  # set by accounts.middleware
    if not roles - {Role.PARTICIPANT}:
        return redirect("desk:mine")
    if roles <= {Role.TRAINER}:
        return redirect("training:my_sessions")
    items = queries.waiting(request.actor, clock.now())  # type: ignore[attr-defined]  # as above
    wrong = queries.wrong(request.actor, clock.now()) if permissions.see_wrong.allows(request.actor) else []  # type: ignore[attr-defined]
    context = {
        "headline": _things_today(len(items)),
        "items": items,
        "wrong_count": sum(item.count for item in wrong),
        "overview": queries.overview(request.actor, request.project, clock.now()),  # type: ignore[attr-defined]  # as above
    }
    return render(request, "desk/today.html", context)


@page(permissions.see_wrong, methods=("GET",))
def wrong(request: HttpRequest) -> HttpResponse:
    """What failed and was not mended."""
    items = queries.wrong(request.actor, clock.now())  # type: ignore[attr-defined]  # set by accounts.middleware
    sees_projects = bool(request.actor.roles - {Role.ADMINISTRATOR})  # type: ignore[attr-defined]  # as above
    headline = _("Nothing went wrong") if sees_projects else _("Nothing went wrong in the installation")
    if items:
        count = sum(item.count for item in items)
        headline = ngettext("%(count)s thing went wrong", "%(count)s things went wrong", count) % {"count": count}
    return render(request, "desk/wrong.html", {"headline": headline, "items": items, "sees_projects": sees_projects})


@page(SIGNED_IN, methods=("GET",))
def mine(request: Request) -> HttpResponse:
    """Where do I have to be, what must I do, am I on track."""
    plan = queries.my_plan(request.actor, clock.now())
    return render(request, "desk/mine.html", {"plan": plan, "headline": _answer(plan)})


def _my_application(request: HttpRequest, application: Application | None) -> HttpResponse:
    if application is None:
        raise Http404
    answer = render(request, "desk/my_application.html", {"own": queries.my_application(application, clock.now())})
    answer["X-Robots-Tag"] = "noindex"
    return answer


@never_cache
@page(SIGNED_IN, methods=("GET",))
def my_application(request: Request, key: str) -> HttpResponse:
    """The one page of an application: state, next step, days, papers, why, position and rule, a person to call."""
    return _my_application(request, own.own_of(request.actor, key))


@never_cache
@page(PUBLIC, methods=("GET",))
def my_application_by_link(request: Request, token: str) -> HttpResponse:
    """The same page for whoever has the link from the own mail; it changes nothing by itself."""
    return _my_application(request, own.own_by_token(request.project, token))


@page(SIGNED_IN, methods=("POST",))
def my_place(request: Request, key: str) -> HttpResponse:
    """Yes or no to an offered place, or a taken one given back; only one's own."""
    place = get_object_or_404(recruitment.my_places(request.actor), key=key)
    verb, said = ANSWERS.get(request.POST.get("answer", ""), (None, ""))
    if verb is None:
        raise Http404
    try:
        verb(place, actor=request.actor, at=clock.now())
        messages.success(request, str(said))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:mine")


@page(SIGNED_IN)
def my_data(request: Request) -> HttpResponse:
    """What is held on the signed-in person; asking for a copy or for erasure."""
    known = queries.my_data(request.actor, clock.now())
    if request.method == "POST":
        _ask(request, {one.person.key: one.person for one in known})
        return redirect("desk:my_data")
    return render(request, "desk/my_data.html", {"known": known})


def _ask(request: Request, people: dict[str, Person]) -> None:
    person, kind = people.get(request.POST.get("person", "")), request.POST.get("kind", "")
    if person is None or kind not in ("access", "erasure"):
        raise Http404
    partnership.ask_about_data(person, kind, actor=request.actor, at=clock.now())
    messages.success(request, _("The project office has your request. It answers within one month, usually sooner."))


@page(permissions.see_administration, methods=("GET",))
def administration(request: HttpRequest) -> HttpResponse:
    """The machine room: links to what the person may open."""
    return render(request, "desk/administration.html", {"doors": menu.doors(request.actor)})  # type: ignore[attr-defined]


def _answer(plan: queries.MyPlan) -> str:
    """The largest words of a participant's page: what matters most now."""
    if plan.offers:
        return _("There is a place for you")
    if plan.next_training and (session := plan.next_training.next_session):
        day = full_day(clock.local(session.starts_at).date()).rpartition(" ")[0]
        return _("Next meeting: %(day)s, %(hour)s") % {"day": day, "hour": f"{clock.local(session.starts_at):%-H:%M}"}
    return _answer_to_applicant(plan)


def _answer_to_applicant(plan: queries.MyPlan) -> str:
    if plan.has_place:
        return _("The place is yours")
    if plan.reserve_position:
        return _("You are number %(position)s on the reserve list") % {"position": plan.reserve_position}
    if plan.is_waiting:
        return _("We have your application")
    if plan.certificates:
        return ngettext("Your certificate is ready", "Your certificates are ready", len(plan.certificates))
    return _("Nothing is planned for you now")


def _things_today(count: int) -> str:
    """The answer of the page in words: Cztery rzeczy na dziś."""
    if count == 0:
        return _("Nothing for today")
    words = [
        _("One thing"),
        _("Two things"),
        _("Three things"),
        _("Four things"),
        _("Five things"),
        _("Six things"),
        _("Seven things"),
    ]
    if count <= len(words):
        return _("%(things)s for today") % {"things": words[count - 1]}
    return ngettext("%(count)s thing for today", "%(count)s things for today", count) % {"count": count}
