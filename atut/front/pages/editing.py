"""Paths of Wagtail's admin, /redakcja/. Its own sign-in is closed: everybody signs in by the one door, second factor and all."""

from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtail_admin

SIGN_IN = RedirectView.as_view(url=reverse_lazy("account_login"), query_string=True)
RESET = RedirectView.as_view(url=reverse_lazy("account_reset_password"))

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", SIGN_IN),
    path("password_reset/", RESET),
    path("", include(wagtail_admin)),
]
