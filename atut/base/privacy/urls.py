"""Paths of the room."""

from django.urls import URLPattern, URLResolver, path

from atut.base.privacy import views

app_name = "privacy"
urlpatterns: list[URLPattern | URLResolver] = [
    path("biurko/dane/", views.requests, name="requests"),
    path("biurko/dane/nowe/", views.request_receive, name="request_receive"),
    path("biurko/dane/przechowywanie/", views.retention, name="retention"),
    path("biurko/dane/przechowywanie/teraz/", views.retention_run, name="retention_run"),
    path("biurko/dane/przechowywanie/wstrzymaj/", views.hold_place, name="hold_place"),
    path("biurko/dane/przechowywanie/wstrzymaj/<str:key>/koniec/", views.hold_lift, name="hold_lift"),
    path("biurko/dane/rejestr/", views.register_page, name="register_page"),
    path("biurko/dane/teksty/", views.texts, name="texts"),
    path("biurko/dane/teksty/<str:kind>/", views.text_publish, name="text_publish"),
    path("biurko/dane/<str:key>/", views.request_answer, name="request_answer"),
    path("biurko/dane/<str:key>/kopia/", views.request_copy, name="request_copy"),
    path("biurko/dane/<str:key>/usuniecie/", views.request_erase, name="request_erase"),
]
