"""The numbers in the drawings."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atut.base.ui import charts
from atut.base.ui.charts import Answers, Things

LABELS = ("zdecydowanie tak", "raczej tak", "ani tak, ani nie", "raczej nie", "zdecydowanie nie")
COUNTS = (49, 99, 78, 112, 74)


def drawn(svg):
    return ET.fromstring(svg.replace("&nbsp;", " "))


def a_likert(**fields):
    row = Answers("Sprawy idą po znajomości", COUNTS, sums="tak 36, nie 45", **fields)
    return charts.likert("Czy zgadza się Pani lub Pan?", LABELS, [row], first="Zdanie")


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=7).filter(any))
def test_shares_are_whole_and_add_up_to_a_hundred(counts):
    shares = charts.shares(counts)
    assert sum(shares) == 100
    assert all(abs(share - 100 * count / sum(counts)) < 1 for share, count in zip(shares, counts, strict=True))


def test_nobody_answered_is_all_zeros():
    assert charts.shares((0, 0, 0)) == [0, 0, 0]


def test_the_segments_of_a_likert_bar_are_as_wide_as_the_shares():
    wide, _narrow = a_likert().drawings
    blocks = list(drawn(wide).iter("rect"))
    assert [block.get("class") for block in blocks] == list(charts.SCALE)
    assert [round((float(block.get("width")) + 2) / 7.2) for block in blocks] == charts.shares(COUNTS)
    assert [text.text for text in drawn(wide).iter("text") if text.get("text-anchor") == "middle"] == ["12", "24", "19", "27", "18"]


def test_segments_do_not_overlap_on_either_width():
    for drawing in a_likert().drawings:
        blocks = [(float(b.get("x")), float(b.get("width"))) for b in drawn(drawing).iter("rect")]
        assert all(x + width <= after for (x, width), (after, _width) in pairwise(blocks))


def test_both_widths_keep_everything_inside():
    for drawing, width in zip(
        a_likert(benchmark=59, benchmark_words="w kraju", benchmark_short="kraj").drawings, (720, 335), strict=True
    ):
        root = drawn(drawing)
        assert root.get("viewBox").split()[2] == str(width)
        assert all(float(b.get("x")) + float(b.get("width")) <= width for b in root.iter("rect"))


def test_the_benchmark_stands_at_its_share_and_in_the_table():
    chart = a_likert(benchmark=59, benchmark_words="w 2007 w całym kraju", benchmark_short="kraj, 2007")
    mark = next(path for path in drawn(chart.drawings[0]).iter("path") if path.get("class") == "mk")
    assert float(re.match(r"M([\d.]+)", mark.get("d"))[1]) == pytest.approx(720 * 0.59, abs=0.1)
    assert chart.rows[0][-2:] == [sum(COUNTS), 59]


def test_an_answer_that_nobody_gave_draws_nothing():
    row = Answers("Zdanie", (10, 0, 0, 0, 10))
    blocks = list(drawn(charts.likert("Tytuł", LABELS, [row]).drawings[0]).iter("rect"))
    assert [block.get("class") for block in blocks] == ["c-a2", "c-d2"]


def test_mild_answers_are_hatched_for_grey_paper():
    hatches = [path for path in drawn(a_likert().drawings[0]).iter("path") if path.get("class") == "hatch"]
    assert len(hatches) == 2


def test_bars_start_at_zero_and_keep_proportion():
    chart = charts.bars("Godziny", ["plan", "wykonanie"], [Things("Repki", (128, 64)), Things("Sterdyń", (32, 0))], first="Gmina")
    widths = [float(b.get("width")) for b in drawn(chart.drawings[0]).iter("rect")]
    assert {b.get("x") for b in drawn(chart.drawings[0]).iter("rect")} == {"0.5"}
    assert widths[0] / widths[1] == pytest.approx(2, rel=0.06)
    assert widths[3] == 0.5
    assert [words for _kind, words in chart.key] == ["plan", "wykonanie"]


def test_five_series_are_refused():
    with pytest.raises(ValueError, match="four series"):
        charts.bars("Tytuł", list("abcde"), [])


def test_a_gauge_puts_its_parts_one_after_another_and_its_mark_where_it_belongs():
    root = drawn(charts.gauge([(50, "in"), (10, "miss"), (40, "next")], label="Obecność", mark=80, mark_words="próg: 32 godz."))
    parts = [(b.get("x"), b.get("width")) for b in root.iter("rect")][1:]
    assert parts == [("0%", "50%"), ("50%", "10%"), ("60%", "40%")]
    assert next(root.iter("line")).get("x1") == "80%"
    assert next(root.iter("text")).get("text-anchor") == "end"


def test_a_bar_list_measures_against_its_largest_or_a_known_whole():
    assert 'width="50%"' in charts.bar_list([("a", 10), ("b", 5)])
    assert 'width="25%"' in charts.bar_list([("b", 5)], whole=20)


def test_words_of_people_cannot_become_markup():
    chart = charts.bars("<b>", ["n"], [Things("<script>", (1,))])
    assert "<script>" not in "".join(chart.drawings) + charts.table(chart)


def test_the_table_holds_the_same_numbers():
    table = charts.table(a_likert())
    assert [int(n) for n in re.findall(r'<td class="n">(\d+)</td>', table)] == [*charts.shares(COUNTS), 412]
