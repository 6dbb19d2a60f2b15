"""Whole numbers within limits: yes, no, and the smallest sum."""

from atut.base.kernel.solver import Programme


def test_yes_no_and_the_smallest_sum():
    asked = Programme()
    x, y = asked.column(3), asked.column(3)
    asked.row({x: 1, y: 1}, at_least=5)
    assert sum(asked.solve()) >= 5
    assert asked.solve([x]) == [2, 3]
    asked.row({x: 1, y: 2}, at_most=4)
    assert asked.solve() is None


def test_whole_numbers_are_searched_where_fractions_would_do():
    asked = Programme()
    x, y = asked.column(1), asked.column(1)
    asked.row({x: 2, y: 2}, at_least=1, at_most=1)
    assert asked.solve() is None


def test_without_columns_it_counts():
    asked = Programme()
    assert asked.solve() == []
    asked.row({}, at_least=1)
    assert asked.solve() is None
