"""Paths of the demo. Included in demo mode only."""

from django.urls import path

from atut.front.demo import sheet, views

app_name = "demo"
urlpatterns = [
    path("demo/", views.people, name="people"),
    path("demo/wejdz/<slug:key>/", views.sign_in, name="sign_in"),
    path("demo/mail/", views.mail, name="mail"),
    path("demo/mail/<slug:key>/", views.mail_show, name="mail_show"),
    path("ui/", sheet.sheet, name="sheet"),
]
