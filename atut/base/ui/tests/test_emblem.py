"""The emblem of the Union is the one of Annex IX, and the files are what the rules draw."""

from math import dist, isclose
from pathlib import Path

import pytest

from atut.base import ui
from atut.base.ui import emblem

STATIC = Path(ui.__file__).parent / "static" / "atut"


@pytest.mark.parametrize("kind", emblem.Emblem)
def test_the_file_is_what_the_rules_draw(kind):
    assert (STATIC / f"{kind.value}.svg").read_text() == emblem.draw(kind)


def test_the_flag_is_one_and_a_half_times_as_wide_as_high():
    assert emblem.WIDTH * 2 == emblem.HEIGHT * 3


def test_twelve_stars_stand_like_the_hours_on_a_circle_of_a_third_of_the_height():
    centres, middle = emblem.centres(), (emblem.WIDTH / 2, emblem.HEIGHT / 2)
    assert len(centres) == 12
    assert all(isclose(dist(one, middle), emblem.HEIGHT / 3) for one in centres)
    steps = [dist(centres[hour], centres[hour - 1]) for hour in range(12)]
    assert all(isclose(step, steps[0]) for step in steps)
    assert isclose(centres[0][0], middle[0])
    assert centres[0][1] < middle[1]  # twelve o'clock


def test_every_star_is_upright_with_five_points_on_a_circle_of_an_eighteenth_of_the_height():
    outer = emblem.points()[::2]
    assert len(outer) == 5
    assert all(isclose(dist(one, (0, 0)), emblem.HEIGHT / 18) for one in outer)
    assert isclose(outer[0][0], 0, abs_tol=1e-9)
    assert outer[0][1] < 0  # one point up
    assert isclose(outer[2][1], outer[3][1])  # two on a line at right angles to the mast


def test_the_sides_of_a_star_run_straight_from_point_to_point():
    (ax, ay), inner, (bx, by) = emblem.points()[0], emblem.points()[1], emblem.points()[4]
    cross = (bx - ax) * (inner[1] - ay) - (by - ay) * (inner[0] - ax)
    assert isclose(cross, 0, abs_tol=1e-6)


def test_colours_are_those_of_the_annex():
    assert "#003399" in emblem.draw(emblem.Emblem.COLOUR)
    assert "#FFCC00" in emblem.draw(emblem.Emblem.COLOUR)
    black = emblem.draw(emblem.Emblem.BLACK)
    assert 'stroke="#000"' in black
    assert "#003399" not in black
