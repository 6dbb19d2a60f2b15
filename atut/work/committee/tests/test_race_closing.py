"""Two members at once, each in four tabs, on SQLite or PostgreSQL: one result, and a clear sentence to the others."""

import json
import os
import subprocess
import sys

import pytest

from atut.work.committee.tests.race_closing import PEOPLE, TABS
from tests.databases import an_empty_database
from tests.reading import ROOT


@pytest.mark.slow
@pytest.mark.own_database
def test_two_members_who_close_at_once_bring_the_points_once_and_every_other_tab_is_told(tmp_path):
    with an_empty_database() as database:
        own = {
            "ATUT_DATA": str(tmp_path / "data"),
            "ATUT_KEY_FILE": str(tmp_path / "keys" / "atut.keys"),
            "ATUT_DATABASE": database,
        }
        env = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "atut.config.settings"}
        command = [sys.executable, "-m", "atut.work.committee.tests.race_closing"]
        ran = subprocess.run(command, env=env, cwd=ROOT, text=True, capture_output=True, timeout=1800, check=False)
        assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout.splitlines()[-1])
    assert (said["closed"], said["closings"], said["open"]) == (2, 2, 0), "each sheet is closed once"
    assert said["judged"] == PEOPLE, "points come once"
    assert said["jury"] == [{"motives": 14, "plan": 3}] * PEOPLE
    assert said["refused"]
    assert all(one.startswith("Twoja karta jest już zamknięta") for one in said["refused"]), said["refused"]
    assert (said["acceptances"], said["accepted"]) == (2, [TABS, TABS]), "a second click finds the first acceptance"
