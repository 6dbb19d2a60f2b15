"""Pictures drawn by code: the one beside a shared link, and the icons of the sign. Nothing is fetched, nothing is a photograph."""

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from atut.base import kernel

PAPER, PATINA, PIP, LIGHT = "#fbf9f4", "#0a564f", "#c0622a", "#c3dcd6"
FONTS = Path(kernel.__file__).parent / "typst" / "fonts"
SIZE = (1200, 630)
EDGE = 80
# The letter of the sign on a card of 20 by 28, and its eye (ui/static/atut/sign.svg).
LETTER = [(10, 4), (17, 24), (13.3, 24), (12.2, 20.8), (7.8, 20.8), (6.7, 24), (3, 24)]
EYE = [(10, 12.9), (12.3, 16.3), (10, 19.7), (7.7, 16.3)]
SHARPER = 4  # drawn larger and made smaller: smooth edges


def link_picture(name: str, tagline: str, words: str) -> bytes:
    """A card with the sign, what the page is (`words`, may be empty), the project's name, and its line below. PNG."""
    picture = Image.new("RGB", SIZE, PATINA)
    pen = ImageDraw.Draw(picture)
    picture.paste(sign(height=168, card=PAPER, letter=PATINA, ground=PATINA), (EDGE, EDGE))
    at = EDGE + 168 + 44
    if words:
        pen.text((EDGE + 120 + 40, EDGE + 84), words, font=_font(52), fill=LIGHT, anchor="lm")
    for line in _lines(pen, name, size=76, most=3):
        pen.text((EDGE, at), line, font=_font(76, bold=True), fill=PAPER)
        at += 92
    for line in _lines(pen, tagline, size=40, most=(at < 520) + (at < 440), bold=False):
        pen.text((EDGE, at + 12), line, font=_font(40), fill=LIGHT)
        at += 52
    pen.rectangle((0, SIZE[1] - 14, SIZE[0], SIZE[1]), fill=PIP)
    return _png(picture)


def icon(size: int) -> bytes:
    """The sign on its colour, with room around it for a phone that cuts corners. PNG."""
    picture = Image.new("RGB", (size, size), PATINA)
    one = sign(height=round(size * 0.62), card=PAPER, letter=PATINA, ground=PATINA)
    picture.paste(one, ((size - one.width) // 2, (size - one.height) // 2))
    return _png(picture)


def sign(*, height: int, card: str, letter: str, ground: str) -> Image.Image:
    """The card with the letter A."""
    one = height * SHARPER / 28
    picture = Image.new("RGB", (round(20 * one), height * SHARPER), ground)
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((0, 0, picture.width - 1, picture.height - 1), radius=3 * one, fill=card)
    for points, colour in ((LETTER, letter), (EYE, PIP)):
        pen.polygon([(x * one, y * one) for x, y in points], fill=colour)
    return picture.resize((round(picture.width / SHARPER), height), Image.Resampling.LANCZOS)


def _lines(pen: ImageDraw.ImageDraw, text: str, *, size: int, most: int, bold: bool = True) -> list[str]:
    """The text in lines that fit; what does not fit ends in dots."""
    font, lines, width = _font(size, bold=bold), [""], SIZE[0] - 2 * EDGE
    for word in text.replace("\u00a0", " ").split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or pen.textlength(longer, font=font) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    shown = [line for line in lines[:most] if line]
    if len(lines) > most and shown:
        shown[-1] += "…"
    return shown


def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"atut-sans-{700 if bold else 400}.ttf", size)


def _png(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.quantize(64).save(target, "PNG", optimize=True)
    return target.getvalue()
