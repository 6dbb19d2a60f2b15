"""Permissions as values, and the guard of views."""

from dataclasses import dataclass

import pytest
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from atut.base.kernel import permissions
from atut.base.kernel.actors import Actor, Grant, Scope, anonymous
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import page, tell_refusal
from atut.base.kernel.permissions import PUBLIC, SIGNED_IN, Permission, permission
from atut.base.kernel.roles import Role

HERE, ELSEWHERE = 1, 2


@dataclass
class Thing:
    project_id: int | None
    owner: int = 0

    def scope(self):
        return Scope(self.project_id)


def an_actor(*grants, user_id=7):
    return Actor("Anna Nowak", user_id=user_id, project_id=HERE, grants=frozenset(grants))


COORDINATOR = an_actor(Grant(Role.COORDINATOR, HERE))
EDITOR = an_actor(Grant(Role.EDITOR, HERE))
CHANGE = Permission("example.thing.change", "an example", frozenset({Role.COORDINATOR}))
OWN = Permission(
    "example.thing.see", "an example", frozenset({Role.COORDINATOR}), or_if=lambda actor, thing: thing.owner == actor.user_id
)


def test_a_role_lets_in_where_the_thing_belongs():
    assert CHANGE.allows(COORDINATOR)
    assert CHANGE.allows(COORDINATOR, Thing(HERE))
    assert not CHANGE.allows(COORDINATOR, Thing(ELSEWHERE))
    assert not CHANGE.allows(EDITOR, Thing(HERE))


def test_the_owner_is_let_in_but_never_from_another_project():
    assert OWN.allows(EDITOR, Thing(HERE, owner=7))
    assert not OWN.allows(EDITOR, Thing(HERE, owner=8))
    assert not OWN.allows(EDITOR, Thing(ELSEWHERE, owner=7))
    assert not OWN.allows(EDITOR)


def test_what_is_public_asks_nobody():
    assert PUBLIC.allows(anonymous(), Thing(ELSEWHERE))


def test_a_refusal_names_the_permission():
    with pytest.raises(PermissionDenied, match=r"example\.thing\.change"):
        CHANGE.require(EDITOR, Thing(HERE))
    CHANGE.require(COORDINATOR, Thing(HERE))


def test_a_name_is_declared_once(monkeypatch):
    monkeypatch.setattr(permissions, "REGISTER", {})
    permission("example.thing.open", why="an example")
    with pytest.raises(ValueError, match="twice"):
        permission("example.thing.open", why="an example")


def ask(rf, needs, actor, method="get", **options):
    request = getattr(rf, method)("/biurko/")
    request.actor = actor
    return page(needs, **options)(lambda _request: HttpResponse("inside"))(request)


def test_a_visitor_signs_in_first_and_comes_back(rf):
    answer = ask(rf, CHANGE, anonymous(HERE))
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/biurko/")


def test_without_the_role_the_page_stays_shut(rf):
    with pytest.raises(PermissionDenied):
        ask(rf, CHANGE, EDITOR)
    assert ask(rf, CHANGE, COORDINATOR).content == b"inside"


def test_where_the_thing_decides_the_guard_asks_for_an_account_only(rf):
    assert ask(rf, OWN, EDITOR).content == b"inside"
    assert ask(rf, SIGNED_IN, EDITOR).content == b"inside"
    assert ask(rf, OWN, anonymous(HERE)).status_code == 302
    assert ask(rf, PUBLIC, anonymous(HERE)).content == b"inside"


def test_another_method_is_answered_405(rf):
    assert ask(rf, PUBLIC, anonymous(HERE), "delete").status_code == 405
    assert ask(rf, PUBLIC, anonymous(HERE), "head").status_code == 200
    answer = ask(rf, PUBLIC, anonymous(HERE), "get", methods=("POST",))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert ask(rf, PUBLIC, anonymous(HERE), "head", methods=("POST",)).status_code == 405


class Full(Refused):
    message = "Nothing is free: %(count)s of 12."


def test_a_refusal_becomes_the_forms_error():
    def refuse(**details):
        raise Full(**details)

    form = forms.Form({})
    assert not tell_refusal(form, refuse, count=12)
    assert form.non_field_errors() == ["Nothing is free: 12 of 12."]
    assert tell_refusal(form, lambda: None)


def test_a_refusal_writes_numbers_for_the_reader():
    assert str(Full(count=1.5)) == "Nothing is free: 1,5 of 12."
    assert str(Refused())
