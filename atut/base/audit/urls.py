"""Paths of the room."""

from django.urls import URLPattern, URLResolver, path

from atut.base.audit import views

app_name = "audit"
urlpatterns: list[URLPattern | URLResolver] = [
    path("biurko/dziennik/", views.entries, name="entries"),
    path("biurko/dziennik/<str:key>/", views.entry, name="entry"),
]
