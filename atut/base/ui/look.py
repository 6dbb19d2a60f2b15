"""The look as one style sheet: the three files merged and made small when the program starts, packed, kept by browsers for ever.

They are served by this layer and not as files, for the web server of the program packs no files: packed, the look is a fifth.
"""

import functools
import gzip
import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.templatetags.static import static

PLACE = Path(__file__).parent / "static" / "atut"
FILES = ("govuk.css", "atut.css", "screens.css")  # in the order of the cascade
PREFIX = "/wyglad/"
YEAR = 365 * 24 * 3600


def small(css: str) -> str:
    """Without comments (a licence, `/*!`, stays) and without white space that says nothing. Words in quotes stay as they are."""
    parts = re.split(r"""("[^"]*"|'[^']*'|/\*.*?\*/)""", css, flags=re.DOTALL)
    return "".join(_small_part(part) for part in parts).strip()


def _small_part(part: str) -> str:
    if part.startswith("/*"):
        return part if part.startswith("/*!") else ""
    if part.startswith(('"', "'")):
        return part
    part = re.sub(r"\s+", " ", part)
    # not around + - ( ): white space has a meaning there in calc() and in queries; not before : , where it joins selectors
    part = re.sub(r" ?([{};,>]) ?", r"\1", part)
    return re.sub(r": ", ":", part).replace(";}", "}")


@functools.cache
def _sheet() -> tuple[str, bytes, bytes]:
    """Its name, plain and packed."""
    css = "\n".join(small((PLACE / name).read_text(encoding="utf-8")) for name in FILES)
    css = re.sub(r"url\((fonts/[^)]+)\)", lambda found: f"url({static('atut/' + found[1])})", css)
    body = css.encode()
    return f"{PREFIX}{hashlib.sha256(body).hexdigest()[:12]}.css", body, gzip.compress(body, 9, mtime=0)


def address() -> str:
    """Where the look stands; another one when it changes."""
    return _sheet()[0]


def dressed(application: Callable[..., Any]) -> Callable[..., Any]:
    """The program behind its look."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(PREFIX) or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return application(environ, start)  # type: ignore[no-any-return]  # the program's own answer
        name, plain, packed = _sheet()
        is_packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        body = packed if is_packed else plain
        # a page of another version may name another sheet: it gets this one, and asks again
        stays = f"public, max-age={YEAR}, immutable" if environ["PATH_INFO"] == name else "no-cache"
        headers = [("Content-Type", "text/css; charset=utf-8"), ("Content-Length", str(len(body))), ("Cache-Control", stays)]
        headers += [("Vary", "Accept-Encoding"), ("X-Content-Type-Options", "nosniff")]
        start("200 OK", headers + [("Content-Encoding", "gzip")] * is_packed)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    return answer
