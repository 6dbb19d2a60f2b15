"""Paths of allauth's screens, those of them that we use, in Polish. Their names are allauth's own, without a namespace.

Changing the e-mail address by oneself is left out on purpose: the address is who somebody is in the trail.
"""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import URLPattern, path, re_path
from django.views.generic import RedirectView

from atut.base.kernel.guards import page
from atut.base.kernel.permissions import PUBLIC, SIGNED_IN


def _open(view: Any) -> Any:
    return page(PUBLIC)(view)


def _own(view: Any) -> Any:
    return page(SIGNED_IN)(view)


_to_sign_in = RedirectView.as_view(pattern_name="account_login")

urlpatterns: list[URLPattern] = [
    path("logowanie/", _open(account.login), name="account_login"),
    path("wylogowanie/", _open(account.logout), name="account_logout"),
    path("nieczynne/", _open(account.account_inactive), name="account_inactive"),
    path("nowe/", _open(account.signup), name="account_signup"),
    path("potwierdzenie/", _own(account.reauthenticate), name="account_reauthenticate"),
    path("haslo/", _own(account.password_change), name="account_change_password"),
    path("haslo/ustaw/", _own(account.password_set), name="account_set_password"),
    path("haslo/nowe/", _open(account.password_reset), name="account_reset_password"),
    path("haslo/nowe/wyslane/", _open(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^haslo/nowe/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _open(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("haslo/nowe/gotowe/", _open(account.password_reset_from_key_done), name="account_reset_password_from_key_done"),
    # allauth's own code names these two; nobody here confirms an address by a link
    path("adres/", _open(_to_sign_in), name="account_email"),
    path("adres/potwierdzenie/", _open(_to_sign_in), name="account_email_verification_sent"),
    path("drugi-skladnik/", _own(mfa.index), name="mfa_index"),
    path("drugi-skladnik/kod/", _open(mfa.authenticate), name="mfa_authenticate"),
    path("drugi-skladnik/potwierdzenie/", _own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("drugi-skladnik/aplikacja/", _own(totp.activate_totp), name="mfa_activate_totp"),
    path("drugi-skladnik/aplikacja/koniec/", _own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("drugi-skladnik/kody/", _own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("drugi-skladnik/kody/nowe/", _own(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("drugi-skladnik/kody/plik/", _own(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("drugi-skladnik/klucze/", _own(keys.list_webauthn), name="mfa_list_webauthn"),
    path("drugi-skladnik/klucze/nowy/", _own(keys.add_webauthn), name="mfa_add_webauthn"),
    path("drugi-skladnik/klucze/potwierdzenie/", _own(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("drugi-skladnik/klucze/<int:pk>/koniec/", _own(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("drugi-skladnik/klucze/<int:pk>/nazwa/", _own(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("logowanie/klucz/", _open(keys.login_webauthn), name="mfa_login_webauthn"),
]
