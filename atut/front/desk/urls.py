"""Paths of the start pages."""

from django.urls import path

from atut.front.desk import views

app_name = "desk"
urlpatterns = [
    path("biurko/", views.today, name="today"),
    path("biurko/co-poszlo-nie-tak/", views.wrong, name="wrong"),
    path("biurko/administracja/", views.administration, name="administration"),
    path("moje/", views.mine, name="mine"),
    path("moje/zgloszenie/<slug:key>/", views.my_application, name="my_application"),
    path("moja-strona/<str:token>/", views.my_application_by_link, name="my_application_by_link"),
    path("moje/dane/", views.my_data, name="my_data"),
    path("moje/miejsce/<slug:key>/", views.my_place, name="my_place"),
]
