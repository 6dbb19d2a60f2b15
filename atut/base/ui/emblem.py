"""The emblem of the European Union, drawn by the rules of Annex IX to Regulation (EU) 2021/1060.

A flag twice three: the width is one and a half times the height. Twelve stars stand like the hours on a clock, their
centres on a circle whose radius is a third of the height; every star is upright (one point up, two on a line at right
angles to the mast) and inscribed in a circle whose radius is an eighteenth of the height. Reflex Blue and Yellow; with
one colour only, black stars on a white flag outlined in black. The files in `static/`
are what `draw` gives; a test compares them.
"""

from enum import StrEnum
from math import cos, pi, sin

HEIGHT = 540
WIDTH = HEIGHT * 3 // 2
RING = HEIGHT / 3
STAR = HEIGHT / 18
INNER = STAR * sin(pi / 10) / sin(3 * pi / 10)  # where the sides of a regular pentagram cross
BLUE, YELLOW = "#003399", "#FFCC00"


class Emblem(StrEnum):
    """In which colours; the value ends the name of the file."""

    COLOUR = "eu"
    BLACK = "eu-black"


# ground, stars, is the flag outlined
COLOURS = {Emblem.COLOUR: (BLUE, YELLOW), Emblem.BLACK: ("#fff", "#000")}
LINE = HEIGHT / 90


def draw(kind: Emblem) -> str:
    """The emblem as SVG."""
    ground, stars = COLOURS[kind]
    flag = f'<path fill="{ground}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>'
    if kind is Emblem.BLACK:
        edge = f"M{LINE / 2:g} {LINE / 2:g}h{WIDTH - LINE:g}v{HEIGHT - LINE:g}H{LINE / 2:g}z"
        flag += f'<path fill="none" stroke="#000" stroke-width="{LINE:g}" d="{edge}"/>'
    places = "".join(f'<use href="#s" x="{x:.3f}" y="{y:.3f}"/>' for x, y in centres())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH // 3}" height="{HEIGHT // 3}">'
        f'<title>Flaga Unii Europejskiej</title>{flag}<defs><path id="s" d="{_star()}"/></defs>'
        f'<g fill="{stars}">{places}</g></svg>\n'
    )


def centres() -> list[tuple[float, float]]:
    """Where the stars stand: the hours of a clock, from twelve on."""
    turns = [hour * pi / 6 for hour in range(12)]
    return [(WIDTH / 2 + RING * sin(turn), HEIGHT / 2 - RING * cos(turn)) for turn in turns]


def points() -> list[tuple[float, float]]:
    """The ten corners of one star about its centre, outer and inner in turn, from the upper point."""
    turns = [(corner * pi / 5, STAR if corner % 2 == 0 else INNER) for corner in range(10)]
    return [(radius * sin(turn), -radius * cos(turn)) for turn, radius in turns]


def _star() -> str:
    (x, y), *rest = points()
    return f"M{x:.3f} {y:.3f} " + " ".join(f"{a:.3f} {b:.3f}" for a, b in rest) + "Z"
