"""Paths of the room."""

from django.urls import URLPattern, URLResolver, path

from atut.front.search import views

app_name = "search"
urlpatterns: list[URLPattern | URLResolver] = [
    path("szukaj/", views.results, name="results"),
    path("szukaj/podpowiedzi/", views.proposals, name="proposals"),
]
