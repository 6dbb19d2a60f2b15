"""The desk: what an applicant declared, and what the office found out about it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from atut.base.kernel import clock
from atut.base.kernel.guards import page, tell_refusal
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.checking import check_answer, look_at_declared
from atut.work.recruitment.forms.checking import ApplicationCheck
from atut.work.recruitment.models import Application
from atut.work.recruitment.queries import applications as queries
from atut.work.recruitment.views import actor_of, typed


def _application(request: HttpRequest, key: str) -> Application:
    return get_object_or_404(queries.desk_application(actor_of(request), key))


@never_cache
@page(permissions.check_answers, methods=("GET",))
def application_checks(request: HttpRequest, key: str) -> HttpResponse:
    """Everything declared with a yes, and what was found. The look is recorded."""
    application = _application(request, key)
    lines = look_at_declared(application, actor=actor_of(request), at=clock.now())
    return render(request, "recruitment/application_checks.html", {"application": application, "lines": lines})


@never_cache
@page(permissions.check_answers)
def application_check(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Say what was found about one thing, known by its place on the page: its name would say in an address what was declared."""
    application, actor = _application(request, key), actor_of(request)
    lines = look_at_declared(application, actor=actor, at=clock.now())
    if not 1 <= number <= len(lines):
        raise Http404
    line = lines[number - 1]
    form = ApplicationCheck(typed(request))
    if form.is_valid() and tell_refusal(form, check_answer, application, line.code, form.found(), actor=actor, at=clock.now()):
        return redirect("recruitment:application_checks", key)
    return render(request, "recruitment/application_check.html", {"application": application, "line": line, "form": form})
