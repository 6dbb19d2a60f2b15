"""The screen of what runs by itself."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from atut.base.jobs import actions, permissions, queries
from atut.base.jobs.models import Job
from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page


@page(permissions.SEE, methods=("GET",))
def jobs(request: Request) -> HttpResponseBase:
    """Every job: when it ran, how it went, when it runs again."""
    may_restart = permissions.RESTART.allows(request.actor)
    return render(request, "jobs/jobs.html", {"rows": queries.jobs(clock.now()), "may_restart": may_restart})


@page(permissions.RESTART, methods=("POST",))
def job_restart(request: Request, name: str) -> HttpResponseBase:
    """Run a job at the worker's next look."""
    job = get_object_or_404(Job, name=name)
    actions.restart(job, actor=request.actor, at=clock.now())
    messages.success(request, _("The job runs at the next opportunity, usually within a few seconds."))
    return redirect("jobs:jobs")
