"""Signs of the funder: which files are taken, in which order and version they stand, and that they stand everywhere."""

import re
import struct

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from atut.base.audit.models import Entry
from atut.base.kernel.actors import anonymous
from atut.base.projects import actions
from atut.base.projects.letterhead import funding, letterhead
from atut.base.projects.models import Sign
from atut.base.projects.rules import signs

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path fill="#036" d="M0 0h9v9H0z"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 600, 200) + bytes(20)


def checked(content, code="fe", variant="colour", source="https://programme.example/signs"):
    return signs.check_sign(code, variant, content, source)


def svg(inside="", view="0 0 300 100", attributes=""):
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {spaces} viewBox="{view}" {attributes}>{inside}</svg>'.encode()


def test_files_as_their_owners_publish_them_are_taken():
    assert checked(SVG) == signs.Measured("image/svg+xml", 300, 100)
    assert checked(svg(view="0 0 3,1")) == signs.Measured("image/svg+xml", 3000, 1000)
    assert checked(PNG) == signs.Measured("image/png", 600, 200)
    inside = '<style>a{fill:url(#g)}</style><use xlink:href="#g"/><image href="data:image/png;base64,AA=="/>'
    assert checked(svg(inside)).width == 300


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject><p>x</p></foreignObject>",
        '<a href="#x">x</a>',
        '<animate attributeName="href"/>',
        '<path onclick="x()"/>',
        '<image href="https://example.org/a.png"/>',
        '<image href="data:image/svg+xml;base64,AA=="/>',
        '<use xlink:href="other.svg#a"/>',
        "<style>@import 'x.css'</style>",
        '<path style="fill:url(https://example.org/a)"/>',
    ],
)
def test_an_svg_that_does_or_fetches_something_is_refused(inside):
    with pytest.raises(signs.SignWrong):
        checked(svg(inside))


@pytest.mark.parametrize(
    "content",
    [
        b"GIF89a",
        b"<html/>",
        b"\xff\xfe<",
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1">&a;</svg>',
        svg(view="0 0 1"),
        svg(view="0 0 0 9"),
        PNG[:20],
        PNG[:16] + struct.pack(">II", 90, 30) + bytes(20),
        SVG + b" " * signs.MOST_BYTES,
    ],
)
def test_what_is_no_sign_is_refused(content):
    with pytest.raises(signs.SignWrong):
        checked(content)


def test_the_national_colours_have_no_version_in_one_colour():
    with pytest.raises(signs.OnlyInColour):
        checked(SVG, code="rp", variant="mono")


def test_a_sign_without_its_source_is_refused():
    with pytest.raises(signs.NoSourceOfSign):
        checked(SVG, source=" ")


def test_the_row_follows_the_profile_and_ends_with_the_region():
    wanted = signs.prescribed([{"code": "fe"}, {"code": "rp"}, {"code": "ue"}, {"code": "unknown"}, "x"])
    assert wanted == ["fe", "rp", "ue"]
    assert signs.in_order(wanted, {"fe"}) == ["fe", "rp", "ue"]
    assert signs.in_order(wanted, {"region"}) == ["fe", "rp", "ue", "region"]
    assert signs.in_order(["fe", "region", "ue"], {"region"}) == ["fe", "region", "ue"]


def test_the_emblem_is_never_left_out():
    assert signs.prescribed([{"code": "fe"}]) == ["fe", "ue"]
    assert signs.prescribed(None) == ["ue"]


def test_a_row_is_all_in_colour_or_all_in_one_colour():
    row = ["fe", "rp", "ue"]
    assert signs.in_one_version(row, {("fe", "mono")}, mono=True) == [("fe", "mono"), ("ue", "mono")]
    assert signs.in_one_version(row, {("fe", "colour")}, mono=True) == [(code, "colour") for code in row]
    assert signs.in_one_version(row, {("fe", "mono")}, mono=False) == [(code, "colour") for code in row]


def test_no_paper_prints_the_row_lower_than_a_centimetre():
    """The row has one height on each paper (`strip`), so nothing in it is higher than the emblem."""
    papers = [path.read_text() for path in (settings.ROOT / "atut").rglob("*.typ")]
    heights = [float(found) for text in papers for found in re.findall(r"strip\([^)]*?height: ([\d.]+)mm", text)]
    assert len(heights) >= 2
    assert min(heights) >= signs.LEAST_MM


