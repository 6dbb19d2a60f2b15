"""Paths of the room."""

from django.urls import URLPattern, URLResolver, path

from atut.base.projects import views

app_name = "projects"
urlpatterns: list[URLPattern | URLResolver] = [
    path("biurko/projekty/", views.projects, name="projects"),
    path("biurko/projekty/nowy/", views.project_create, name="project_create"),
    path("biurko/projekty/profile/nowy/", views.profile_load, name="profile_load"),
    path("biurko/projekty/profile/<slug:code>/<int:version>/", views.profile, name="profile"),
    path("biurko/projekty/profile/<slug:code>/<int:version>/plik/", views.profile_file, name="profile_file"),
    path("biurko/projekty/profile/<slug:code>/<int:version>/uzyj/", views.profile_use, name="profile_use"),
    path("znaki/<str:key>/<str:sha256>/", views.sign, name="sign"),
    path("biurko/instytucje/", views.organisations, name="organisations"),
    path("biurko/instytucje/nowa/", views.organisation_add, name="organisation_add"),
    path("biurko/instytucje/<str:key>/", views.organisation_change, name="organisation_change"),
    path("biurko/projekty/<str:key>/", views.project_change, name="project_change"),
]
