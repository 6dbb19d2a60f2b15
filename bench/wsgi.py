"""What is served beside the program itself: a hello without a framework, one of Django's, and the program that keeps nothing."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(_environ, start_response):
    """The server alone."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"hello"]


@cache
def _django():
    settings.configure(SECRET_KEY="x", ROOT_URLCONF="bench.wsgi", ALLOWED_HOSTS=["*"], MIDDLEWARE=[])  # noqa: S106  # no secret
    import django
    from django.core.handlers.wsgi import WSGIHandler

    django.setup()
    return WSGIHandler()


def django_hello(environ, start_response):
    """Django without middleware, database and templates."""
    return _django()(environ, start_response)


@cache
def _stock():
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def stock_wagtail(environ, start_response):
    """The stock site, by the settings of bench.stock."""
    return _stock()(environ, start_response)


@cache
def _program():
    from atut.config.wsgi import program

    return program


def without_edge(environ, start_response):
    """The program as it answers those who carry a cookie of its own."""
    return _program()(environ, start_response)


def uncached(environ, start_response):
    """The program, forgetting before every request what it made and kept."""
    return _forgetting(environ, start_response)


def body_anew(environ, start_response):
    """The program, making the body of the front page anew for every request from data kept by their revisions."""
    return _forgetting(environ, start_response, "front page")


def _forgetting(environ, start_response, *kinds):
    program = _program()

    from atut.base.projects import revisions

    revisions.forget(*kinds)
    return program(environ, start_response)


def _answer(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [path("", _answer)]
