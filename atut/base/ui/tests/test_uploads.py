"""Uploads: held in memory up to a limit, refused before they are read when they are far beyond it."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from atut.base.ui.middleware import not_too_much


class Untouched(io.RawIOBase):
    """A body that nobody may read."""

    def readable(self):
        return True

    def readinto(self, _into):
        raise AssertionError("The body was read.")


def test_two_hundred_megabytes_are_refused_before_any_of_it_is_read(client, project):
    request = {"wsgi.input": Untouched(), "CONTENT_LENGTH": str(200 * 2**20), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    answer = client.generic("POST", "/nabor/", b"", **request)
    assert answer.status_code == 413
    assert "100\xa0MB" in answer.content.decode()
    assert answer["Connection"] == "close"


def test_what_says_no_size_that_is_one_is_refused():
    answer = not_too_much(lambda _request: None)
    request = RequestFactory().post("/", CONTENT_LENGTH="-5")
    request.META["CONTENT_LENGTH"] = ""
    assert answer(request) is None


def files_of(settings, *sizes, each, together):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE, settings.UPLOADS_MAX_MEMORY_SIZE = each, together
    sent = {f"f{n}": SimpleUploadedFile(f"{n}.pdf", b"x" * size) for n, size in enumerate(sizes)}
    return RequestFactory().post("/", sent).FILES


def test_a_file_is_held_whole_or_let_go_whole(settings):
    files = files_of(settings, 200_000, 90_000, each=100_000, together=1_000_000)
    assert [(file.size, len(file.read())) for file in files.values()] == [(200_000, 0), (90_000, 90_000)]


def test_files_together_are_limited_too(settings):
    files = files_of(settings, *[100_000] * 6, each=100_000, together=602_000)
    assert [(file.size, len(file.read())) for file in files.values()] == [(100_000, 100_000)] * 6
    files = files_of(settings, *[100_000] * 3, each=100_000, together=250_000)
    assert [(file.size, len(file.read())) for file in files.values()] == [(100_000, 0)] * 3
