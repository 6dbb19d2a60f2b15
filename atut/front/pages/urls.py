"""Paths of the room: last of all, for it takes every address. Without a namespace: Wagtail itself asks for two of the names."""

from django.urls import URLPattern, URLResolver, path, re_path

from atut.front.pages import machines, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("biurko/strona/", views.page_editing, name="page_editing"),
    path("biurko/strona/otworz/", views.site_open, name="site_open"),
    path("partnerzy/", views.partners_show, name="partners_show"),
    path("mapa-strony/", views.site_map, name="site_map"),
    path("pliki/<int:number>/<str:name>/", views.document_show, name="wagtaildocs_serve"),
    path("media/images/<str:name>", views.picture_show, name="picture_show"),
    path("wyniki/", views.results_show, name="results_show"),
    path("sitemap.xml", machines.site_index, name="site_index"),
    path("robots.txt", machines.robots, name="robots"),
    path("aktualnosci.atom", machines.atom, name="atom"),
    path("aktualnosci.rss", machines.rss, name="rss"),
    path("manifest.webmanifest", machines.manifest, name="manifest"),
    path("obraz/<slug:kind>.png", machines.link_picture, name="link_picture"),
    re_path(r"^((?:[\w\-]+/)*)$", views.page_show, name="wagtail_serve"),
]
