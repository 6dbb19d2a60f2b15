"""Screens of recruitment: for applicants (public), for the office (office), for answers about places (places)."""

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from atut.base.kernel.actors import Actor
from atut.base.projects.models import Project
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries.calls import whole_calls


def project_of(request: HttpRequest) -> Project:
    """The project of the host, set by middleware."""
    return request.project  # type: ignore[attr-defined,no-any-return]  # our addition to the request


def actor_of(request: HttpRequest) -> Actor:
    """Who acts, set by middleware."""
    return request.actor  # type: ignore[attr-defined,no-any-return]  # our addition to the request


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is empty; None before anything was."""
    return request.POST if request.method == "POST" else None


def call_of(request: HttpRequest, key: str) -> Call:
    """A call of this project with its openings, for the screens of one call; else not found."""
    return get_object_or_404(whole_calls(actor_of(request)), key=key)
