"""Screens of the committee: for the project office (office), for members (sheets), for the protocol (protocol)."""

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from atut.base.kernel.guards import Request
from atut.work.committee.models import Committee, Member
from atut.work.committee.queries import members as queries
from atut.work.recruitment.models import Call


def typed(request: Request) -> QueryDict | None:
    """What was sent, also when it is empty; None before anything was."""
    return request.POST if request.method == "POST" else None


def call_of(request: Request, key: str) -> Call:
    """The call of the address, of this project and no draft."""
    calls = Call.objects.select_related("project__profile").exclude(status="draft")
    return get_object_or_404(calls, key=key, project=request.project)


def committee_of(request: Request, key: str) -> Committee:
    """The committee of the call of the address."""
    committee = queries.committee_of(call_of(request, key))
    if committee is None:
        raise Http404
    return committee


def own_seat(request: Request, key: str) -> Member:
    """The seat of whoever asks on the committee of the call; 404 for everybody else."""
    member = queries.seat(request.actor, key)
    if member is None:
        raise Http404
    return member


def declared_seat(request: Request, key: str) -> Member:
    """The same, after the declaration: before it nothing is shown."""
    member = own_seat(request, key)
    if member.declared_at is None:
        raise Http404
    return member
