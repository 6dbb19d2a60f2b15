"""Papers that people send: taken whole or refused with a sentence; pictures joined, and silent about where they were taken."""

import io
import zipfile

import pypdf
import pytest
from PIL import Image

from atut.base.files import rules
from atut.base.files.papers import joined
from atut.base.files.rules import Upload
from atut.base.files.tests.making import (
    GPS,
    a_pdf,
    a_picture,
    as_signed,
    with_a_file_inside,
    with_a_program_to_start,
    with_script,
)


def a_zip(before=b""):
    kept = io.BytesIO(before)
    kept.seek(0, io.SEEK_END)
    with zipfile.ZipFile(kept, "a") as inside:
        inside.writestr("a.txt", "coś")
    return kept.getvalue()


def made(*contents, at):
    return joined([Upload(f"plik{n}", content) for n, content in enumerate(contents)], title="Zaświadczenie", language="pl", at=at)


def pictures_of(content):
    return [image.image for page in pypdf.PdfReader(io.BytesIO(content)).pages for image in page.images]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIF"])
def test_a_picture_becomes_a_page_that_says_what_it_is(kind, at):
    paper = made(a_picture(kind), at=at)
    read = pypdf.PdfReader(io.BytesIO(paper.content))
    assert paper.pages == len(read.pages) == 1
    assert read.metadata.title == "Zaświadczenie"
    assert read.root_object["/Lang"] == "pl"
    assert read.root_object["/MarkInfo"]["/Marked"]
    assert _alt(read.root_object["/StructTreeRoot"], "Sfotografowana strona 1")


def _alt(part, words, depth=0):
    part = part.get_object()
    if isinstance(part, list):
        return any(_alt(one, words, depth + 1) for one in part)
    if not hasattr(part, "get") or depth > 12:
        return False
    return words in str(part.get("/Alt", "")) or ("/K" in part and _alt(part["/K"], words, depth + 1))


def test_where_a_picture_was_taken_is_not_kept(at):
    sent = a_picture()
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(GPS)
    paper = made(sent, at=at)
    assert b"Telefon Kowalskiego" not in paper.content
    assert [dict(one.getexif()) for one in pictures_of(paper.content)] == [{}]


def test_a_picture_stands_upright_and_is_no_larger_than_a_sheet(at):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    kept = io.BytesIO()
    Image.new("RGB", (4000, 3000), "white").save(kept, "JPEG", exif=exif)
    (page,) = pictures_of(made(kept.getvalue(), at=at).content)
    assert page.height > page.width
    assert page.height <= 3508


def test_several_files_become_one_paper_in_their_order(at):
    paper = made(a_picture(), a_picture("PNG"), a_pdf(2), a_picture("HEIF"), at=at)
    assert (paper.pages, paper.files) == (5, 4)


def test_a_pdf_alone_stays_as_it_is_for_it_may_be_signed(at):
    signed = a_pdf(change=as_signed)
    assert made(signed, at=at).content == signed
    with pytest.raises(rules.SignedApart):
        made(signed, a_picture(), at=at)


def test_the_same_files_at_the_same_moment_make_the_same_paper(at):
    assert made(a_picture(), a_picture("PNG"), at=at) == made(a_picture(), a_picture("PNG"), at=at)


REFUSED = {
    "a program": (lambda: b"MZ\x90\x00" * 50, rules.NotAPaper),
    "words": (lambda: b"Ala ma kota", rules.NotAPaper),
    "nothing": (lambda: b"", rules.NotAPaper),
    "a workbook": (a_zip, rules.NotAPaper),
    "a GIF": (lambda: b"GIF89a" + bytes(50), rules.NotAPaper),
    "21 MB": (lambda: b"\xff\xd8\xff" + bytes(21 * 2**20), rules.FileTooBig),
    "a picture that is an archive too": (lambda: a_zip(a_picture()), rules.TwoInOne),
    "a PDF that is an archive too": (lambda: a_zip(a_pdf()), rules.TwoInOne),
    "a picture that is a PDF too": (lambda: a_picture()[:20] + a_pdf() + a_picture()[20:], rules.TwoInOne),
    "half a JPEG": (lambda: a_picture()[:3000], rules.Damaged),
    "half a PNG": (lambda: a_picture("PNG")[:400], rules.Damaged),
    "half a HEIC": (lambda: a_picture("HEIF")[:600], rules.Damaged),
    "half a PDF": (lambda: a_pdf()[:300], rules.Damaged),
    "a PDF of rubbish": (lambda: b"%PDF-1.7\n" + b"\x00\xff" * 400 + b"%%EOF", rules.Damaged),
    "a start alone": (lambda: b"\xff\xd8\xff", rules.Damaged),
    "a picture of 100 million points": (lambda: a_picture("PNG", (10_000, 10_000)), rules.TooManyPixels),
    "a PDF that unpacks to 90 MB": (lambda: a_pdf(contents=b"0 0 m\n" * 15_000_000), rules.Unpacks),
    "101 pages": (lambda: a_pdf(101), rules.TooManyPages),
    "a locked PDF": (lambda: a_pdf(password="tajne"), rules.HasPassword),
    "a PDF with a script": (lambda: a_pdf(change=with_script), rules.HasProgram),
    "a PDF with a file inside": (lambda: a_pdf(change=with_a_file_inside), rules.HasProgram),
    "a PDF that starts a program": (lambda: a_pdf(change=with_a_program_to_start), rules.HasProgram),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_paper_is_refused_with_a_sentence(what, at):
    content, refusal = REFUSED[what]
    with pytest.raises(refusal) as told:
        made(content(), at=at)
    assert str(told.value).endswith(".")


def test_many_refused_files_beside_a_good_one_still_refuse_the_whole(at):
    with pytest.raises(rules.NotAPaper):
        made(a_picture(), b"MZ", at=at)
