"""Invitations: whom an unmet line counts, once a person and call, never against the own word."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous
from atut.base.mail.models import Message
from atut.base.projects.tests.factories import an_office
from atut.work.partnership.tests.factories import a_partner, a_person, a_pesel
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Invitation
from atut.work.recruitment.queries.enclosing import token_of
from atut.work.recruitment.queries.inviting import invitable
from atut.work.recruitment.rules import calls, inviting, links
from atut.work.recruitment.tests.factories import a_call_for, holder
from atut.work.recruitment.tests.factories_placing import an_eligible_application, an_offer
from atut.work.selection.rules.terms import Amount, Bound, Fact, Pool

pytestmark = pytest.mark.django_db
HALF = Amount(50, is_percent=True)


@pytest.fixture
def gops(project):
    return a_partner(project, an_office("GOPS Repki", kind="gops")).organisation


@pytest.fixture
def call(project, office, gops):
    """Unmet: women, staff of GOPS, one office, people with disabilities, a pool."""
    a_partner(project, office)
    edition = an_edition(project)
    bounds = (
        Bound(fact=Fact.WOMAN, at_least=HALF),
        Bound(fact=Fact.GOPS, at_least=Amount(1)),
        Bound(office=office.key, at_least=Amount(1)),
        Bound(fact=Fact.DISABILITY, at_least=Amount(1)),
    )
    return a_call_for(
        project, clock.now(), [edition], bounds=bounds, pools=(Pool(gops.key, edition.key, 1),),
        pools_return_at=clock.now() + timedelta(days=99),
    )  # fmt: skip


@pytest.fixture
def people(project, office, gops):
    """A woman of GOPS, a man of the office, a woman of a staff list of whom only the name is known."""
    return (
        a_person(project, gops, pesel=a_pesel(sex="f"), last_name="Zając"),
        a_person(project, office, pesel=a_pesel(sex="m"), last_name="Kos"),
        a_person(project, office, pesel="", last_name="Bez Danych", email=""),
    )


def names(call, line):
    return [one.person.last_name for one in invitable(call, line, clock.now()).people]


def test_people_are_picked_by_what_the_records_say(call, people, project, other_project):
    women, gops, office, _told = call.rules.bounds
    (pool,) = call.rules.pools
    a_person(other_project)
    assert [names(call, line) for line in (women, gops, office, pool)] == [
        ["Zając"], ["Zając"], ["Bez Danych", "Kos"], ["Zając"],
    ]  # fmt: skip


def test_who_applied_left_or_holds_all_there_is_stays_out(call, people, project, office):
    line = call.rules.bounds[2]
    edition = call.openings.get().edition
    _zajac, kos, unknown = people
    an_eligible_application(call, [edition], person=kos)
    unknown.employments.update(until=date(2020, 1, 1))
    supported = a_person(project, office, last_name="Sowa")
    assert names(call, line) == ["Sowa"]
    an_offer(project, an_edition(project, support_form=edition.support_form), supported)
    assert names(call, line) == []


def test_an_invitation_is_written_once_and_leaves_an_entry(call, people, coordinator):
    person = people[0]
    invitation = actions.invite(call, person, actor=coordinator, at=clock.now())
    message = Message.objects.get(kind="recruitment.invited")
    assert (message.to_email, message.about_key) == (person.email, invitation.key)
    assert message.one_click in message.text
    assert reverse("recruitment:call_public", args=[call.key]) in message.text
    assert not any(word in message.text.lower() for word in ("kobiet", "pomocy społecznej", "lat i więcej")), (
        "it does not say what one is picked by"
    )
    assert Entry.objects.latest("pk").event == "recruitment.invitation.sent"
    with pytest.raises(inviting.InvitedAlready):
        actions.invite(call, person, actor=coordinator, at=clock.now())
    assert Message.objects.filter(kind="recruitment.invited").count() == 1
    assert invitable(call, call.rules.bounds[0], clock.now()).invited == 1


def test_without_an_address_it_is_printed_or_told(call, people, coordinator):
    actions.invite(call, people[2], actor=coordinator, at=clock.now())
    assert Message.objects.get(kind="recruitment.invited").state == "paper"


def test_who_objected_is_never_written_to_again(call, people, coordinator, project):
    person = people[0]
    invitation = actions.invite(call, person, actor=coordinator, at=clock.now())
    by_link = holder(invitation, project)
    first = actions.refuse_invitations(invitation, actor=by_link, at=clock.now()).refused_at
    assert Entry.objects.latest("pk").event == "recruitment.invitation.refused"
    assert actions.refuse_invitations(invitation, actor=by_link, at=clock.now()).refused_at == first
    other = a_call_for(project, clock.now(), bounds=call.rules.bounds[:1])
    with pytest.raises(inviting.WantsNoInvitations):
        actions.invite(other, person, actor=coordinator, at=clock.now())
    found = invitable(other, other.rules.bounds[0], clock.now())
    assert (found.people, found.refused) == ([], 1)


def test_nobody_is_invited_to_a_closed_call_or_after_applying_or_by_others(call, people, coordinator, project, office):
    with pytest.raises(calls.CallClosed):
        actions.invite(call, people[0], actor=coordinator, at=call.closes_at)
    an_eligible_application(call, [call.openings.get().edition], person=people[0])
    with pytest.raises(inviting.AppliedAlready):
        actions.invite(call, people[0], actor=coordinator, at=clock.now())
    with pytest.raises(PermissionDenied):
        actions.invite(call, people[1], actor=an_actor("office_lead", project, office), at=clock.now())
    invitation = actions.invite(call, people[1], actor=coordinator, at=clock.now())
    with pytest.raises(PermissionDenied):
        actions.refuse_invitations(invitation, actor=anonymous(project.pk), at=clock.now())


def test_invite_shows_the_letter_and_writes_to_the_ticked(call, people, signed_in):
    client, url = signed_in("coordinator"), reverse("recruitment:invite", args=[call.key, 3])
    page = client.get(url).content.decode()
    assert all(words in page for words in ("Bez Danych", "Kos", "bez adresu e-mail"))
    assert client.post(url, {}).status_code == 200, "somebody is to be ticked"
    chosen = {"person": [people[1].key, people[0].key]}
    answer = client.post(url, chosen, follow=True).content.decode()
    assert list(Invitation.objects.values_list("person", flat=True)) == [people[1].pk], "who is not on this list gets nothing"
    assert "Już zaproszono" in answer
    client.post(url, chosen)
    assert Invitation.objects.count() == 1, "a second click writes nothing"
    assert client.get(reverse("recruitment:invite", args=[call.key, 9])).status_code == 404
    told = client.get(reverse("recruitment:invite", args=[call.key, 4])).content.decode()
    assert 'name="person"' not in told
    show = client.get(reverse("recruitment:call_show", args=[call.key])).content.decode()
    assert url in show


def test_an_office_lead_invites_nobody(call, signed_in, office):
    assert signed_in("office_lead", office).get(reverse("recruitment:invite", args=[call.key, 1])).status_code == 403


def test_invitations_end_by_the_link_or_by_the_mailbox(call, people, coordinator, client):
    invitation = actions.invite(call, people[0], actor=coordinator, at=clock.now())
    url = reverse("recruitment:invitations_end", args=[token_of(links.INVITED, invitation)])
    assert client.get(url).status_code == 200
    assert Invitation.objects.get().refused_at is None, "a scanner that opens links ends nothing"
    assert client.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Invitation.objects.get().refused_at
    assert client.get(reverse("recruitment:invitations_end", args=["n" + "2" * 12 + "-1-" + "a" * 32])).status_code == 410
