"""What is in memory after the start: libraries for rare work are loaded when that work is done."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
# PDF, workbooks, solving, calendars, pictures of codes, catalogues, holidays: none of it is needed to show a page.
HEAVY = {"typst", "xlsxwriter", "python_calamine", "scipy", "highspy", "numpy", "icalendar", "segno", "babel", "holidays"}
LOADED = {
    "web": "import atut.config.wsgi; from django.urls import reverse; reverse('desk:today')",
    "worker": "import django; django.setup(); from atut.base.jobs import registry, runner; registry.load()",
}


@pytest.mark.parametrize("program", LOADED)
def test_heavy_libraries_wait_until_they_are_needed(program, tmp_path):
    own = {"ATUT_DATA": str(tmp_path), "ATUT_KEY_FILE": str(tmp_path / "keys" / "k"), "ATUT_DATABASE": "sqlite"}
    env = {**os.environ, **own, "ATUT_DEMO": "1", "DJANGO_SETTINGS_MODULE": "atut.config.settings"}
    code = f"{LOADED[program]}; import sys, json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert "wagtail" in loaded
    assert not loaded & HEAVY
