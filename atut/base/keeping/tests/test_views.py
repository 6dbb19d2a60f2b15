"""The screen of backups and the nightly one."""

import pytest

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.keeping import queries, rules, tasks
from atut.base.keeping.models import Run
from atut.base.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ATUT_BACKUPS = str(tmp_path / "backups")
    return tmp_path / "backups"


def test_an_administrator_makes_and_checks_a_backup(signed_in, folder):
    client = signed_in("administrator")
    assert "Nie ma jeszcze kopii" in client.get("/biurko/kopie/").content.decode()
    client.post("/biurko/kopie/zrob/")
    (made,) = folder.glob("*.zip")
    shown = client.post(f"/biurko/kopie/{made.name}/sprawdz/", follow=True).content.decode()
    assert f"{made.name} jest cały i\u00a0klucze go otwierają" in shown
    assert Entry.objects.filter(event="keeping.backup.made", actor_id=client.user.pk).count() == 1


def test_a_damaged_archive_is_named_as_damaged(signed_in, folder):
    client = signed_in("administrator")
    client.post("/biurko/kopie/zrob/")
    (made,) = folder.glob("*.zip")
    made.write_bytes(made.read_bytes()[:-200])
    shown = client.post(f"/biurko/kopie/{made.name}/sprawdz/", follow=True).content.decode()
    assert "nie jest pełną kopią" in shown


def test_no_other_file_can_be_named(signed_in, folder, tmp_path):
    folder.mkdir(parents=True)
    (tmp_path / "atut-secret.zip").write_bytes(b"x")
    client = signed_in("administrator")
    assert client.post("/biurko/kopie/..%2Fatut-secret.zip/sprawdz/").status_code == 404


@pytest.mark.parametrize("role", ["coordinator", "controller", "trainer"])
def test_backups_are_the_administrators_business(signed_in, role):
    assert signed_in(role).get("/biurko/kopie/").status_code == 403


def test_the_nightly_backup_keeps_the_last_fourteen(folder):
    folder.mkdir(parents=True)
    for day in range(1, 20):
        (folder / f"atut-2025-01-{day:02d}-020000.zip").write_bytes(b"old")
    tasks.back_up_nightly(clock.now())
    assert len(queries.backups()) == rules.KEPT_BACKUPS
    assert Run.objects.filter(kind=rules.Kind.BACKUP).count() == 1


def test_days_without_a_backup_appear_among_what_went_wrong(project):
    administrator = an_actor("administrator", project)
    now = clock.now()
    Run.objects.create(kind=rules.Kind.BACKUP, finished_at=now - rules.LONGEST_WITHOUT)
    (item,) = queries.went_wrong(administrator, now)
    assert item.count == 3
    assert queries.went_wrong(an_actor("coordinator", project), now) == []
