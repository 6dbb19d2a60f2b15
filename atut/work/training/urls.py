"""Paths of the room."""

from django.urls import URLPattern, URLResolver, path

from atut.work.training import views

app_name = "training"
urlpatterns: list[URLPattern | URLResolver] = [
    # certificates
    path("biurko/grupy/<slug:key>/zaswiadczenia/", views.group_certificates, name="group_certificates"),
    path("biurko/grupy/<slug:key>/zaswiadczenia/pobierz/", views.group_certificates_take, name="group_certificates_take"),
    path("biurko/zaswiadczenia/<slug:key>/plik/", views.certificate_file, name="certificate_file"),
    path("biurko/zaswiadczenia/<slug:key>/uniewaznij/", views.certificate_void, name="certificate_void"),
    path("zaswiadczenie/<str:token>/", views.certificate_take, name="certificate_take"),
    path("z/", views.certificate_check, name="certificate_check"),
    path("z/<slug:code>/", views.certificate_answer, name="certificate_answer"),
]
