"""Lines of the log: the trace of an error without numbers of people, an address without the token of a link."""

import logging

import pytest
from django.urls import path

from atut.base.kernel.guards import page
from atut.base.kernel.permissions import PUBLIC
from atut.config.settings.logs import Discreet, pattern_instead_of_address
from atut.config.urls import handler500, urlpatterns

__all__ = ["handler500"]
NUMBER = "44051401359"


@page(PUBLIC)
def breaks(request, token):
    raise ValueError(f"{NUMBER} {token}")


urlpatterns = [path("peka/<slug:token>/", breaks), *urlpatterns]


@pytest.mark.django_db
def test_a_broken_page_is_logged_by_its_pattern_and_without_numbers(client, project, settings, caplog):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    client.get(f"/peka/tajny-token/?q={NUMBER}")
    written = Discreet("{levelname} {name}: {message}", style="{")
    lines = [written.format(one) for one in caplog.records if pattern_instead_of_address(one)]
    assert any(line.startswith("ERROR django.request: Internal Server Error: peka/<slug:token>/") for line in lines)
    assert "ValueError: …" in "".join(lines)
    assert NUMBER not in "".join(lines)


def test_an_address_of_no_page_is_not_named(rf):
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "%s: %s", ("Oj", "/gdzies/"), None)
    record.request = rf.get("/gdzies/")
    assert pattern_instead_of_address(record)
    assert record.getMessage() == "Oj: ?"
