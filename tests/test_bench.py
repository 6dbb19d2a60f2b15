"""The parts of script/bench still run: at tiny sizes, and no time is judged. The start and the promises are not run here.

Those for PostgreSQL run where the tests do, so that the server's programs are there.
"""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from atut.base.kernel import identifiers
from bench import report
from bench.load import pesel
from bench.parts import PARTS, RACE, SEARCH
from bench.report import Figure
from tests.databases import ON_POSTGRESQL

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def parts():
    return ["submit_postgres"] if ON_POSTGRESQL else ["page", "submit", "list", "selection", "certificates", "export", "memory"]


def bench(*words):
    return subprocess.run([sys.executable, "-m", "bench", *words], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.own_database
def test_every_part_runs_at_tiny_sizes_and_leaves_nothing_behind(parts, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", "/tmp" if ON_POSTGRESQL else str(tmp_path))  # PostgreSQL runs as somebody else
    done = bench("--small", *parts)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {line.split()[0] for line in done.stdout.splitlines()} >= set(parts)
    assert not list(tmp_path.iterdir())


def test_the_promises_are_kept_by_tests_that_exist():
    assert all((ROOT / test).exists() for test in (RACE, SEARCH))


def test_every_part_says_what_it_measures():
    assert all(part.__doc__ for part in PARTS.values())


def test_only_a_whole_run_is_recorded():
    for words in (["page", "--write"], ["--small", "--write"], ["nonsense"]):
        assert bench(*words).returncode == 2


def test_what_is_recorded_replaces_what_was(tmp_path, monkeypatch):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n")
    monkeypatch.setattr(report, "PAGE", page)
    figures = [Figure("page", "limit", 0.1, "CPU-ms"), Figure("page", "ours", 12.34, "CPU-ms", 10, "beside")]
    report.write("quiet machine", figures)
    written = page.read_text()
    assert written.startswith("before\n")
    assert written.endswith(f"{report.END}\nafter\n")
    assert "old" not in written
    assert "| page | ours | 12.3 CPU-ms | ≤ 10 | missed | beside |" in written


def test_a_promise_not_kept_is_broken_and_a_missed_time_is_not():
    assert report.passed("places", "100 stay 100", is_so=False).is_broken
    assert not report.passed("places", "100 stay 100", is_so=True).is_broken
    assert not Figure("page", "ours", 12, "CPU-ms", 10).is_broken


@pytest.mark.parametrize(("born", "serial", "sex"), [(date(1960, 1, 1), 2, "f"), (date(2002, 12, 31), 9999, "m")])
def test_visitors_have_numbers_that_hold(born, serial, sex):
    said = identifiers.pesel(pesel(born, serial), today=date(2026, 1, 1))
    assert (said.birth_date, said.sex) == (born, sex)
