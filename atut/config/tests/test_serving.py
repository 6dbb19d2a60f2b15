"""Starting and stopping: a taken port is told, children end with their parent, a foreign folder is never thrown away."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from atut.base.kernel import folders

ROOT = Path(__file__).resolve().parents[3]


def environment(place, port):
    known = {name: value for name, value in os.environ.items() if not name.startswith("ATUT_") and name != "DJANGO_SETTINGS_MODULE"}
    return known | {"ATUT_DATA": str(place / "data"), "ATUT_KEY_FILE": str(place / "keys" / "atut.keys"), "PORT": str(port)}


def serve(env, *words):
    return subprocess.Popen(
        [sys.executable, "-m", "atut.config.serving", *words], cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True
    )


def test_a_taken_port_is_told_before_anything_is_built(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = serve(environment(tmp_path, taken.getsockname()[1]))
        assert done.wait(120) == 1
    assert "is taken" in done.stderr.read()
    assert not (tmp_path / "data").exists()


def test_fresh_leaves_a_foreign_folder_alone(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "thesis.txt").write_text("three years of work")
    words, env = [sys.executable, "-m", "atut.config.preparing", "--fresh"], environment(tmp_path, 8000)
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "not a data folder of Atut" in done.stderr
    assert (tmp_path / "data" / "thesis.txt").exists()


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A data folder made ready once."""
    made = tmp_path_factory.mktemp("served")
    words = [sys.executable, "-m", "atut.config.preparing"]
    subprocess.run(words, cwd=ROOT, env=environment(made, 8000), check=True, capture_output=True)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_however_the_parent_ends_no_child_goes_on(place, how):
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    child = serve(environment(place, str(port)))
    until = time.monotonic() + 300
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.2)
    family = psutil.Process(child.pid).children(recursive=True)
    assert len(family) >= 3  # the web server, its worker process, the job worker
    child.send_signal(how)
    child.wait(120)
    _gone, alive = psutil.wait_procs(family, timeout=60)
    assert alive == []


def test_two_programs_never_use_one_folder(tmp_path):
    held = folders.in_use(tmp_path / "data")
    assert held is not None
    assert folders.in_use(tmp_path / "data") is None
    held.close()
    assert folders.in_use(tmp_path / "data") is not None


def test_a_kill_between_the_two_renames_is_mended(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "x").write_text("old")
    data.rename(folders.beside(data, "old"))
    folders.mend(data)
    assert (data / "x").read_text() == "old"


def test_the_new_folder_takes_the_place_of_the_old(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    building = folders.begin_beside(data)
    (building / "x").write_text("new")
    folders.put_in_place(building, data)
    assert (data / "x").read_text() == "new"
    assert folders.is_marked(data)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["data"]
