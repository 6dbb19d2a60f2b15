"""Reading the official list of communes of GUS (TERC: CSV or XML, also zipped) and the shorter list that comes with Atut.

Codes stay text: a spreadsheet in between may have dropped their leading zeros, so they are put back.
A row without GMI is a powiat, one without POW a voivodeship; of the kinds (RODZ) only gminas count: 1 urban, 2 rural,
3 urban-rural. Towns and rural parts of those (4, 5) and districts (8, 9) are parts of a gmina.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.base.kernel.sheets.decoding import decode
from atut.base.kernel.sheets.separated import likeliest
from atut.base.kernel.sheets.workbooks import walk_xml

SHIPPED = Path(__file__).parents[1] / "data" / "teryt.csv"
_MOST_BYTES = 60 * 2**20
_GMINAS = frozenset("123")
_COLUMNS = ("WOJ", "POW", "GMI", "RODZ", "NAZWA", "NAZWA_DOD", "STAN_NA")


class TercWrong(Refused):
    """Not the list of GUS."""

    message = _("This is not the TERC list of GUS: %(what)s. Download it from the TERYT pages of GUS (TERC, official form).")


@dataclass(frozen=True, slots=True)
class TercRow:
    """One gmina. `degurba_source` says how sure the class is; GUS's own list has none."""

    terc: str
    name: str
    kind: str
    powiat: str
    voivodeship: str
    as_of: date
    degurba: int | None = None
    degurba_source: str = ""


def read_terc(content: bytes) -> list[TercRow]:
    """The gminas in a file, in the order of their codes."""
    content = _unzipped(content)
    if content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        rows = list(_xml_rows(content))
    else:
        text, _encoding = decode(content)
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        rows = list(csv.DictReader(lines, delimiter=likeliest("\n".join(lines[:50]))))
    if not rows:
        raise TercWrong(what=_("it has no rows"))
    found = _shipped(rows) if "terc7" in rows[0] else _official(rows)
    return sorted(found, key=lambda row: row.terc)


def _unzipped(content: bytes) -> bytes:
    if not content.startswith(b"PK"):
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [part for part in package.infolist() if part.filename.lower().endswith((".csv", ".xml"))]
            if not parts or parts[0].file_size > _MOST_BYTES:
                raise TercWrong(what=_("the archive holds no CSV or XML of a usual size"))
            return package.read(parts[0])
    except zipfile.BadZipFile as wrong:
        raise TercWrong(what=_("the archive is damaged")) from wrong


def _xml_rows(content: bytes) -> Iterator[dict[str, str]]:
    """Rows of both shapes GUS has used: <WOJ>14</WOJ> and <col name="WOJ">14</col>."""
    rows: list[dict[str, str]] = []
    column = ""

    def start(name: str, values: dict[str, str]) -> None:
        nonlocal column
        if name == "row":
            rows.append(dict.fromkeys(_COLUMNS, ""))
        column = values.get("name", "") if name == "col" else name

    def text(words: str) -> None:
        if rows and column in _COLUMNS:
            rows[-1][column] += words.strip()

    def end(_name: str) -> None:
        nonlocal column
        column = ""

    walk_xml(content, start, end=end, text=text)
    yield from rows


def _official(rows: list[dict[str, str]]) -> Iterator[TercRow]:
    if not {"WOJ", "POW", "GMI", "NAZWA"} <= {name.lstrip("\ufeff") for name in rows[0]}:
        raise TercWrong(what=_("the columns WOJ, POW, GMI and NAZWA are missing"))
    names: dict[str, str] = {}
    gminas = []
    for row in rows:
        woj, powiat, gmi = (_code(row.get(name), 2) for name in ("WOJ", "POW", "GMI"))
        if gmi:
            gminas.append((woj, powiat, gmi, row))
        else:
            names[woj + powiat] = (row.get("NAZWA") or "").strip()
    for woj, powiat, gmi, row in gminas:
        kind = (row.get("RODZ") or "").strip()
        if kind in _GMINAS:
            yield TercRow(
                terc=f"{woj}{powiat}{gmi}{kind}",
                name=(row.get("NAZWA") or "").strip(),
                kind=(row.get("NAZWA_DOD") or "").strip()[:40],
                powiat=names.get(woj + powiat, ""),
                voivodeship=names.get(woj, "").lower(),
                as_of=_day(row.get("STAN_NA")),
            )


def _shipped(rows: list[dict[str, str]]) -> Iterator[TercRow]:
    for row in rows:
        if row["rodz"] in _GMINAS:
            degurba = row.get("degurba") or ""
            yield TercRow(
                terc=_code(row["terc7"], 7),
                name=row["name"],
                kind=row["kind_pl"],
                powiat=row["powiat"],
                voivodeship=row["wojewodztwo"],
                as_of=_day(row["as_of"]),
                degurba=int(degurba) if degurba in {"1", "2", "3"} else None,
                degurba_source=f"niepotwierdzone: {row.get('degurba_certainty') or ''}"[:200],
            )


def _code(text: str | None, length: int) -> str:
    digits = (text or "").strip()
    return digits.zfill(length) if digits else ""


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat((text or "").strip()[:10])
    except ValueError as wrong:
        raise TercWrong(what=_("the day of the state (STAN_NA) cannot be read")) from wrong
