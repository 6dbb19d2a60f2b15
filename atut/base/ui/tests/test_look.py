"""The look as one sheet: nothing is lost on the way, and browsers keep it."""

import gzip

import pytest

from atut.base.ui import look
from atut.base.ui.templatetags.ui import look as look_tag


def ask(path, method="GET", **environ):
    said = {}

    def start(status, headers):
        said["status"], said["headers"] = status, dict(headers)

    passed_on = look.dressed(lambda _environ, _start: [b"passed on"])
    body = b"".join(passed_on({"PATH_INFO": path, "REQUEST_METHOD": method, **environ}, start))
    return said.get("headers"), body


@pytest.mark.parametrize(
    ("written", "small"),
    [
        ("/* words */ a { color : red; }\n\nb > i , u { x: 1 }", "a{color :red}b>i,u{x:1}"),
        ("/*! licence; of: it */a{}", "/*! licence; of: it */a{}"),
        ('a::before { content: "{ ; }  /* not */ " }', 'a::before{content:"{ ; }  /* not */ "}'),
        ("a { width: calc(1rem + 2px) }", "a{width:calc(1rem + 2px)}"),
        ("@media (min-width: 1rem) and (x) { a :hover { y: 1 } }", "@media (min-width:1rem) and (x){a :hover{y:1}}"),
        (".a:is(.b, .c) :not(i) { z: 1 }", ".a:is(.b,.c) :not(i){z:1}"),
    ],
)
def test_only_what_says_nothing_is_left_out(written, small):
    assert look.small(written) == small


def test_every_rule_of_the_three_files_is_in_it():
    whole = look._sheet()[1].decode()
    for name in look.FILES:
        written = (look.PLACE / name).read_text()
        assert whole.count("{") >= written.count("{") > 100 or name == "govuk.css"
    assert sum((look.PLACE / name).read_text().count("}") for name in look.FILES) == whole.count("}")
    assert "fonts/atut-sans-400" in whole
    assert "url(fonts/" not in whole


def test_browsers_keep_it_packed_for_ever():
    headers, body = ask(look_tag(), HTTP_ACCEPT_ENCODING="gzip, br")
    assert gzip.decompress(body) == ask(look_tag())[1]
    assert "immutable" in headers["Cache-Control"]
    assert headers["Vary"] == "Accept-Encoding"
    assert len(body) < 17_000


def test_a_page_of_another_version_is_dressed_too_and_asks_again():
    headers, body = ask("/wyglad/old.css")
    assert body == ask(look_tag())[1]
    assert headers["Cache-Control"] == "no-cache"


def test_head_and_other_addresses():
    assert ask(look_tag(), "HEAD")[1] == b""
    assert ask("/", "GET")[1] == ask(look_tag(), "POST")[1] == b"passed on"
