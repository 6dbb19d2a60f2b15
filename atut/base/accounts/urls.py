"""Paths of the room."""

from django.urls import URLPattern, URLResolver, path

from atut.base.accounts import views

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("zaproszenie/<str:token>/", views.invitation, name="invitation"),
]
