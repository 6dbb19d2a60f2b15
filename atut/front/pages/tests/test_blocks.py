"""What a guiding block refuses from its author."""

import pytest
from wagtail import blocks

from atut.front.pages.blocks import Call


def call_to(url):
    return {"title": "Zgłoś się", "text": "", "button": "Zgłoś się", "page": None, "url": url}


@pytest.mark.parametrize("url", ["/nabor/", "https://example.pl/", "mailto:biuro@example.pl", "tel:+48600100200"])
def test_a_call_to_action_leads_to_a_page_a_site_a_mail_or_a_phone(url):
    assert Call().clean(call_to(url))["url"] == url


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//example.pl/", "data:text/html,x", "nabor"])
def test_an_address_that_runs_or_leads_elsewhere_unseen_is_refused(url):
    with pytest.raises(blocks.StructBlockValidationError) as refused:
        Call().clean(call_to(url))
    assert list(refused.value.block_errors) == ["url"]


def test_a_call_to_action_without_an_address_is_refused():
    with pytest.raises(blocks.StructBlockValidationError):
        Call().clean(call_to(""))
