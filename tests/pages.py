"""What is checked of every HTML page that any test opens. The client of the tests calls it; nobody needs to remember."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client, TestCase

from tests.databases import ON_POSTGRESQL

HTML = "{http://www.w3.org/1999/xhtml}"
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
ERRORS = ("Błąd: ", "Error: ")
# Wagtail's editor is made by others and has its own policy; we check what we make.
NOT_OURS = ("/redakcja/", "/django-admin/")


@lru_cache(maxsize=4)
def parsed(page: str) -> tuple[Element, list[tuple[Any, str, dict[str, Any]]]]:
    """Its tree, and what the standard finds wrong. To read a page takes longer than to make it: once for all who ask."""
    parser = html5lib.HTMLParser(tree=html5lib.treebuilders.getTreeBuilder("etree"))
    return parser.parse(page), parser.errors


def faults(page: str) -> Iterator[str]:
    """Everything that is wrong with a page, in words."""
    root, errors = parsed(page)
    yield from (f"HTML: {code} at {position} {details}" for position, code, details in errors)
    yield from _document(root)
    yield from _headings(root)
    yield from _fields(root)
    yield from _links(root)
    for element in root.iter():
        if "style" in element.attrib or any(name.startswith("on") for name in element.attrib):
            yield f"inline style or script on <{_name(element)}>"
        if _name(element) == "style" or (_name(element) == "script" and _is_inline(element)):
            yield f"inline <{_name(element)}>"


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(HTML)


def _is_inline(script: Element) -> bool:
    return "src" not in script.attrib and script.get("type", "") not in ("application/json", "application/ld+json")


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _all(root: Element, name: str) -> list[Element]:
    return list(root.iter(f"{HTML}{name}"))


def _document(root: Element) -> Iterator[str]:
    if not root.get("lang"):
        yield "no lang"
    for name in ("h1", "main"):
        if (count := len(_all(root, name))) != 1:
            yield f"{count} <{name}>"
    ids = [element.get("id", "") for element in root.iter() if "id" in element.attrib]
    yield from (f"id {one!r} twice" for one in sorted({one for one in ids if ids.count(one) > 1}))
    title = " ".join(_text(one) for one in _all(root, "title"))
    has_errors = any("govuk-error-summary" in element.get("class", "").split() for element in root.iter())
    if not title:
        yield "no title"
    if has_errors and not title.startswith(ERRORS):
        yield f"errors on the page, and the title {title!r} does not begin with {ERRORS}"


def _headings(root: Element) -> Iterator[str]:
    last = 0
    for element in root.iter():
        if re.fullmatch(r"h[1-6]", _name(element)):
            level = int(_name(element)[1])
            if last and level > last + 1:
                yield f"h{level} {_text(element)!r} after h{last}"
            last = level
            if not _text(element):
                yield f"empty h{level}"


def _fields(root: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in _all(root, "label") if _text(label)}
    inside = {id(inner) for label in _all(root, "label") if _text(label) for inner in label.iter()}
    for name in ("input", "select", "textarea"):
        for field in _all(root, name):
            named = field.get("id") in labelled or id(field) in inside or field.get("aria-label") or field.get("aria-labelledby")
            if field.get("type", "text") not in UNLABELLED and not named:
                yield f"<{name} name={field.get('name')!r}> has no label"


def _links(root: Element) -> Iterator[str]:
    for name in ("a", "button"):
        for element in _all(root, name):
            pictures = [image.get("alt") for image in _all(element, "img")] + [
                _text(t) for t in element.iter() if _name(t) == "title"
            ]
            if not (_text(element) or element.get("aria-label") or element.get("aria-labelledby") or any(pictures)):
                yield f"<{name}> without words: {element.attrib}"
    for image in _all(root, "img"):
        if "alt" not in image.attrib:
            yield f"<img src={image.get('src')!r}> has no alt"


class CheckedClient(Client):
    """Django's test client that refuses a page with faults."""

    def request(self, **request):
        answer = super().request(**request)
        where = request.get("PATH_INFO", "")
        # the same test opens the same page on SQLite: to read it once more would be most of a run
        if is_page(answer) and not where.startswith(NOT_OURS) and not ON_POSTGRESQL:
            found = list(faults(answer.content.decode()))
            if found:
                raise AssertionError(f"The page {where} has faults:\n  " + "\n  ".join(found))
        return answer


class PatientClient(Client):
    """For hundreds of requests in one test: each ends as a process ends it: what it read is kept for the next (decision 0008).

    The transaction of a test never ends, and nothing would be kept. For requests that change nothing, or nothing public.
    """

    def request(self, **request):
        with TestCase.captureOnCommitCallbacks(execute=True):
            return super().request(**request)


def is_page(answer) -> bool:
    """A whole HTML page, not a part that htmx puts into one."""
    is_html = answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming
    return is_html and b"<html" in answer.content[:500]
