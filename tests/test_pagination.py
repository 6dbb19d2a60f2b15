"""The links under a list and the view that answers them name the part of the list alike."""

import re

from atut.base.ui.templatetags.parts import pagination
from atut.config.settings.environment import ROOT


def test_every_view_reads_the_part_of_a_list_that_the_links_name():
    named = pagination({}, page=None)["name"]
    read = {
        str(path.relative_to(ROOT)): found
        for path in (ROOT / "atut").rglob("*.py")
        for found in re.findall(r'get_page\(\w+\.GET\.get\("(\w+)"\)', path.read_text())
    }
    assert len(read) >= 5
    assert set(read.values()) == {named}, read
