"""Paths of Wagtail's admin, /redakcja/. Its own accounts are closed: everybody comes in by the one door, second factor and all."""

from allauth.account.views import logout
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtail_admin

SIGN_IN = RedirectView.as_view(url=reverse_lazy("account_login"), query_string=True)
OWN_ACCOUNT = RedirectView.as_view(url=reverse_lazy("mfa_index"))
RESET = RedirectView.as_view(url=reverse_lazy("account_reset_password"))

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", SIGN_IN),
    path("password_reset/", RESET),
    path("account/", OWN_ACCOUNT, name="wagtailadmin_account"),
    path("logout/", logout, name="wagtailadmin_logout"),  # by allauth, which leaves an entry in the trail
    path("", include(wagtail_admin)),
]
