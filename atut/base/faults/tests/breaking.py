"""Addresses of a test: the whole program, and pages that break."""

import importlib

from django.db import OperationalError, connection
from django.urls import path

from atut.base.kernel.guards import page
from atut.base.kernel.permissions import PUBLIC

whole = importlib.import_module("atut.config.urls")  # by name: the room itself knows nothing above it
handler500 = whole.handler500


@page(PUBLIC)
def breaks(request, token):
    raise ValueError(f"44051401359 {request.POST.get('pesel')} {token}")


@page(PUBLIC)
def database_refuses(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")


@page(PUBLIC)
def database_is_gone(request):
    raise OperationalError("gone")


urlpatterns = [
    path("peka/<slug:token>/", breaks),
    path("odmawia/", database_refuses),
    path("znikla/", database_is_gone),
    *whole.urlpatterns,
]
