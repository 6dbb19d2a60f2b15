"""What is printed and recorded: a figure beside its limit, and whether the wish was met."""

import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures: script/bench --write -->", "<!-- end of figures -->"


@dataclass(frozen=True)
class Figure:
    """One line. `wish`: at most this much; None for a limit or a figure for comparison."""

    part: str
    what: str
    value: float
    unit: str
    wish: float | None = None
    beside: str = ""

    @property
    def verdict(self) -> str:
        """Met, missed, or nothing to meet."""
        return "" if self.wish is None else "met" if self.value <= self.wish else "missed"

    @property
    def is_broken(self) -> bool:
        """A yes-or-no that says no."""
        return self.unit == "faults" and bool(self.value)

    def cells(self) -> list[str]:
        """As a row of the table."""
        wish = "" if self.wish is None else f"≤ {self.wish:g}"
        return [self.part, self.what, f"{self.value:.3g} {self.unit}", wish, self.verdict, self.beside]


HEADS = ["part", "what", "figure", "wish", "", "beside"]


def passed(part: str, what: str, *, is_so: bool) -> Figure:
    """A yes or no: 0 faults wished."""
    return Figure(part, what, 0 if is_so else 1, "faults", 0)


def times(value: float, limit: float) -> str:
    """How many times the limit; a small run may be too short to have one."""
    return f"{value / limit:.{2 if value < limit else 1 if value < 10 * limit else 0}f} ×" if limit else "? ×"


def say(text: str) -> None:
    """One line of progress."""
    print(f"· {text}", flush=True)


def line(figure: Figure) -> str:
    """For the terminal."""
    part, what, value, wish, verdict, beside = figure.cells()
    return f"{part:<15} {what:<58} {value:>16} {wish:>8} {verdict:<7} {beside}".rstrip()


def table(figures: list[Figure]) -> str:
    """For docs/benchmarks.md."""
    rows = [HEADS, ["---"] * len(HEADS), *(figure.cells() for figure in figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def machine() -> str:
    """What the figures are taken on, of which state of the program, and how busy it is with other work."""
    load, version = os.getloadavg()[0], platform.python_version()
    return f"{datetime.now(UTC):%Y-%m-%d}, {_state()}, {platform.machine()}, {os.cpu_count()} processors, Python {version}, load {load:.1f} before"


def _state() -> str:
    asked = ["git", "describe", "--always", "--dirty= with changes", "--exclude=*"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return f"commit {told.stdout.strip()}" if told.returncode == 0 else "no commit"


def write(head: str, figures: list[Figure]) -> None:
    """Put the figures between the marks of docs/benchmarks.md."""
    before, _begin, rest = PAGE.read_text().partition(BEGIN)
    _old, _end, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{head}\n\n{table(figures)}\n\n{END}{after}")
