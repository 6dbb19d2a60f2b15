"""Charts as SVG made on the server: no script, no inline style, the same numbers in a table beside.

Each chart is drawn twice, 720 and 335 units wide, with text always 16 px; the style sheet shows one.
Strong answers are solid and mild ones rimmed, so that a scale reads without colour; on paper the mild ones are hatched.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

WIDE, NARROW = 720, 335
SCALE = ("c-a2", "c-a1", "c-0", "c-d1", "c-d2")  # bad for residents … good for residents
SERIES = ("c-s1", "c-s2", "c-s3", "c-s4")
_HATCHED = frozenset({"c-a1", "c-d1", "c-s4"})
_LETTER = 8.6  # mean width of a letter at 16 px, for breaking lines


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table beside a chart."""

    words: str
    is_number: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished chart: title (a question or a finding), key to the fills, both drawings, table."""

    title: str
    detail: str
    key: Sequence[tuple[str, str]]
    drawings: Sequence[SafeString]
    columns: Sequence[Column]
    rows: Sequence[Sequence[str | int]]


@dataclass(frozen=True, slots=True)
class Answers:
    """One statement with its counts from "strongly agree" to "strongly disagree", and an older or wider result to compare."""

    statement: str
    counts: Sequence[int]
    sums: str = ""
    benchmark: int | None = None
    benchmark_words: str = ""
    benchmark_short: str = ""


@dataclass(slots=True)
class _Sheet:
    """Pieces of one drawing and how far down it has come."""

    width: int
    y: float = 8
    pieces: list[SafeString] = field(default_factory=list)

    def put(self, markup: str, *values: object) -> None:
        self.pieces.append(format_html(markup, *values))

    def finished(self, label: str) -> SafeString:
        kind = "w" if self.width == WIDE else "s"
        return format_html(
            '<svg class="chart chart--{}" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">{}</svg>',
            *(kind, self.width, _n(self.y), self.width, _n(self.y), label, mark_safe("".join(self.pieces))),
        )


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def shares(counts: Sequence[int]) -> list[int]:
    """Whole per cents that add up to 100: the largest remainders are rounded up."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    exact = [100 * count / total for count in counts]
    whole = [int(share) for share in exact]
    by_remainder = sorted(range(len(counts)), key=lambda place: (whole[place] - exact[place], place))
    for place in by_remainder[: 100 - sum(whole)]:
        whole[place] += 1
    return whole


def _lines(words: str, width: float) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(longer) * _LETTER > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _block(sheet: _Sheet, kind: str, box: tuple[float, float, float, float]) -> None:
    x, y, width, height = (_n(part) for part in box)
    sheet.put('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', kind, x, y, width, height)
    if kind in _HATCHED:
        path = "".join(f"M{_n(box[0] + at)} {_n(box[1] + box[3])}l6 -{_n(box[3])}" for at in range(2, max(int(box[2]) - 6, 2), 6))
        sheet.put('<path class="hatch" d="{}"/>', path)


def swatch(kind: str) -> SafeString:
    """A square of the key beside a chart."""
    sheet = _Sheet(16)
    _block(sheet, kind, (0.5, 0.5, 15, 15))
    return format_html('<svg width="16" height="16" aria-hidden="true">{}</svg>', mark_safe("".join(sheet.pieces)))


# Likert: statements with five answers ---------------------------------------------------------------------------------


def likert(title: str, labels: Sequence[str], rows: Sequence[Answers], *, detail: str = "", first: str = "") -> Chart:
    """Answers to statements as stacked bars out of 100; a diamond marks the benchmark."""
    label = f"{title}. {'; '.join(f'{row.statement}: {row.sums}' for row in rows)}"
    has_benchmark = any(row.benchmark is not None for row in rows)
    columns = [Column(first, is_number=False), *(Column(words) for words in labels), Column("N")]
    columns += [Column(rows[0].benchmark_short)] * has_benchmark
    table: list[list[str | int]] = []
    for row in rows:
        cells: list[str | int] = [row.statement, *shares(row.counts), sum(row.counts)]
        table.append(cells + (["–" if row.benchmark is None else row.benchmark] if has_benchmark else []))
    drawings = [_draw_likert(width, rows, label) for width in (WIDE, NARROW)]
    return Chart(title, detail, list(zip(SCALE, labels, strict=True)), drawings, columns, table)


def _draw_likert(width: int, rows: Iterable[Answers], label: str) -> SafeString:
    sheet = _Sheet(width)
    for row in rows:
        _heading(sheet, row)
        _stack(sheet, shares(row.counts), height=34)
        _benchmark(sheet, row)
    return sheet.finished(label)


def _heading(sheet: _Sheet, row: Answers) -> None:
    room = sheet.width - (len(row.sums) + 3) * _LETTER if sheet.width == WIDE else sheet.width
    for line in _lines(row.statement, room):
        sheet.y += 20
        sheet.put('<text class="b" x="0" y="{}">{}</text>', _n(sheet.y), line)
    if sheet.width == WIDE:
        sheet.put('<text x="{}" y="{}" text-anchor="end">{}</text>', sheet.width, _n(sheet.y), row.sums)
    elif row.sums:
        sheet.y += 22
        sheet.put('<text x="0" y="{}">{}</text>', _n(sheet.y), row.sums)
    sheet.y += 12


def _stack(sheet: _Sheet, parts: Sequence[int], *, height: int) -> None:
    starts = [0, *accumulate(parts)]
    for kind, start, part in zip(SCALE, starts, parts, strict=False):
        x, width = sheet.width * start / 100, sheet.width * part / 100
        if not part:
            continue
        _block(sheet, kind, (x + 1, sheet.y + 0.5, max(width - 2, 0.5), height - 1))
        if width > (26 if part > 9 else 16):
            tone = "on2" if kind in ("c-a2", "c-d2") else "on1"
            sheet.put(
                '<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>', tone, _n(x + width / 2), _n(sheet.y + 23), part
            )
    sheet.y += height


