"""What is served beside the program itself: a hello without a framework, one of Django's, and the program that keeps nothing."""

import os

from django.conf import settings


def hello(_environ, start_response):
    """The server alone."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"hello"]


def django_hello(environ, start_response):
    """Django without middleware, database and templates."""
    if not settings.configured:
        settings.configure(SECRET_KEY="x", ROOT_URLCONF="bench.wsgi", ALLOWED_HOSTS=["*"], MIDDLEWARE=[])  # noqa: S106  # no secret
        import django

        django.setup()
    global _django  # noqa: PLW0603  # made once a process
    if _django is None:
        from django.core.handlers.wsgi import WSGIHandler

        _django = WSGIHandler()
    return _django(environ, start_response)


def uncached(environ, start_response):
    """The program, forgetting before every request what it made and kept."""
    global _program  # noqa: PLW0603  # made once a process
    if _program is None:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atut.config.settings")
        from atut.config.wsgi import application

        _program = application
    from django.core.cache import caches

    caches["made"].clear()
    return _program(environ, start_response)


def _answer(_request):
    from django.http import HttpResponse

    return HttpResponse("hello")


def _urls():
    from django.urls import path

    return [path("", _answer)]


_django = _program = None
urlpatterns = _urls()
