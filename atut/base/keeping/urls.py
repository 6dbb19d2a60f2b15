"""Paths of the room."""

from django.urls import path

from atut.base.keeping import views

app_name = "keeping"
urlpatterns = [
    path("biurko/kopie/", views.backups, name="backups"),
    path("biurko/kopie/zrob/", views.backup_make, name="backup_make"),
    path("biurko/kopie/<str:name>/sprawdz/", views.backup_check, name="backup_check"),
]
