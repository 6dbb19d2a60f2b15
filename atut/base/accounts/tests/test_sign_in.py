"""Signing in, the second factor, and what of it is kept."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.urls import reverse

from atut.base.accounts.models import User
from atut.base.accounts.tests.factories import a_user
from atut.base.audit.models import Entry
from atut.base.audit.tests.reading import events
from atut.base.mail.models import Message

pytestmark = pytest.mark.django_db
PASSWORD = "cztery-zielone-krzesła"


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()


@pytest.fixture
def user(project):
    user = a_user("coordinator", project)
    user.set_password(PASSWORD)
    user.save()
    return user


def code_of(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def sign_in(client, user, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def test_signing_in_and_out_leaves_a_trail(client, user):
    assert sign_in(client, user).status_code == 302
    client.post(reverse("account_logout"))
    assert events() == ["accounts.session.opened", "accounts.session.closed"]


def test_a_wrong_password_is_kept_on_the_account_and_an_unknown_address_on_the_project(client, user, project):
    sign_in(client, user, "nie to")
    client.post(reverse("account_login"), {"login": "nikt@example.org", "password": PASSWORD})
    assert set(Entry.objects.values_list("event", "subject_key")) == {
        ("accounts.session.refused", user.key),
        ("accounts.session.refused", project.key),
    }


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_signup"])
def test_the_pages_of_allauth_have_our_frame(client, project, name, language):
    answer = client.get(language + reverse(name))
    assert answer.status_code == 200
    assert b'id="tresc"' in answer.content
    assert b"sign up" not in answer.content.lower()


def test_nobody_opens_an_account_by_themselves(client, project):
    client.post(reverse("account_signup"), {"email": "ja@example.org", "password1": PASSWORD})
    assert not User.objects.filter(email="ja@example.org").exists()


def test_a_password_link_goes_through_the_outbox_and_sets_a_password(client, user):
    assert client.post(reverse("account_reset_password"), {"email": user.email}).status_code == 302
    message = Message.objects.get(kind="accounts.password_link")
    link = re.search(r"http://testserver(\S+)", message.text)[1]
    page = client.get(link, follow=True)
    answer = client.post(page.redirect_chain[-1][0], {"password1": "siedem-starych-dzbanów", "password2": "siedem-starych-dzbanów"})
    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.check_password("siedem-starych-dzbanów")
    assert Message.objects.filter(kind="accounts.safety_changed").exists()


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, project):
    assert client.post(reverse("account_reset_password"), {"email": "nikt@example.org"}).status_code == 302
    assert not Message.objects.exists()


def activate(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert b"<svg" in page.content
    secret = page.context["form"].secret
    code = code_of(secret)
    answer = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert answer.status_code == 302
    return secret, code


def test_the_code_that_switched_the_app_on_opens_no_session(client, user):
    sign_in(client, user)
    _secret, code = activate(client)
    client.post(reverse("account_logout"))
    assert sign_in(client, user).url == reverse("mfa_authenticate")
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200
    assert "_auth_user_id" not in client.session
    assert "accounts.session.refused" in events()


@pytest.mark.django_db(transaction=True)
def test_the_secret_is_encrypted_and_the_person_is_told(client, user):
    sign_in(client, user)
    secret, _code = activate(client)
    assert secret not in str(Authenticator.objects.get(type="totp").data)
    assert "accounts.second_factor.added" in events()
    assert Message.objects.filter(kind="accounts.safety_changed", to_email=user.email).exists()


@pytest.mark.parametrize(("is_demo", "place"), [(False, "mfa_index"), (True, None)])
def test_who_sees_personal_data_sets_up_a_second_factor_first(client, user, settings, is_demo, place):
    settings.ATUT_DEMO = is_demo
    sign_in(client, user)
    answer = client.get(reverse("accounts:members"))
    if place:
        assert answer.url == reverse(place)
    else:
        assert answer.status_code == 200


def test_an_assessor_and_somebody_with_a_factor_go_on(client, project, user, settings):
    settings.ATUT_DEMO = False
    Authenticator.objects.create(user=user, type="webauthn", data={})
    client.force_login(user)
    assert client.get(reverse("accounts:members")).status_code == 200
    client.force_login(a_user("assessor", project))
    assert client.get(reverse("accounts:members")).status_code == 403
    client.force_login(a_user("editor", project))
    assert client.get(reverse("accounts:members")).url == reverse("mfa_index")


@pytest.mark.parametrize("name", ["mfa_index", "mfa_add_webauthn", "account_change_password", "mfa_list_webauthn"])
def test_own_pages_of_the_account_open(client, user, name):
    sign_in(client, user)
    assert b'id="tresc"' in client.get(reverse(name), follow=True).content


def test_guessing_at_passwords_is_stopped_whatever_address_the_header_claims(client, project, settings):
    settings.ATUT_PROXIES = 1
    guess = {"login": "nikt@example.org", "password": "zgaduję-zgaduję"}
    place = reverse("account_login")
    answers = [
        client.post(place, guess | {"login": f"nikt{n}@example.org"}, headers=_by(f"203.0.113.{n}, 198.51.100.7"))
        for n in range(12)
    ]
    assert "Zbyt wiele" in answers[-1].content.decode()
    elsewhere = client.post(place, guess, headers=_by("203.0.113.1, 198.51.100.8"))
    assert "Zbyt wiele" not in elsewhere.content.decode()


def _by(told):
    return {"x-forwarded-for": told}
