"""`script/bench [part …] [--write]`."""

import argparse
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

from bench.house import Run
from bench.parts import PARTS
from bench.report import Figure, line, machine, say, write
from bench.sizes import REAL, SMALL


def main(words: list[str]) -> int:
    """Run the parts asked for, all by default. 1 when one cannot be run or a yes-or-no says no: a time never fails a run."""
    reader = argparse.ArgumentParser(prog="script/bench", description="Figures of the program beside the limits it stands on.")
    reader.add_argument("parts", nargs="*", metavar="part", help=f"some of: {', '.join(PARTS)} (default: all)")
    reader.add_argument("--write", action="store_true", help="record the figures of all parts in docs/benchmarks.md")
    reader.add_argument("--small", action="store_true", help="tiny sizes: shows that the parts work; the figures mean nothing")
    reader.add_argument("--keep", type=Path, metavar="FOLDER", help="build the demo there and keep it for the next run")
    asked = reader.parse_args(words)
    if unknown := set(asked.parts) - set(PARTS):
        reader.error(f"there is no part {', '.join(sorted(unknown))}; parts: {', '.join(PARTS)}")
    if asked.write and (asked.parts or asked.small):
        reader.error("only a whole run is recorded, so that all figures are of the same minutes")
    signal.signal(signal.SIGTERM, lambda *_unused: sys.exit(143))
    head, begun = machine(), time.monotonic()
    print(head, flush=True)
    with tempfile.TemporaryDirectory(prefix="atut-bench-") as folder:
        run = Run(Path(folder), SMALL if asked.small else REAL, asked.keep)
        figures, failed = _measured(run, asked.parts or list(PARTS))
    took = f"whole run {time.monotonic() - begun:.0f} s"
    print(took)
    if asked.write:
        write(f"{head}; {took}.", figures)
    return int(bool(failed) or any(figure.is_broken for figure in figures))


def _measured(run: Run, names: list[str]) -> tuple[list[Figure], list[str]]:
    """The figures of these parts, and the parts that could not be run: the others are not lost with them."""
    figures, failed = [], []
    for place, name in enumerate(names, start=1):
        say(f"part {place} of {len(names)}: {name}")
        try:
            for figure in PARTS[name](run):
                figures.append(figure)
                print(line(figure), flush=True)
        except Exception:  # noqa: BLE001  # whatever it is, it is told
            traceback.print_exc()
            failed.append(name)
            figures.append(Figure(name, "could not be run", 1, "faults", 0))
    return figures, failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
