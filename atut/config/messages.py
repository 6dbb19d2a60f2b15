"""Compiling translation catalogues with Babel: no gettext tools are needed to run Atut."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from atut.config.settings.environment import ROOT


def compile_stale() -> int:
    """Write django.mo beside every django.po that is newer; how many were written."""
    count = 0
    for source in sorted((ROOT / "atut").rglob("LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            _compile(source, target)
            count += 1
    return count


def _compile(source: Path, target: Path) -> None:
    with source.open("rb") as file:
        catalogue = read_po(file)
    fresh = target.with_suffix(".part")
    with fresh.open("wb") as file:
        write_mo(file, catalogue)
    fresh.replace(target)
