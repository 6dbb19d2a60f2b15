"""Paths of the room."""

from django.urls import URLPattern, URLResolver, path

from atut.work.monitoring import views

app_name = "monitoring"
urlpatterns: list[URLPattern | URLResolver] = [
    path("biurko/wskazniki/", views.indicators, name="indicators"),
    path("biurko/wskazniki/nowy/", views.indicator_add, name="indicator_add"),
    path("biurko/wskazniki/gminy/<slug:terc>/", views.degurba_confirm, name="degurba_confirm"),
    path("biurko/wskazniki/eksport/", views.exports, name="exports"),
    path("biurko/wskazniki/eksport/pliki/<slug:key>/", views.export_file, name="export_file"),
    path("biurko/wskazniki/eksport/<slug:kind>/", views.exports, name="exports_of"),
    path("biurko/wskazniki/eksport/<slug:kind>/zapis/", views.export_freeze, name="export_freeze"),
    path("biurko/wskazniki/<slug:key>/zmiana/", views.indicator_change, name="indicator_change"),
    path("biurko/wskazniki/<str:code>/osoby/", views.indicator_people, name="indicator_people"),
    path("biurko/wskazniki/<str:code>/", views.indicator, name="indicator"),
]