def _benchmark(sheet: _Sheet, row: Answers) -> None:
    if row.benchmark is not None:
        x, is_left = sheet.width * row.benchmark / 100, row.benchmark > 50
        words = row.benchmark_words if sheet.width == WIDE else row.benchmark_short
        sheet.put('<path class="mk" d="M{} {}l5 8-5 8-5-8z"/>', _n(x), _n(sheet.y + 2))
        sheet.put(
            '<text class="m" x="{}" y="{}" text-anchor="{}">{}: {}</text>',
            *(_n(x + (-10 if is_left else 10)), _n(sheet.y + 16), "end" if is_left else "start", words, row.benchmark),
        )
    sheet.y += 38 if row.benchmark is not None else 20


# Bars: things with one or a few numbers each --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Things:
    """One thing and its number in each series."""

    words: str
    numbers: Sequence[int]


def bars(title: str, series: Sequence[str], rows: Sequence[Things], *, detail: str = "", unit: str = "", first: str = "") -> Chart:
    """Horizontal bars from zero, up to four series; the number stands at the end of its bar."""
    if len(series) > len(SERIES):
        raise ValueError("More than four series are drawn as several small charts.")
    top = max((number for row in rows for number in row.numbers), default=0) or 1
    label = f"{title}. {'; '.join(f'{row.words}: ' + ', '.join(map(str, row.numbers)) for row in rows)}"
    drawings = [_draw_bars(width, rows, top, unit, label) for width in (WIDE, NARROW)]
    columns = [Column(first, is_number=False), *(Column(words) for words in series)]
    key = list(zip(SERIES, series, strict=False)) if len(series) > 1 else []
    return Chart(title, detail, key, drawings, columns, [[row.words, *row.numbers] for row in rows])


def _draw_bars(width: int, rows: Iterable[Things], top: int, unit: str, label: str) -> SafeString:
    sheet = _Sheet(width)
    for row in rows:
        for line in _lines(row.words, width):
            sheet.y += 20
            sheet.put('<text x="0" y="{}">{}</text>', _n(sheet.y), line)
        sheet.y += 8
        for kind, number in zip(SERIES, row.numbers, strict=False):
            words = f"{number}{unit}"
            length = (width - len(words) * _LETTER - 14) * number / top
            _block(sheet, kind, (0.5, sheet.y + 0.5, max(length, 0.5), 21))
            sheet.put('<text class="b" x="{}" y="{}">{}</text>', _n(length + 8), _n(sheet.y + 17), words)
            sheet.y += 26
        sheet.y += 8
    return sheet.finished(label)


# Gauge and the plain bar ----------------------------------------------------------------------------------------------


def gauge(parts: Iterable[tuple[float, str]], *, label: str, mark: float | None = None, mark_words: str = "") -> SafeString:
    """One bar of 100 %: parts (per cent, kind: in, low, next, miss) from the left, one mark with its words.

    The sentence with the verdict stands above it in the page; `label` says the same numbers to who cannot see it.
    """
    height, pieces, x = 18, [], 0.0
    for percent, kind in parts:
        pieces.append(format_html('<rect class="g-{}" x="{}%" y="0" width="{}%" height="18"/>', kind, _n(x), _n(percent)))
        x += percent
    if mark is not None:
        anchor = "end" if mark > 70 else "start" if mark < 12 else "middle"
        pieces.append(format_html('<line class="g-mark" x1="{0}%" x2="{0}%" y1="-4" y2="24"/>', _n(mark)))
        pieces.append(format_html('<text class="g-t" x="{}%" y="40" text-anchor="{}">{}</text>', _n(mark), anchor, mark_words))
    total = height + (28 if mark_words else 8)
    return format_html(
        '<svg class="gauge" width="100%" height="{}" role="img" aria-label="{}">'
        '<rect class="g-bg" width="100%" height="18" rx="2"/>{}</svg>',
        *(total, label, mark_safe("".join(pieces))),
    )


def bar(percent: float) -> SafeString:
    """A bar beside a number that stands in the text; nothing of its own to say."""
    return format_html(
        '<svg class="barline" width="100%" height="16" aria-hidden="true"><rect class="g-bg" width="100%" height="16" rx="2"/>'
        '<rect class="g-in" width="{}%" height="16" rx="2"/></svg>',
        _n(max(0.0, min(100.0, percent))),
    )


def bar_list(rows: Sequence[tuple[str, int]], *, whole: int | None = None) -> SafeString:
    """Words, bar, number: against the largest, or against a known whole."""
    top = whole or max((number for _words, number in rows), default=0) or 1
    cells = ((words, bar(100 * number / top), number) for words, number in rows)
    return format_html('<dl class="fun">{}</dl>', format_html_join("", "<dt>{}</dt><dd>{}</dd><dd>{}</dd>", cells))


def table(chart: Chart) -> SafeString:
    """The chart's numbers, for who reads and for who counts."""
    heads = format_html_join(
        "", '<th scope="col"{}>{}</th>', ((mark_safe(' class="n"') if c.is_number else "", c.words) for c in chart.columns)
    )
    lines = []
    for row in chart.rows:
        cells = format_html_join("", '<td class="n">{}</td>', ((cell,) for cell in row[1:]))
        lines.append(format_html('<tr><th scope="row">{}</th>{}</tr>', row[0], cells))
    return format_html(
        '<table class="tbl"><caption class="govuk-visually-hidden">{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
        *(chart.title, heads, mark_safe("".join(conditional_escape(line) for line in lines))),
    )
