"""Screens of recruitment: for applicants (public), for the office (office), for answers about places (places)."""

from django.http import HttpRequest, QueryDict

from atut.base.kernel.actors import Actor
from atut.base.projects.models import Project


def project_of(request: HttpRequest) -> Project:
    """The project of the host, set by middleware."""
    return request.project  # type: ignore[attr-defined,no-any-return]  # our addition to the request


def actor_of(request: HttpRequest) -> Actor:
    """Who acts, set by middleware."""
    return request.actor  # type: ignore[attr-defined,no-any-return]  # our addition to the request


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is empty; None before anything was."""
    return request.POST if request.method == "POST" else None
