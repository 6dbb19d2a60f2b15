"""`script/bench [part …] [--write]`."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.parts import PARTS
from bench.report import line, machine, write


def main(words: list[str]) -> int:
    """Run the parts asked for, all by default. 1 only when a yes-or-no part says no: a time never fails a run."""
    reader = argparse.ArgumentParser(prog="script/bench", description="Figures of the program beside the limits it stands on.")
    reader.add_argument("parts", nargs="*", metavar="part", help=f"some of: {', '.join(PARTS)} (default: all)")
    reader.add_argument("--write", action="store_true", help="record the figures in docs/benchmarks.md")
    asked = reader.parse_args(words)
    if unknown := set(asked.parts) - set(PARTS):
        reader.error(f"there is no part {', '.join(sorted(unknown))}; parts: {', '.join(PARTS)}")
    figures = []
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="atut-bench-") as folder:
        for name in asked.parts or PARTS:
            for figure in PARTS[name](Path(folder)):
                figures.append(figure)
                print(line(figure), flush=True)
    if asked.write:
        write(figures)
    return int(any(figure.unit == "faults" and figure.value for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
