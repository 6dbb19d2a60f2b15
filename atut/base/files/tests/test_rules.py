"""What a sent file is, by its first bytes."""

import pytest

from atut.base.files import rules


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\0\0\0\x1cftypheic", "image/heic"),
    ],
)
def test_a_paper_is_known_by_its_first_bytes(content, media_type):
    assert rules.media_type_of(content) == media_type


def test_a_paper_too_big_or_of_another_kind_is_refused():
    assert rules.media_type_of(b"%PDF-".ljust(rules.MOST_BYTES, b" "))
    with pytest.raises(rules.FileTooBig):
        rules.media_type_of(b"%PDF-".ljust(rules.MOST_BYTES + 1, b" "))
    for content in (b"", b"MZ\x90", b" %PDF-1.7"):
        with pytest.raises(rules.NotAPaper):
            rules.media_type_of(content)
