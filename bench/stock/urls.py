"""Wagtail's own view for every address but that of search."""

from django.urls import include, path
from wagtail import urls

from bench.stock.views import search

urlpatterns = [path("search/", search, name="search"), path("", include(urls))]
