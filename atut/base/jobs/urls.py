"""Paths of the room."""

from django.urls import URLPattern, URLResolver, path

from atut.base.jobs import views

app_name = "jobs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("biurko/zadania/", views.jobs, name="jobs"),
    path("biurko/zadania/<str:name>/", views.job_restart, name="job_restart"),
]
