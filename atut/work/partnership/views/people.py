"""People: the list, one person, added, mended, merged, employments ended, the number looked at."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.work.partnership import actions, forms, permissions, queries
from atut.work.partnership.models import Employment, Person

PER_PAGE = 25


def _person(request: Request, key: str) -> Person:
    return get_object_or_404(queries.person_for(request.actor, key))


@page(permissions.view_people, methods=("GET",))
def people(request: Request) -> HttpResponse:
    """Everybody the actor may see, by surname."""
    offices = queries.offices_for(request.actor, request.project)
    filters = forms.People(request.GET, offices=offices)
    found = queries.people(request.actor, filters.words(), filters.chosen().get("urzad", ""))
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("strona"))
    may_import = permissions.import_people.allows(request.actor)
    return render(request, "partnership/people.html", {"people": shown, "filters": filters, "may_import": may_import})


@page(permissions.view_people, methods=("GET",))
def person_show(request: Request, key: str) -> HttpResponse:
    """One person: contact, employments, the number masked."""
    person = _person(request, key)
    return render(request, "partnership/person_show.html", _shown(request, person))


def _shown(request: Request, person: Person) -> dict[str, object]:
    number = person.pesel or person.other_identifier
    return {
        "person": person,
        "masked": f"{'•' * (len(number) - 2)}{number[-2:]}" if number else "",
        "claimed": next(iter(person.claims.all()), None),
        "may_reveal": bool(number) and permissions.reveal_person.allows(request.actor, person),
        "may_change": permissions.change_person.allows(request.actor, person),
        "may_end": permissions.end_employment.allows(request.actor, person),
        "may_merge": permissions.merge_people.allows(request.actor, person),
    }


@page(permissions.reveal_person, methods=("POST",))
def person_reveal(request: Request, key: str) -> HttpResponse:
    """The full number, once: not kept in any address, the look is in the audit trail."""
    person = _person(request, key)
    number = actions.reveal_pesel(person, actor=request.actor, at=clock.now())
    answer = render(request, "partnership/person_show.html", {**_shown(request, person), "number": number})
    answer["Cache-Control"] = "no-store"
    return answer


@page(permissions.import_people)
def person_add(request: Request) -> HttpResponse:
    """Put one person on an office's list."""
    form = forms.PersonAdd(request.POST or None, offices=queries.offices_for(request.actor, request.project))
    if form.is_valid() and tell_refusal(
        form,
        actions.add_to_list,
        request.project,
        form.details(),
        organisation=form.organisation_chosen(),
        job=form.job(),
        actor=request.actor,
        at=clock.now(),
    ):
        messages.success(request, _("The person is on the list."))
        return redirect("partnership:people")
    return render(request, "partnership/person_add.html", {"form": form})


@page(permissions.change_person)
def person_change(request: Request, key: str) -> HttpResponse:
    """Mend how the person is reached."""
    person = _person(request, key)
    is_office = permissions.view_people.allows(request.actor, person)
    initial = {"email": person.email, "phone": person.phone, "language": person.language}
    form = forms.PersonChange(request.POST or None, initial=initial)
    if form.is_valid() and tell_refusal(
        form, actions.change_contact, person, **form.cleaned_data, actor=request.actor, at=clock.now()
    ):
        return redirect("partnership:person_show", key) if is_office else redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "partnership/person_change.html", {"form": form, "person": person, "is_office": is_office})


@page(permissions.merge_people)
def person_merge(request: Request, key: str) -> HttpResponse:
    """Two entries are one person."""
    person = _person(request, key)
    form = forms.PersonMerge(request.POST or None, people=queries.alike(person))
    if form.is_valid() and tell_refusal(form, actions.merge_people, person, form.chosen(), actor=request.actor, at=clock.now()):
        messages.success(request, _("The two entries are one now."))
        return redirect("partnership:person_show", key)
    return render(request, "partnership/person_merge.html", {"form": form, "person": person})


@page(permissions.end_employment)
def employment_end(request: Request, key: str, employment: str) -> HttpResponse:
    """Somebody no longer works there."""
    person = _person(request, key)
    job = get_object_or_404(Employment.objects.select_related("organisation", "person"), person=person, key=employment, until=None)
    form = forms.EmploymentEnd(request.POST or None)
    if form.is_valid() and tell_refusal(
        form, actions.end_employment, job, until=form.cleaned_data["until"], actor=request.actor, at=clock.now()
    ):
        return redirect("partnership:person_show", key)
    return render(request, "partnership/employment_end.html", {"form": form, "person": person, "employment": job})
