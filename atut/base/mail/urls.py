"""Paths of the room."""

from django.urls import URLPattern, URLResolver, path

from atut.base.mail import views

app_name = "mail"
urlpatterns: list[URLPattern | URLResolver] = [
    path("biurko/wiadomosci/", views.messages, name="messages"),
    path("biurko/wiadomosci/do-przekazania/", views.untold, name="untold"),
    path("biurko/wiadomosci/<str:key>/wrocila/", views.message_returned, name="message_returned"),
    path("biurko/wiadomosci/<str:key>/", views.message, name="message"),
    path("biurko/wiadomosci/<str:key>/list/", views.message_letter, name="message_letter"),
    path("biurko/wiadomosci/<str:key>/przekazana/", views.message_told, name="message_told"),
    path("biurko/wiadomosci/<str:key>/ponownie/", views.message_retry, name="message_retry"),
]
