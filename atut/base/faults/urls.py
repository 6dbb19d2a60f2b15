"""Paths of the room."""

from django.urls import URLPattern, URLResolver, path

from atut.base.faults import views

app_name = "faults"
urlpatterns: list[URLPattern | URLResolver] = [
    path("biurko/usterki/", views.faults, name="faults"),
    path("biurko/usterki/<str:code>/", views.fault_settle, name="fault_settle"),
]