def test_a_paper_printed_in_black_has_the_row_in_one_colour_once_all_its_signs_are_there(project, coordinator, at):
    project.profile.data = project.profile.data | {"signs": [{"code": "fe"}, {"code": "rp"}, {"code": "ue"}]}
    for code, variant in (("fe", "colour"), ("rp", "colour")):
        actions.keep_sign(project, details(code=code, variant=variant), actor=coordinator, at=at)
    assert [one["kind"] for one in letterhead(project, "pl", mono=True)["marks"]] == ["sign", "sign", "emblem"]
    assert letterhead(project, "pl", mono=True)["marks"][-1]["emblem"] == "eu"
    actions.keep_sign(project, details(code="fe", variant="mono"), actor=coordinator, at=at)
    black = letterhead(project, "pl", mono=True)["marks"]
    assert ([one["kind"] for one in black], black[-1]["emblem"]) == (["sign", "emblem"], "eu-black")
    assert letterhead(project, "pl")["marks"][-1]["emblem"] == "eu"


def details(**changes):
    given = {
        "code": "fe",
        "variant": "colour",
        "name": {"pl": "Fundusze Europejskie"},
        "content": SVG,
        "source": "https://x.example",
    }
    return actions.SignDetails(**(given | changes))


@pytest.mark.django_db
def test_a_sign_is_kept_shown_replaced_and_taken_away(project, coordinator, client, at):
    project.profile.data = {"signs": [{"code": "fe"}, {"code": "rp"}, {"code": "ue"}]}
    project.profile.save()
    first = actions.keep_sign(project, details(), actor=coordinator, at=at)
    assert [mark.code for mark in funding(project).marks] == ["fe", "ue"]
    answer = client.get(first.url)
    assert answer.content == SVG
    assert "sandbox" in answer["Content-Security-Policy"]
    again = actions.keep_sign(project, details(content=SVG + b"\n"), actor=coordinator, at=at)
    assert again.pk == first.pk
    assert client.get(first.url).status_code == 404
    assert letterhead(project, "pl")["marks"][0]["data"] == (SVG + b"\n").decode()
    actions.take_sign_away(again, actor=coordinator, at=at)
    assert not Sign.objects.exists()
    events = Entry.objects.filter(subject_key=project.key).values_list("event", flat=True)
    assert {"projects.project.sign_kept", "projects.project.sign_taken_away"} <= set(events)


@pytest.mark.django_db
def test_a_visitor_keeps_no_sign(project, at):
    with pytest.raises(PermissionDenied):
        actions.keep_sign(project, details(), actor=anonymous(project.pk), at=at)


@pytest.mark.django_db
def test_a_project_that_is_not_real_shows_frames_with_words(project):
    project.profile.data = {"signs": [{"code": "fe", "name": {"pl": "Fundusze Europejskie"}}, {"code": "ue"}]}
    project.as_if_note = {"pl": "Projekt na próbę"}
    frame, emblem = funding(project, "pl").marks
    assert (frame.name, frame.sign, emblem.is_emblem) == ("Fundusze Europejskie", None, True)
    project.as_if_note = {}
    assert [mark.is_emblem for mark in funding(project, "pl").marks] == [True]


@pytest.mark.django_db
def test_every_page_says_sentence_programme_agreement_and_amounts(project, signed_in, at):
    project.number, project.value_total, project.value_eu = "FEXX.01", 1000000, 850000
    project.save()
    said = funding(project, "pl")
    assert "FEXX.01" in said.lines[0]
    assert said.lines[1].replace("\xa0", " ") == "Wartość projektu: 1 000 000,00 zł, w tym Fundusze Europejskie: 850 000,00 zł"
    desk = signed_in("coordinator")
    for name in ("account_login", "desk:today", "recruitment:open_calls", "training:certificate_check"):
        shown = desk.get(reverse(name), follow=True).content.decode()
        assert said.sentence in shown
        assert all(line in shown for line in said.lines), name


@pytest.mark.django_db
def test_amounts_that_are_not_known_are_not_made_up(project):
    project.value_total = project.value_eu = None
    assert len(funding(project, "pl").lines) == 1
    project.value_eu = 10
    assert funding(project, "pl").lines[1].startswith("Fundusze Europejskie: 10,00")
    project.value_total, project.value_eu = 20, None
    assert funding(project, "pl").lines[1].startswith("Wartość projektu: 20,00")


@pytest.mark.django_db
def test_printed_papers_take_points_as_numbers(project, coordinator, at):
    project.profile.data = {"signs": [{"code": "fe"}, {"code": "ue"}]}
    actions.keep_sign(project, details(content=PNG), actor=coordinator, at=at)
    mark = letterhead(project, "pl")["marks"][0]
    assert (mark["format"], bytes(mark["data"])) == ("png", PNG)
