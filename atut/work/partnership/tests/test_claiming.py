"""The way to the own page: who may ask for the link, where it goes, what it opens, when it dies."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from atut.base.accounts.models import User
from atut.base.accounts.queries import actor_for
from atut.base.accounts.tests.factories import a_user, an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous, system
from atut.base.mail.models import Message
from atut.base.privacy.models import DataRequest
from atut.work.partnership import actions, queries, rules
from atut.work.partnership.models import AccountLink, Person, PersonClaim
from atut.work.partnership.tests.factories import a_person, details

NOW = clock.now()
PASSWORD = "cztery zielone taczki w polu"


@pytest.fixture
def person(project):
    return a_person(project, first_name="Halina", last_name="Łąk", email="halina@example.org")


def a_link(person, at=None):
    return actions.send_account_link(person, actor=anonymous(person.project_id), at=at or clock.now())


def address_of(link):
    return reverse("partnership:account_open", args=[queries.link_token(link)])


def use(link, *, user=None, at=None):
    actor = actor_for(user, link.person.project) if user else anonymous(link.person.project_id)
    return actions.use_account_link(link, password=PASSWORD, language="pl", actor=actor, at=at or clock.now())


def test_the_link_goes_to_the_address_on_file_and_says_until_when(person):
    link = a_link(person)
    message = Message.objects.get(kind="partnership.account_link")
    assert (message.to_email, link.expires_at - link.sent_at) == ("halina@example.org", timedelta(days=7))
    assert address_of(link) in message.text
    assert Entry.objects.filter(event="partnership.account_link.sent", subject_key=person.key).count() == 1


def test_the_link_makes_an_account_and_claims_the_person_once(client, person):
    where = address_of(a_link(person))
    page = client.get(where).content.decode()
    assert "Halina" in page
    assert "Łąk" not in page
    assert not PersonClaim.objects.exists()
    answer = client.post(where, {"password": PASSWORD})
    assert answer["Location"] == reverse("account_login")
    user = User.objects.get(email="halina@example.org")
    assert user.check_password(PASSWORD)
    assert PersonClaim.objects.get().user == user
    events = Entry.objects.filter(subject_key=person.key).values_list("event", flat=True)
    assert {"partnership.account_link.used", "partnership.person.claimed"} <= set(events)
    assert client.get(where).status_code == 410
    assert client.post(where, {"password": "inne haslo bardzo dlugie"}).status_code == 410
    assert User.objects.get(email="halina@example.org").check_password(PASSWORD)


def test_a_weak_password_is_told_on_the_form(client, person):
    answer = client.post(address_of(a_link(person)), {"password": "krótkie"})
    assert answer.status_code == 200
    assert not PersonClaim.objects.exists()


def test_an_account_that_has_the_address_keeps_its_password(client, person):
    user = a_user(email="halina@example.org")
    user.set_password("dawne haslo")
    user.save()
    where = address_of(a_link(person))
    assert "password" not in client.get(where).context["form"].fields
    client.post(where, {"password": PASSWORD})
    user.refresh_from_db()
    assert user.check_password("dawne haslo")
    assert user.claims.get().person == person


def test_somebody_signed_in_takes_the_page_into_that_account(client, person):
    user = a_user(email="prywatny@example.org")
    client.force_login(user)
    where = address_of(a_link(person))
    assert "prywatny@example.org" in client.get(where).content.decode()
    client.post(where)
    assert user.claims.get().person == person
    assert not User.objects.filter(email="halina@example.org").exists()


def test_pages_of_links_are_kept_by_nobody(client, person):
    answer = client.get(address_of(a_link(person)))
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "token",
    ["abc", "x:y", signing.dumps("abcdefghijkm", salt="recruitment.withdraw")],
    ids=["short", "unsigned", "of_another_kind"],
)
def test_a_forged_link_leads_nowhere(client, project, token):
    assert client.get(reverse("partnership:account_open", args=[token])).status_code == 404
    assert client.post(reverse("partnership:account_link_renew", args=[token])).status_code == 404


def test_a_link_signed_for_another_purpose_leads_nowhere(client, person):
    link = a_link(person)
    token = signing.dumps(link.key, salt="training.certificate_take")
    assert client.get(reverse("partnership:account_open", args=[token])).status_code == 404


def test_a_link_of_another_project_leads_nowhere(client, project, other_project):
    link = a_link(a_person(other_project, email="obca@example.org"))
    assert client.get(address_of(link)).status_code == 404
    assert client.post(address_of(link), {"password": PASSWORD}).status_code == 404
    assert not PersonClaim.objects.exists()


def test_an_expired_link_sends_a_new_one_to_the_address_on_file(client, person):
    link = a_link(person, at=NOW - timedelta(days=7))
    token = queries.link_token(link)  # once: a signature holds the second of its making
    answer = client.get(reverse("partnership:account_open", args=[token]))
    assert answer.status_code == 410
    renew = reverse("partnership:account_link_renew", args=[token])
    assert renew in answer.content.decode()
    assert client.get(renew).status_code == 200
    client.post(renew, {"email": "obcy@example.org"}, follow=True)
    newest = AccountLink.objects.order_by("-pk")[0]
    assert (newest.pk != link.pk, newest.email) == (True, "halina@example.org")
    assert client.get(address_of(newest)).status_code == 200


def test_a_second_link_at_once_is_refused_with_a_sentence(client, person):
    link = a_link(person)
    answer = client.post(reverse("partnership:account_link_renew", args=[queries.link_token(link)]))
    assert "dziesięć minut" in answer.content.decode()
    assert AccountLink.objects.count() == 1


def test_an_older_link_dies_when_a_newer_one_is_sent(person):
    old = a_link(person, at=NOW - timedelta(hours=1))
    new = a_link(person)
    with pytest.raises(rules.LinkOver):
        use(old)
    use(new)
    with pytest.raises(rules.LinkUsed):
        use(new)


def test_the_last_moment_of_a_link_is_too_late(person):
    link = a_link(person, at=NOW)
    with pytest.raises(rules.LinkOver):
        use(link, at=NOW + rules.LINK_TIME)
    assert use(link, at=NOW + rules.LINK_TIME - timedelta(seconds=1)).email == "halina@example.org"


def test_a_link_dies_when_the_address_on_file_changes(person, coordinator):
    link = a_link(person)
    actions.change_contact(person, email="nowa@example.org", phone="", language="pl", actor=coordinator, at=NOW)
    with pytest.raises(rules.LinkOver):
        use(link)


def test_a_person_without_an_address_gets_no_link(project):
    with pytest.raises(rules.AddressMissing):
        a_link(a_person(project, email=""))


def test_an_address_that_a_stranger_filled_in_gets_no_link_until_the_office_has_confirmed_it(project, coordinator):
    known = a_person(project, email="")
    typed = details(pesel=known.pesel, first_name=known.first_name, last_name=known.last_name, email="obcy@example.org")
    actions.register_person(project, typed, organisation=None, actor=anonymous(project.pk), at=NOW)
    known.refresh_from_db()
    assert (known.email, known.email_is_proved) == ("obcy@example.org", False)
    with pytest.raises(rules.AddressNotProved):
        a_link(known)
    actions.change_contact(known, email="obcy@example.org", phone="", language="pl", actor=coordinator, at=NOW)
    assert a_link(known).email == "obcy@example.org"


def test_a_new_person_of_an_application_has_a_proved_address(project):
    typed = details(email="nowa@example.org")
    new = actions.register_person(project, typed, organisation=None, actor=anonymous(project.pk), at=NOW)
    assert a_link(new).email == "nowa@example.org"


def test_account_link_send(signed_in, project, person):
    client = signed_in("coordinator")
    where = reverse("partnership:person_show", args=[person.key])
    assert "Wyślij odnośnik" in client.get(where).content.decode()
    answer = client.post(reverse("partnership:account_link_send", args=[person.key]), follow=True)
    assert "halina@example.org" in answer.content.decode()
    again = client.post(reverse("partnership:account_link_send", args=[person.key]), follow=True)
    assert "dziesięć minut" in again.content.decode()
    use(AccountLink.objects.get())
    assert "na koncie od" in client.get(where).content.decode()


def test_an_office_lead_sends_links_to_own_people_only(signed_in, project, person, office):
    client = signed_in("office_lead", office)
    assert client.post(reverse("partnership:account_link_send", args=[person.key])).status_code == 404
    assert not AccountLink.objects.exists()


def test_a_controller_sends_no_links(signed_in, person):
    assert signed_in("controller").post(reverse("partnership:account_link_send", args=[person.key])).status_code == 403


def test_a_person_asks_about_own_data_and_twice_is_one_request(project, person):
    user = use(a_link(person))
    actor = actor_for(user, project)
    asked = actions.ask_about_data(person, "access", actor=actor, at=NOW)
    assert actions.ask_about_data(person, "access", actor=actor, at=NOW) == asked
    assert (DataRequest.objects.get().person_key, asked.received_at) == (person.key, NOW)
    assert Entry.objects.filter(event="privacy.request.received", subject_key=asked.key).exists()


def test_nobody_asks_about_the_data_of_another(project, person):
    with pytest.raises(PermissionDenied):
        actions.ask_about_data(person, "access", actor=an_actor(None, project), at=NOW)


def test_old_links_go_at_night(person):
    a_link(person, at=NOW - timedelta(days=91))
    a_link(person, at=NOW)
    assert actions.purge_due_links(actor=system(), at=NOW) == 1
    with pytest.raises(PermissionDenied):
        actions.purge_due_links(actor=anonymous(person.project_id), at=NOW)


def test_erasure_takes_the_links(person, coordinator):
    a_link(person)
    assert actions.erase_account_links(person.key, actor=coordinator, at=NOW) == 1
    assert Person.objects.get().account_links.count() == 0
