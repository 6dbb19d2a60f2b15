"""Who acts: roles count in the project of the host, and an office's role only in the office."""

from atut.base.kernel.actors import Actor, Grant, Scope, anonymous, system
from atut.base.kernel.roles import Role

HERE, ELSEWHERE, SABNIE, JABLONNA = 1, 2, 10, 11


def an_actor(*grants):
    return Actor("Anna Nowak", user_id=7, project_id=HERE, grants=frozenset(grants))


def test_a_role_in_another_project_never_counts():
    actor = an_actor(Grant(Role.COORDINATOR, ELSEWHERE))
    assert actor.roles == frozenset()
    assert not actor.holds([Role.COORDINATOR])
    assert not actor.holds([Role.COORDINATOR], Scope(ELSEWHERE))


def test_a_role_of_the_installation_counts_in_every_project():
    actor = an_actor(Grant(Role.ADMINISTRATOR))
    assert actor.roles == {Role.ADMINISTRATOR}
    assert actor.holds([Role.ADMINISTRATOR], Scope(ELSEWHERE))
    assert actor.holds([Role.ADMINISTRATOR], Scope(None))


def test_a_role_of_a_project_does_not_reach_things_of_the_installation():
    assert not an_actor(Grant(Role.COORDINATOR, HERE)).holds([Role.COORDINATOR], Scope(None))


def test_a_lead_of_an_office_sees_the_own_office_only():
    actor = an_actor(Grant(Role.OFFICE_LEAD, HERE, SABNIE))
    assert actor.holds([Role.OFFICE_LEAD])
    assert actor.holds([Role.OFFICE_LEAD], Scope(HERE, frozenset({SABNIE, JABLONNA})))
    assert not actor.holds([Role.OFFICE_LEAD], Scope(HERE, frozenset({JABLONNA})))
    assert not actor.holds([Role.OFFICE_LEAD], Scope(HERE))
    assert actor.offices([Role.OFFICE_LEAD]) == {SABNIE}
    assert not actor.holds_for_project([Role.OFFICE_LEAD])


def test_another_role_is_not_enough():
    actor = an_actor(Grant(Role.EDITOR, HERE))
    assert not actor.holds([Role.COORDINATOR], Scope(HERE))
    assert actor.holds_for_project([Role.EDITOR])
    assert actor.offices([Role.EDITOR]) == frozenset()


def test_the_program_and_a_visitor_are_actors_too():
    assert system(HERE).holds([Role.SYSTEM], Scope(HERE))
    assert (system().label, system().is_signed_in) == ("SYSTEM", False)
    assert (anonymous(HERE).roles, anonymous().is_signed_in) == (frozenset(), False)
    assert an_actor().is_signed_in
