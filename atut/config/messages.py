"""Compiling translation catalogues with Babel: no gettext tools are needed to run Atut.

Polish typography is set here, once, for every text of the program: no one-letter word ends a line, a number keeps its unit.
"""

import re
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from atut.base.kernel import polish
from atut.config.settings.environment import ROOT

MAKERS = (Path(__file__), Path(polish.__file__))  # what a catalogue is made by, besides its source
UNIT = re.compile(r"(%\(\w+\)[sd]) (?=%%|zł\b|godz|min\b|pkt|os[oó]b|dni\b|MB\b)")


def compile_stale() -> int:
    """Write a .mo beside every .po that is newer; how many were written."""
    count, made_by = 0, max(one.stat().st_mtime for one in MAKERS)
    for source in sorted((ROOT / "atut").rglob("LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < max(made_by, source.stat().st_mtime):
            _compile(source, target)
            count += 1
    return count


def _compile(source: Path, target: Path) -> None:
    with source.open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if message.id:  # the entry without an id is the header
            said = message.string or ""
            message.string = typeset(said) if isinstance(said, str) else tuple(map(typeset, said))
    fresh = target.with_suffix(".part")
    with fresh.open("wb") as file:
        write_mo(file, catalogue)
    fresh.replace(target)


def typeset(text: str) -> str:
    """Polish typography of a translation, whose numbers are still places to fill: `%(percent)s %%`."""
    return UNIT.sub("\\1\u00a0", polish.typeset(text))
