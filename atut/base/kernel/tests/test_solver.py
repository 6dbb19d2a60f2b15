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


def test_an_answer_of_none_names_the_rows_that_show_it():
    """Two rows that contradict each other, counted together; the third has no part in it."""
    programme = Programme()
    one, other = programme.column(9), programme.column(9)
    programme.row({one: 1, other: 1}, at_most=3)
    programme.row({one: 2, other: 2}, at_least=7)
    programme.row({one: 1}, at_most=5)
    assert programme.solve() is None
    most, least, apart = programme.proof
    assert apart == 0
    assert most == 2 * least > 0
    assert 7 * least > 3 * most


def test_where_only_whole_numbers_stand_in_the_way_no_rows_are_named():
    programme = Programme()
    one, other = programme.column(1), programme.column(1)
    programme.row({one: 2, other: 2}, at_least=3, at_most=3)
    assert programme.solve() is None
    assert programme.proof == []
