"""Invented illustrations of the demo, drawn in the house's own colours: nobody is in them and nothing is anybody's."""

import functools
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from atut.base import ui

WIDE, HIGH, FINE = 1200, 800, 2  # drawn twice as large, so that edges are smooth when it is made small
Draw = ImageDraw.ImageDraw


def picture(name: str, count: int) -> bytes:
    """An illustration as WebP; `count` is how many gminas stand on the map. The same bytes every time."""
    sheet = Image.new("RGB", (WIDE * FINE, HIGH * FINE), colour("sand"))
    DRAWINGS[name](_Scaled(ImageDraw.Draw(sheet)), count)
    kept = io.BytesIO()
    sheet.resize((WIDE, HIGH), Image.Resampling.BOX).save(kept, "WEBP", lossless=True, method=0)
    return kept.getvalue()


@functools.cache
def colour(token: str) -> str:
    """A colour of the look, by the name of its token."""
    css = (Path(ui.__file__).parent / "static" / "atut" / "atut.css").read_text(encoding="utf-8")
    found = re.search(rf"--{token}:(#[0-9a-f]{{6}}|#[0-9a-f]{{3}})\b", css)
    if found is None:
        raise LookupError(token)
    return found[1]


class _Scaled:
    """A pen that thinks in the size of the finished picture."""

    def __init__(self, pen: Draw) -> None:
        self.pen = pen

    def box(self, left: float, top: float, wide: float, high: float, token: str, *, round_by: float = 0) -> None:
        """A rectangle by its corner and size."""
        edges = [left * FINE, top * FINE, (left + wide) * FINE - 1, (top + high) * FINE - 1]
        self.pen.rounded_rectangle(edges, radius=round_by * FINE, fill=colour(token))

    def shape(self, points: list[tuple[float, float]], token: str) -> None:
        """A filled shape."""
        self.pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=colour(token))

    def disc(self, x: float, y: float, radius: float, token: str) -> None:
        """A filled circle by its middle."""
        self.pen.ellipse([(x - radius) * FINE, (y - radius) * FINE, (x + radius) * FINE, (y + radius) * FINE], fill=colour(token))


def _town_hall(pen: _Scaled, _count: int) -> None:
    """A town hall with a tower, two trees and the sun."""
    pen.disc(960, 190, 70, "copper-mid")
    pen.box(0, 640, WIDE, 160, "patina-mid")
    pen.box(250, 360, 700, 300, "sheet")
    pen.shape([(220, 360), (600, 250), (980, 360)], "patina")
    pen.box(540, 140, 120, 230, "sheet")
    pen.shape([(520, 140), (600, 50), (680, 140)], "copper")
    pen.disc(600, 200, 34, "tint")
    pen.box(597, 176, 6, 28, "ink")
    pen.box(600, 198, 20, 6, "ink")
    for left in (300, 400, 740, 840):
        pen.box(left, 430, 60, 100, "tint", round_by=6)
    pen.box(545, 480, 110, 180, "deep", round_by=8)
    for x in (120, 1080):
        pen.box(x - 8, 540, 16, 120, "copper")
        pen.disc(x, 500, 80, "deck")


def _classroom(pen: _Scaled, _count: int) -> None:
    """A room set for a training: a board, tables in an arc, a plant."""
    pen.box(0, 560, WIDE, 240, "copper-mid")
    pen.box(320, 90, 560, 300, "deep", round_by=10)
    for row, wide in enumerate((360, 280, 320, 180)):
        pen.box(370, 140 + row * 55, wide, 14, "patina-mid", round_by=7)
    pen.shape([(820, 330), (845, 355), (820, 380), (795, 355)], "pip")
    for left, top in ((120, 520), (470, 560), (820, 520)):
        pen.box(left, top, 260, 30, "sheet", round_by=6)
        for leg in (24, 220):
            pen.box(left + leg, top + 30, 14, 110, "ink-2")
        pen.box(left + 60, top - 70, 90, 64, "patina", round_by=6)
        pen.box(left + 172, top - 12, 60, 12, "tint")
    pen.box(1050, 470, 70, 80, "copper", round_by=8)
    for x, y in ((1050, 420), (1085, 380), (1120, 420)):
        pen.disc(x, y, 42, "deck")


def _map(pen: _Scaled, count: int) -> None:
    """The gminas of the partnership as fields side by side, the one that leads in another colour. Not to scale."""
    columns = 3 if count <= 9 else 5
    rows = -(-count // columns)
    size = min(880 / columns, 600 / rows)
    left, top = (WIDE - size * (columns + 0.5)) / 2, (HIGH - size * rows) / 2
    tokens = ("patina", "patina-mid", "deck", "tint")
    for number in range(count):
        row, column = divmod(number, columns)
        x, y = left + (column + row % 2 / 2) * size, top + row * size
        token = "pip" if number == 0 else tokens[(number + row) % len(tokens)]
        pen.box(x + 6, y + 6, size - 12, size - 12, token, round_by=size / 5)
        pen.disc(x + size / 2, y + size / 2, size / 12, "sheet")


def _letter(pen: _Scaled, _count: int) -> None:
    """A letter before and after: crowded lines, and the same with headings and room."""
    for left, token in ((140, "neutral"), (640, "sheet")):
        pen.box(left, 90, 420, 620, token, round_by=12)
    for row in range(22):
        pen.box(180, 140 + row * 24, 340 - row * 37 % 60, 12, "ink-2", round_by=4)
    pen.box(680, 140, 220, 26, "patina", round_by=6)
    for part in range(3):
        top = 210 + part * 150
        pen.box(680, top, 150, 18, "ink", round_by=5)
        for row in range(3):
            pen.box(680, top + 36 + row * 28, 330 - row * 50, 12, "patina-mid", round_by=4)
    pen.shape([(980, 640), (1000, 660), (1030, 615), (1040, 625), (1000, 685), (970, 650)], "pip")


DRAWINGS: dict[str, Callable[[Any, int], None]] = {
    "town_hall": _town_hall,
    "classroom": _classroom,
    "map": _map,
    "letter": _letter,
}
