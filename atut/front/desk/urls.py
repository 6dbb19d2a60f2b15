"""Paths of the start pages."""

from django.urls import path

from atut.front.desk import views

app_name = "desk"
urlpatterns = [
    path("biurko/", views.today, name="today"),
    path("biurko/co-poszlo-nie-tak/", views.wrong, name="wrong"),
    path("biurko/administracja/", views.administration, name="administration"),
    path("moje/", views.mine, name="mine"),
    path("moje/dane/", views.my_data, name="my_data"),
    path("moje/miejsce/<slug:key>/", views.my_place, name="my_place"),
]
