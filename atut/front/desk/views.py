"""Start pages of signed-in people, the health check."""

from django.db import connection
from django.http import HttpRequest, JsonResponse

from atut.base.kernel.guards import page
from atut.base.kernel.permissions import PUBLIC


@page(PUBLIC, methods=("GET",))
def healthz(request: HttpRequest) -> JsonResponse:
    """Is the program able to answer?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
