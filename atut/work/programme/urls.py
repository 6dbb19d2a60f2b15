"""Paths of the room."""

from django.urls import URLPattern, URLResolver, path

from atut.work.programme import views

app_name = "programme"
urlpatterns: list[URLPattern | URLResolver] = [
    path("biurko/program/", views.forms, name="forms"),
    path("biurko/program/dodaj/", views.form_add, name="form_add"),
    path("biurko/program/<slug:key>/", views.form_show, name="form_show"),
    path("biurko/program/<slug:key>/zmien/", views.form_change, name="form_change"),
    path("biurko/program/<slug:key>/edycja/", views.edition_add, name="edition_add"),
    path("biurko/edycje/<slug:key>/zmien/", views.edition_change, name="edition_change"),
    path("biurko/edycje/<slug:key>/rozpocznij/", views.edition_start, name="edition_start"),
    path("biurko/edycje/<slug:key>/zakoncz/", views.edition_finish, name="edition_finish"),
    path("biurko/edycje/<slug:key>/odwolaj/", views.edition_cancel, name="edition_cancel"),
]
