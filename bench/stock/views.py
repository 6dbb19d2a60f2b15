"""Search as `wagtail start` lays it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.models import Page


def search(request: HttpRequest) -> HttpResponse:
    """Live pages by Wagtail's own search, ten on a page."""
    words = request.GET.get("query", "")
    found = Page.objects.live().search(words) if words else Page.objects.none()
    page = Paginator(found, 10).get_page(request.GET.get("page"))
    return TemplateResponse(request, "stock/search.html", {"search_query": words, "search_results": page})
