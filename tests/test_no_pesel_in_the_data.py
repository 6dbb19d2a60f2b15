"""No byte of the data folder shows a PESEL: database, WAL, outbox, jobs, sessions, files, logs, backup."""

import base64
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.a_house_with_pesels import PESELS, right

ROOT = Path(__file__).resolve().parents[1]


def disguises(pesel):
    """The digits as they are, without a leading zero, in UTF-16, and in base64 at each of its three offsets."""
    for digits in {pesel, pesel.lstrip("0")}:
        for encoding in ("ascii", "utf-16-le", "utf-16-be"):
            plain = digits.encode(encoding)
            yield plain
            for shift in range(3):
                coded = base64.b64encode(b"\0" * shift + plain)
                first = (8 * shift + 5) // 6
                yield coded[first : first + (len(plain) * 8 - 6) // 6 - 1]


def every_file(folder):
    """Name and bytes of each file, of archives their members too."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    yield from ((f"{path.name}/{name}", archive.read(name)) for name in archive.namelist())


def shown(folder):
    found = []
    for name, content in every_file(folder):
        for number, pesel in enumerate(map(right, PESELS)):
            if pesel in name or any(disguise in content for disguise in disguises(pesel)):
                found.append(f"{name} shows PESEL {number}")
    return found


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The data folder after the walk, with what the process said in it as a log."""
    place = tmp_path_factory.mktemp("pesel")
    data = place / "data"
    data.mkdir()
    env = {**os.environ, "ATUT_DATABASE": "sqlite", "ATUT_DATA": str(data), "ATUT_KEY_FILE": str(place / "keys" / "atut.keys")}
    env |= {"DJANGO_SETTINGS_MODULE": "atut.config.settings", "ATUT_DEMO": "1"}
    with (data / "log.txt").open("wb") as log:
        command = [sys.executable, "-m", "tests.a_house_with_pesels", str(place)]
        subprocess.run(command, cwd=ROOT, env=env, stdout=log, stderr=log, check=False)
    assert (place / "done").exists(), (data / "log.txt").read_text()[-3000:]
    return data


def test_no_byte_of_the_data_folder_shows_a_pesel(house):
    assert shown(house) == []


def test_the_walk_left_something_in_every_place_that_is_searched(house):
    names = [name for name, _content in every_file(house)]
    assert {"atut.sqlite3", "atut.sqlite3-wal", "backup.zip", "log.txt"} <= set(names)
    assert len(list((house / "files").rglob("*"))) > 5


@pytest.mark.parametrize("encoding", ["ascii", "utf-16-le"])
@pytest.mark.parametrize("shift", [0, 1, 2])
def test_the_search_finds_what_is_there(tmp_path, encoding, shift):
    hidden = b"x" * shift + right(PESELS[-1]).lstrip("0").encode(encoding) + b"more"
    (tmp_path / "plain").write_bytes(hidden)
    (tmp_path / "coded").write_bytes(base64.b64encode(hidden))
    assert {line.split()[0] for line in shown(tmp_path)} == {"plain", "coded"}
