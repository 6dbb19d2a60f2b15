"""Paths of the room: last of all, for it takes every address. Without a namespace: Wagtail itself asks for this name."""

from django.urls import URLPattern, URLResolver, path, re_path

from atut.front.pages import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("biurko/strona/", views.page_editing, name="page_editing"),
    path("wyniki/", views.results_show, name="results_show"),
    re_path(r"^((?:[\w\-]+/)*)$", views.page_show, name="wagtail_serve"),
]
