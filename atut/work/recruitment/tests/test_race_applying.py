"""Sixteen clients at once, on a real SQLite file or on PostgreSQL: distinct numbers, one application per person."""

import json
import os
import subprocess
import sys

import pytest

from tests.databases import an_empty_database
from tests.reading import ROOT


@pytest.mark.slow
@pytest.mark.own_database
def test_sixteen_clients_at_once_leave_one_application_per_person_and_no_number_twice(tmp_path):
    with an_empty_database() as database:
        env = {
            **os.environ,
            "ATUT_DATABASE": database,
            "ATUT_DATA": str(tmp_path / "data"),
            "ATUT_KEY_FILE": str(tmp_path / "keys" / "atut.keys"),
            "DJANGO_SETTINGS_MODULE": "atut.config.settings",
        }
        command = [sys.executable, "-m", "atut.work.recruitment.tests.race_applying"]
        ran = subprocess.run(command, env=env, cwd=ROOT, text=True, capture_output=True, timeout=1800, check=False)
        assert ran.returncode == 0, ran.stderr
    answer = json.loads(ran.stdout.splitlines()[-1])
    forms = 16 * 6
    assert answer == {"finished": 16, "applications": 21, "people": 21, "forms": forms, "numbers": forms, "highest": forms}
