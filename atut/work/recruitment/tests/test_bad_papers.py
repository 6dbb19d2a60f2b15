"""Papers as people should not send them, by the real forms: refused at their field with a sentence, and nothing is kept."""

import io
import tracemalloc
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atut.base.files.actions import read
from atut.base.files.models import StoredFile
from atut.base.files.tests.making import a_pdf, a_picture, with_a_file_inside, with_script
from atut.base.kernel import clock
from atut.work.partnership.tests.factories import a_partner
from atut.work.recruitment import actions
from atut.work.recruitment.models import Application, Attachment
from atut.work.recruitment.queries.enclosing import token_of
from atut.work.recruitment.rules import links
from atut.work.recruitment.rules.regulation import Document
from atut.work.recruitment.tests.factories import a_call_for, application_data

pytestmark = pytest.mark.django_db
CV = Document("cv", {"pl": "Życiorys", "en": "Curriculum vitae"})
HTML = b"<!doctype html><script>alert(1)</script>"


def an_archive(before=b"", *, name="a.txt", content=b"x"):
    kept = io.BytesIO(before)
    kept.seek(0, io.SEEK_END)
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as inside:
        inside.writestr(name, content)
    return kept.getvalue()


BAD = {
    "życiorys.pdf": b"MZ\x90\x00" * 400,
    "obraz.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "strona.pdf": HTML,
    "dokument.docx": an_archive(name="word/document.xml", content=bytes(60_000_000)),
    "podwójny.pdf": an_archive(a_pdf()),
    "skrypt.pdf": a_pdf(change=with_script),
    "z załącznikiem.pdf": a_pdf(change=with_a_file_inside),
    "zamknięty.pdf": a_pdf(password="tajne"),
    "ucięty.pdf": a_pdf()[:250],
    "pusty.pdf": b"",
}


@pytest.fixture
def call(project):
    a_partner(project)
    return a_call_for(project, clock.now(), documents=(CV,), correction_days=5)


def apply(call):
    return reverse("recruitment:apply", args=[call.key])


def told(answer, field):
    return answer.context["form"].errors.get(field, [])


def taken(client, address, field, files):
    """Names of files that were kept, or refused without a sentence of their own."""
    for name, content in files.items():
        sent = SimpleUploadedFile(name, content)
        answer = client.post(address, {"form_token": "t" * 24, field: sent})
        said = str(told(answer, field))
        if answer.status_code != 200 or "." not in said or StoredFile.objects.exists():
            yield name, answer.status_code, said


def test_the_form_of_a_call_takes_no_bad_paper(client, call):
    assert list(taken(client, apply(call), "paper_cv", BAD)) == []


def test_a_correction_takes_no_bad_paper(client, call, coordinator):
    application = actions.submit(call, application_data(call), actor=coordinator, at=clock.now(), paper=actions.Paper("OR.1"))
    asked = actions.ask_correction(application, "Skan", ["cv"], actor=coordinator, at=clock.now())
    address = reverse("recruitment:correction", args=[token_of(links.CORRECTION, asked)])
    for name, content in BAD.items():
        answer = client.post(address, {"note": "", "paper_cv": SimpleUploadedFile(name, content)})
        assert answer.status_code == 200, name
        assert answer.context["form"].errors, name
        assert not StoredFile.objects.exists(), name


def test_the_scan_of_a_paper_application_is_opened_too(signed_in, call):
    office = signed_in("coordinator")
    address = reverse("recruitment:application_enter", args=[call.key])
    assert list(taken(office, address, "scan", BAD | {"pusty.pdf": b"x"})) == []
    assert not Application.objects.exists()


def test_what_a_picture_hides_is_not_kept(client, call):
    """A page in a JPEG's comment, or behind its last byte, is gone when the picture is drawn anew."""
    hidden = a_picture(comment=HTML) + HTML
    assert hidden.count(HTML) == 2
    client.post(apply(call), {"form_token": "t" * 24, "paper_cv": SimpleUploadedFile("a.jpg", hidden)})
    kept = read(Attachment.objects.get().file)
    assert kept.startswith(b"%PDF-")
    assert b"alert(1)" not in kept


class Body(io.RawIOBase):
    """The body of a form with a PDF of so many megabytes, made while it is sent: never whole in memory."""

    HEAD = b'--edge\r\nContent-Disposition: form-data; name="paper_cv"; filename="a.pdf"\r\n\r\n%PDF-1.7'

    def __init__(self, megabytes):
        self.left = len(self.HEAD) + megabytes * 2**20
        self.length, self.tail = self.left + 14, b"\r\n--edge--\r\n  "
        self.begun = False

    def readable(self):
        return True

    def readinto(self, room):
        if not self.begun:
            piece, self.begun = self.HEAD, True
            self.left -= len(piece)
        elif self.left:
            piece = bytes(min(len(room), self.left))
            self.left -= len(piece)
        else:
            piece, self.tail = self.tail, b""
        room[: len(piece)] = piece
        return len(piece)


@pytest.mark.parametrize(("megabytes", "status"), [(30, 200), (200, 413)])
def test_a_huge_file_is_refused_with_a_sentence_and_never_held(client, call, megabytes, status):
    client.get(apply(call))  # what is made once: templates, words
    body = Body(megabytes)
    request = {"wsgi.input": io.BufferedReader(body), "CONTENT_LENGTH": body.length}
    tracemalloc.start()
    try:
        answer = client.generic("POST", apply(call), b"", CONTENT_TYPE="multipart/form-data; boundary=edge", **request)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert answer.status_code == status
    assert "MB" in (str(told(answer, "paper_cv")) if status == 200 else answer.text)
    assert most < 60 * 2**20, f"{most / 2**20:.0f} MB at most were held at once"
    assert not StoredFile.objects.exists()
