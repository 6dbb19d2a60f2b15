"""Screens of the administrator: projects and what their funders prescribe."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.base.kernel.permissions import PUBLIC
from atut.base.projects import actions, imports, permissions, queries
from atut.base.projects.forms import (
    OrganisationAdd,
    OrganisationChange,
    ProfileLoad,
    ProfileUse,
    ProjectChange,
    ProjectCreate,
    initial_of,
    initial_of_organisation,
)
from atut.base.projects.models import FundingProfile, Project, Sign


@page(permissions.SEE, methods=("GET",))
def projects(request: Request) -> HttpResponseBase:
    """The projects of the installation."""
    return render(request, "projects/projects.html", {"projects": queries.projects(), "profiles": queries.profiles()})


@page(permissions.MANAGE)
def project_create(request: Request) -> HttpResponseBase:
    """Open a project."""
    form = ProjectCreate(request.POST or None)
    if form.is_valid() and tell_refusal(form, actions.create_project, form.details(), actor=request.actor, at=clock.now()):
        messages.success(
            request, _("The project is open. Invite its coordinator now: Administration, People with roles, below the list.")
        )
        return redirect("projects:projects")
    return render(request, "projects/project_create.html", {"form": form})


@page(permissions.MANAGE)
def project_change(request: Request, key: str) -> HttpResponseBase:
    """Change a project's settings."""
    changed = get_object_or_404(Project, key=key)
    form = ProjectChange(request.POST or None, initial=initial_of(changed))
    if form.is_valid() and tell_refusal(form, actions.change_project, changed, form.details(), actor=request.actor, at=clock.now()):
        messages.success(request, _("The settings are changed."))
        return redirect("projects:projects")
    return render(request, "projects/project_change.html", {"form": form, "changed": changed})


@page(permissions.MANAGE_ORGANISATIONS, methods=("GET",))
def organisations(request: Request) -> HttpResponseBase:
    """The register of organisations that projects choose their partners from."""
    may_see_projects = permissions.SEE.allows(request.actor)
    may_change = permissions.CHANGE_ORGANISATION.allows(request.actor)
    shown = {"organisations": queries.organisations(), "may_see_projects": may_see_projects, "may_change": may_change}
    return render(request, "projects/organisations.html", shown)


@page(permissions.MANAGE_ORGANISATIONS)
def organisation_add(request: Request) -> HttpResponseBase:
    """Enter an organisation."""
    form = OrganisationAdd(request.POST or None)
    if form.is_valid() and tell_refusal(form, actions.add_organisation, form.details(), actor=request.actor, at=clock.now()):
        messages.success(request, _("Entered. Now it can be added to a project as a partner."))
        return redirect("projects:organisations")
    return render(request, "projects/organisation_add.html", {"form": form})


@page(permissions.CHANGE_ORGANISATION)
def organisation_change(request: Request, key: str) -> HttpResponseBase:
    """Change an organisation: the own one, or as an administrator any."""
    changed = get_object_or_404(queries.organisations_changed_by(request.actor), key=key)
    form = OrganisationChange(request.POST or None, initial=initial_of_organisation(changed))
    given: dict[str, Any] = {"actor": request.actor, "at": clock.now()}
    if form.is_valid() and tell_refusal(form, actions.change_organisation, changed, form.details(), **given):
        messages.success(request, _("The organisation is changed."))
        return redirect("projects:organisations" if permissions.MANAGE_ORGANISATIONS.allows(request.actor) else "desk:today")
    return render(request, "projects/organisation_change.html", {"form": form, "changed": changed})


@page(permissions.MANAGE_PROFILES, methods=("GET",))
def profile(request: Request, code: str, version: int) -> HttpResponseBase:
    """One version of a funding profile, readable."""
    one = get_object_or_404(FundingProfile, code=code, version=version)
    movable = queries.projects_on_other_versions(one)
    form = ProfileUse(projects=movable) if movable and permissions.MANAGE.allows(request.actor) else None
    return render(request, "projects/profile.html", {"profile": one, "form": form})


@page(permissions.MANAGE, methods=("POST",))
def profile_use(request: Request, code: str, version: int) -> HttpResponseBase:
    """Move a project to this version."""
    one = get_object_or_404(FundingProfile, code=code, version=version)
    form = ProfileUse(request.POST, projects=queries.projects_on_other_versions(one))
    given: dict[str, Any] = {"actor": request.actor, "at": clock.now()}
    if form.is_valid() and tell_refusal(form, actions.use_profile, form.cleaned_data["project"], one, **given):
        messages.success(request, _("The project follows this version from now on."))
        return redirect("projects:projects")
    return render(request, "projects/profile.html", {"profile": one, "form": form})


@page(permissions.MANAGE_PROFILES, methods=("GET",))
def profile_file(request: Request, code: str, version: int) -> HttpResponseBase:
    """The file of a version, to change and bring back."""
    one = get_object_or_404(FundingProfile, code=code, version=version)
    whole = {"code": one.code, "name": one.name, "valid_from": one.valid_from.isoformat(), "data": one.data}
    answer = HttpResponse(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{one.code}-{one.version}.json"'
    return answer


@page(permissions.MANAGE_PROFILES)
def profile_load(request: Request) -> HttpResponseBase:
    """Bring a new version: refused with the first place that is wrong, or loaded."""
    form = ProfileLoad(request.POST or None, request.FILES or None)
    if form.is_valid() and tell_refusal(form, _load, form.cleaned_data["file"], request.actor):
        messages.success(request, _("The profile is loaded. Projects keep their version until you change it in their settings."))
        return redirect("projects:projects")
    return render(request, "projects/profile_load.html", {"form": form})


def _load(file: Any, actor: Actor) -> None:
    read = imports.read_profile(file.read(imports.MOST_BYTES + 1))
    actions.load_profile(read.code, read.data, name=read.name, valid_from=read.valid_from, actor=actor, at=clock.now())


@page(PUBLIC, methods=("GET",))
def sign(request: Request, key: str, sha256: str) -> HttpResponseBase:
    """An official sign as its owner publishes it. The address changes with the file; nothing in the file is run."""
    found = get_object_or_404(Sign, project=request.project, key=key, sha256__startswith=sha256)
    answer = HttpResponse(bytes(found.content), content_type=found.media_type)
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
