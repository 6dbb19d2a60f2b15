"""The project of a request is the one whose host was asked for: the host is the truth (decision 0009)."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from atut.base.projects import queries


def project_of_the_host(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Set `request.project`; None only on the addresses named in ATUT_HOSTS (health checks) and for /healthz."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        host = request.get_host().rpartition(":")[0] or request.get_host()
        project = queries.project_at(host)
        if project is None and host not in settings.ATUT_HOSTS and request.path != "/healthz":
            raise Http404("No project has this address.")
        request.project = project  # type: ignore[attr-defined]  # our one addition to the request here
        return answer(request)

    return middleware
