"""The menu marks the room of the page, and nothing else."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def marked(page):
    """The words of the item of the page now open, as often as the menu stands in the page."""
    return {str(entry.title) for entry in page.context["menu"] if entry.is_current}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("desk:today", "Dziś"),
        ("recruitment:calls", "Nabór"),
        ("desk:administration", "Administracja"),
        ("partnership:partners", "Administracja"),
        ("audit:entries", "Administracja"),
        ("privacy:register_page", "Administracja"),
        ("training:institutions", "Uczestnicy"),
        ("monitoring:exports", "Rozliczenie"),
    ],
)
def test_the_room_of_a_page_is_marked(signed_in, name, title):
    assert marked(signed_in("coordinator").get(reverse(name))) == {title}
