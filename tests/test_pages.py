"""The check of pages finds each fault it is there for."""

import pytest

from tests.pages import faults

GOOD = """<!DOCTYPE html><html lang="pl"><head><meta charset="utf-8"><title>Nabory - Atut</title></head>
<body><main><h1>Nabory</h1><h2>Otwarte</h2><form><label for="a">Imię</label><input id="a" name="a"></form>
<a href="/">Strona</a><img src="x.svg" alt=""></main></body></html>"""


def test_a_good_page_has_no_faults():
    assert list(faults(GOOD)) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (' lang="pl"', "", "no lang"),
        ("<h2>Otwarte</h2>", "<h1>Otwarte</h1>", "2 <h1>"),
        ("<h2>Otwarte</h2>", "<h3>Otwarte</h3>", "h3"),
        ("<main>", "<main></main><main>", "2 <main>"),
        ('<label for="a">', '<label for="b">', "has no label"),
        (">Strona</a>", "></a>", "without words"),
        ('<a href="/">', '<a href="/" style="color:red">', "inline style"),
        ('<a href="/">', '<a href="/" onclick="x()">', "inline style or script"),
        ("</main>", "</main><script>alert(1)</script>", "inline <script>"),
        ("<title>Nabory - Atut", "<title>", "no title"),
        ("<h2>", '<div class="govuk-error-summary"></div><h2>', "does not begin with"),
        ('alt=""', "", "has no alt"),
        ('id="a"', 'id="a"><i id="a"></i', "twice"),
        ("</form>", "", "HTML"),
    ],
)
def test_a_fault_of_a_page_is_found(old, new, words):
    assert any(words in fault for fault in faults(GOOD.replace(old, new, 1)))
