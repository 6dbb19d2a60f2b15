"""Backups, restores and key changes on whole installations: own folders, own processes, also killed ones."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.fernet import MultiFernet
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection

from atut.base.audit.models import Entry
from atut.base.files import actions as files
from atut.base.files.rules import Retention
from atut.base.keeping import actions, rules
from atut.base.keeping.actions import rotating
from atut.base.keeping.models import Run
from atut.base.kernel import actors
from atut.base.kernel.crypto import read_keys
from atut.base.projects.models import Project

PESEL = "44051401359"
SYSTEM = actors.system()


@pytest.fixture(autouse=True)
def _own_place(settings, tmp_path):
    """Keys and files of this test only."""
    settings.ATUT_KEY_FILE = str(tmp_path / "keys" / "atut.keys")
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}},
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "media"}},
    }


@pytest.fixture
def scan(project, at):
    return files.keep(
        b"%PDF " + PESEL.encode(), name="skan.pdf", media_type="application/pdf", purpose="test.scan",
        retention=Retention.PROJECT, project=project, at=at,
    )  # fmt: skip


def raw(table, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.django_db(transaction=True)
def test_a_backup_holds_rows_and_files_and_no_keys_and_no_plain_secrets(project, scan, at, tmp_path):
    run = actions.back_up(tmp_path / "b.zip", actor=SYSTEM, at=at)
    everything = b"".join(zipfile.ZipFile(tmp_path / "b.zip").read(name) for name in zipfile.ZipFile(tmp_path / "b.zip").namelist())
    assert PESEL.encode() not in everything
    assert read_keys(Path(settings.ATUT_KEY_FILE))[0].encode() not in everything
    assert project.identity_secret.encode() not in everything
    assert run.counts["projects.project"] == 1
    assert (tmp_path / "b.zip").stat().st_mode & 0o077 == 0
    assert Entry.objects.get(event="keeping.backup.made").subject_key == run.key
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.django_db
def test_a_coordinator_may_not_copy_or_lock_anew_the_installation(coordinator, at, tmp_path):
    with pytest.raises(PermissionDenied):
        actions.back_up(tmp_path / "b.zip", actor=coordinator, at=at)
    with pytest.raises(PermissionDenied):
        actions.rotate(actor=coordinator, at=at)
    with pytest.raises(PermissionDenied):
        actions.restore(tmp_path / "b.zip", actor=coordinator, at=at)


@pytest.mark.django_db(transaction=True)
def test_a_damaged_backup_is_refused(project, scan, at, tmp_path):
    actions.back_up(tmp_path / "b.zip", actor=SYSTEM, at=at)
    with zipfile.ZipFile(tmp_path / "b.zip") as whole, zipfile.ZipFile(tmp_path / "c.zip", "w") as changed:
        for name in whole.namelist():
            content = whole.read(name)
            changed.writestr(name, content.replace(b"testserver", b"testserwer") if "projects.project." in name else content)
    with pytest.raises(rules.Damaged):
        actions.check(tmp_path / "c.zip")
    (tmp_path / "d.zip").write_bytes((tmp_path / "b.zip").read_bytes()[:-300])
    with pytest.raises(rules.NotABackup):
        actions.check(tmp_path / "d.zip")


@pytest.mark.django_db(transaction=True)
def test_a_backup_of_other_keys_is_refused(project, at, tmp_path, settings):
    actions.back_up(tmp_path / "b.zip", actor=SYSTEM, at=at)
    settings.ATUT_KEY_FILE = str(tmp_path / "other" / "atut.keys")
    with pytest.raises(rules.WrongKeys):
        actions.check(tmp_path / "b.zip")


@pytest.mark.django_db(transaction=True)
def test_rotation_leaves_one_key_that_opens_everything(project, scan, at):
    secret, before = project.identity_secret, raw("projects_project", "identity_secret")
    old_key = read_keys(Path(settings.ATUT_KEY_FILE))
    run = actions.rotate(actor=SYSTEM, at=at)
    assert read_keys(Path(settings.ATUT_KEY_FILE)) != old_key
    assert len(read_keys(Path(settings.ATUT_KEY_FILE))) == 1
    assert raw("projects_project", "identity_secret") != before
    assert Project.objects.get().identity_secret == secret
    scan.refresh_from_db()
    assert files.read(scan).startswith(b"%PDF ")
    assert run.counts["files"] == 1
    assert Entry.objects.get(event="keeping.keys.rotated").count == sum(run.counts.values())


class Killed(BaseException):
    """The process is gone at this point."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("after", range(4))
def test_a_rotation_killed_anywhere_goes_on_and_loses_nothing(project, other_project, scan, at, after, monkeypatch):
    secrets = {p.pk: p.identity_secret for p in Project.objects.all()}
    count, real = [0], MultiFernet.rotate

    def killed(self, token, **more):
        count[0] += 1
        if count[0] > after:
            raise Killed
        return real(self, token, **more)

    with monkeypatch.context() as killing:
        killing.setattr(MultiFernet, "rotate", killed)
        killing.setattr(rotating, "BATCH", 1)
        if after < 3:
            with pytest.raises(Killed):
                actions.rotate(actor=SYSTEM, at=at)
    assert {p.pk: p.identity_secret for p in Project.objects.all()} == secrets
    actions.rotate(actor=SYSTEM, at=at)
    assert len(read_keys(Path(settings.ATUT_KEY_FILE))) == 1
    assert {p.pk: p.identity_secret for p in Project.objects.all()} == secrets
    scan.refresh_from_db()
    assert files.read(scan).endswith(PESEL.encode())


