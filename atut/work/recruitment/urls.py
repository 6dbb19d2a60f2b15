"""Paths of the room: the public road, the desk, answers about places."""

from django.urls import URLPattern, URLResolver

app_name = "recruitment"

public: list[URLPattern | URLResolver] = []
desk: list[URLPattern | URLResolver] = []
places: list[URLPattern | URLResolver] = []

urlpatterns: list[URLPattern | URLResolver] = [*public, *desk, *places]
