"""Documents: accessible by an independent checker, archivable, the same bytes, Polish letters come back out."""

import io
from datetime import timedelta

import page
import pikepdf
import pypdf
import pytest

from atut.base.kernel.pdf import compile_pdf, qr_svg

HEAD = {
    "sign": "Znak programu Atut",
    "name": "Urząd przyjazny",
    "lines": ["Projekt partnerski gmin"],
    "marks": [{"kind": "emblem", "emblem": "eu", "alt": "Flaga Unii Europejskiej", "apart": False}],
    "sentence": "Dofinansowane przez Unię Europejską",
    "funding": ["Europejski Fundusz Społeczny Plus"],
    "page": "strona {n} z {of}",
}
LETTERS = "ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ"


def words(pdf: bytes) -> str:
    return "\n".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def protocol():
    return {
        "lang": "pl",
        "title": "Protokół wyboru",
        "letterhead": HEAD,
        "facts": [{"word": "Miejsc", "answer": "40"}],
        "sections": [
            {
                "heading": "Lista",
                "text": "Zażółć gęślą jaźń.\n\n- raz\n- dwa",
                "columns": [{"word": "Nazwisko", "width": 2}, {"word": "Punkty", "width": 1, "right": True}],
                "rows": [[f"Żółkiewska-Łąk {n}", str(n)] for n in range(80)],
            }
        ],
        "signatures": ["Przewodnicząca"],
    }


@pytest.fixture
def letter():
    return {
        "lang": "pl",
        "title": "Decyzja w sprawie miejsca",
        "letterhead": HEAD,
        "place_day": "Sabnie, 11 maja 2026",
        "to": ["Jan Łąk", "Sabnie"],
        "text": f"Dzień dobry,\n\n{LETTERS}\n\n- jedno\n- drugie",
    }


@pytest.mark.parametrize("template", ["protocol", "letter"])
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_an_independent_checker_finds_nothing(template, profile, request, at):
    report = page.validate_pdf_bytes(compile_pdf(template, request.getfixturevalue(template), at=at), profile=profile)
    assert report.failures == []
    assert report.rules.total > 100


def test_the_file_says_what_it_is(protocol, at):
    with pikepdf.open(io.BytesIO(compile_pdf("protocol", protocol, at=at))) as pdf, pdf.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
        assert told["pdfuaid:part"] == "1"
        assert told["dc:title"] == "Protokół wyboru"
        assert str(pdf.Root.Lang) == "pl"
        assert pdf.Root.MarkInfo.Marked


def test_the_same_data_and_moment_give_the_same_bytes(protocol, at):
    one = compile_pdf("protocol", protocol, at=at)
    compile_pdf("protocol", {**protocol, "title": "Inny"}, at=at)
    assert compile_pdf("protocol", protocol, at=at) == one
    assert compile_pdf("protocol", protocol, at=at + timedelta(days=1)) != one


def test_polish_letters_come_back_out(letter, at):
    got = words(compile_pdf("letter", letter, at=at))
    assert LETTERS in got
    assert "Jan Łąk" in got


def test_a_letter_our_font_lacks_is_printed_all_the_same(letter, at):
    pdf = compile_pdf("letter", {**letter, "to": ["Юрій Шевченко", "e\u0301"]}, at=at)
    assert "Шевченко" in words(pdf)
    assert "é" in words(pdf)
    assert page.is_pdf_compliant_bytes(pdf, profile="ua1")


def test_a_wide_list_lies_on_its_side(protocol, at):
    pdf = compile_pdf("protocol", {**protocol, "landscape": True, "tall": True}, at=at)
    box = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    assert box.width > box.height
    assert page.is_pdf_compliant_bytes(pdf, profile="ua1")


def test_every_page_is_numbered_and_the_strip_comes_last(protocol, at):
    sheets = pypdf.PdfReader(io.BytesIO(compile_pdf("protocol", protocol, at=at))).pages
    assert len(sheets) > 1
    assert f"{len(sheets)}" in sheets[-1].extract_text().splitlines()[-1]
    assert "Uni" in sheets[-1].extract_text()


def test_what_is_not_data_is_refused(letter, at):
    with pytest.raises(TypeError):
        compile_pdf("letter", {**letter, "text": object()}, at=at)


def test_days_are_data(letter, at):
    compile_pdf("letter", {**letter, "unused": at.date()}, at=at)


def test_a_code_to_scan_is_an_image_of_paths():
    assert qr_svg("atut.example/z/7K4M-29QX").startswith("<svg")