@pytest.mark.django_db(transaction=True)
def test_a_second_rotation_at_the_same_time_does_nothing(project, at):
    import fcntl

    read_keys(Path(settings.ATUT_KEY_FILE))
    with Path(settings.ATUT_KEY_FILE).with_suffix(".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert actions.rotate(actor=SYSTEM, at=at) is None
    assert Run.objects.count() == 0


# Whole installations, in processes of their own --------------------------------------------------

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """A migrated data folder with one project and its backup, and what is in it; the embedded database."""
    place = tmp_path_factory.mktemp("installation")
    env = {
        **os.environ,
        "ATUT_DATA": str(place / "data"),
        "ATUT_KEY_FILE": str(place / "keys" / "atut.keys"),
        "ATUT_DATABASE": "sqlite",
    }
    env |= {"DJANGO_SETTINGS_MODULE": "atut.config.settings", "ATUT_DEMO": "0"}
    subprocess.run([sys.executable, "-m", "atut.config.preparing"], cwd=ROOT, env=env, check=True, capture_output=True)
    put = """
import django; django.setup()
from atut.base.projects.tests.factories import a_project
from atut.base.files import actions as files
from atut.base.files.rules import Retention
from atut.base.kernel import clock
p = a_project()
files.keep(b'tresc', name='a.txt', media_type='text/plain', purpose='test.scan',
           retention=Retention.PROJECT, project=p, at=clock.now())
"""
    subprocess.run([sys.executable, "-c", put], cwd=ROOT, env=env, check=True, capture_output=True)
    told = command(env, "backup", str(place / "b.zip"))
    assert told.returncode == 0, told.stderr
    return place, env, read_back(env)


def command(env, *words):
    return subprocess.run(
        [sys.executable, "-m", "atut.config.commands", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


def read_back(env):
    asked = """
import django; django.setup()
from atut.base.projects.models import Project
from atut.base.files.models import StoredFile
from atut.base.files.actions import read
from atut.base.audit.models import Entry
import json
p = Project.objects.get()
print(json.dumps([p.host, len(p.identity_secret), p.name['pl'], read(StoredFile.objects.get()).decode(), p.created_at.isoformat(),
                  sorted(Entry.objects.values_list('event', flat=True))]))
"""
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, env=env, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


@pytest.mark.slow
def test_a_backup_comes_back_in_an_empty_place(installation, tmp_path):
    place, env, held = installation
    there = {**env, "ATUT_DATA": str(tmp_path / "new")}
    done = command(there, "restore", str(place / "b.zip"))
    assert done.returncode == 0, done.stderr
    found = read_back(there)
    assert found[:5] == held[:5]
    assert "keeping.backup.restored" in found[5]
    assert not (tmp_path / "new.building").exists()
    again = command(there, "restore", str(place / "b.zip"))
    assert again.returncode == 1
    assert "--replace" in again.stderr
    assert command(there, "restore", str(place / "b.zip"), "--replace").returncode == 0
    assert read_back(there)[:5] == held[:5]


@pytest.mark.slow
def test_a_backup_of_an_older_version_is_brought_up_to_date(installation, tmp_path):
    """Made before sessions had a table: migrations lead to where it stands and, its rows put in, to where the program stands."""
    place, env, held = installation
    with zipfile.ZipFile(place / "b.zip") as whole, zipfile.ZipFile(tmp_path / "old.zip", "w") as old:
        for name in whole.namelist():
            content = json.loads(whole.read(name)) if name == "manifest.json" else None
            if content:
                content["migrations"] = [one for one in content["migrations"] if one[0] != "sessions"]
            old.writestr(name, json.dumps(content) if content else whole.read(name))
    there = {**env, "ATUT_DATA": str(tmp_path / "new")}
    done = command(there, "restore", str(tmp_path / "old.zip"))
    assert done.returncode == 0, done.stderr
    assert read_back(there)[:5] == held[:5]
    with closing(sqlite3.connect(tmp_path / "new" / "atut.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM django_session").fetchone() == (0,)


@pytest.mark.slow
def test_a_restore_is_refused_while_the_program_runs(installation, tmp_path):
    import fcntl

    place, env, _held = installation
    (tmp_path / "busy").mkdir()
    with (tmp_path / "busy" / "in-use.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = command({**env, "ATUT_DATA": str(tmp_path / "busy")}, "restore", str(place / "b.zip"))
    assert done.returncode == 1
    assert not (tmp_path / "busy" / "files").exists()


@pytest.mark.slow
def test_a_restore_killed_in_the_middle_leaves_the_old_data(installation, tmp_path):
    place, env, _held = installation
    there = {**env, "ATUT_DATA": str(tmp_path / "data")}
    assert command(there, "restore", str(place / "b.zip")).returncode == 0
    before = read_back(there)
    words = [sys.executable, "-m", "atut.config.commands", "restore", str(place / "b.zip"), "--replace"]
    running = subprocess.Popen(
        words, cwd=ROOT, env=there, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    until = time.monotonic() + 60
    while not (tmp_path / "data.building" / "atut.sqlite3").exists() and time.monotonic() < until:
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert read_back(there) == before
    assert command(there, "restore", str(place / "b.zip"), "--replace").returncode == 0
