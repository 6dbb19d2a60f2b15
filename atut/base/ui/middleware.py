"""What is too much for one form is refused before it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render


def not_too_much(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer 413 by what the request says of its size; nothing of its body is taken."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        size = str(request.META.get("CONTENT_LENGTH") or 0)
        if size.isdigit() and int(size) <= settings.MOST_UPLOADED:
            return answer(request)
        told = render(request, "413.html", {"most": settings.MOST_UPLOADED // 2**20}, status=413)
        told["Connection"] = "close"
        return told

    return middleware
