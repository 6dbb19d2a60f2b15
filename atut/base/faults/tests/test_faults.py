"""A page that breaks: a code for the caller, one row a fault, nothing of what was typed, and never a second breakdown."""

import logging
import re
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.conf import settings as real
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.faults import actions, queries, rules
from atut.base.faults.models import Fault
from atut.base.faults.rules import Breakdown
from atut.base.kernel import actors, clock

pytestmark = pytest.mark.django_db
NUMBER = "44051401359"
CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}")


@pytest.fixture(autouse=True)
def _addresses(settings, client):
    settings.ROOT_URLCONF = "atut.base.faults.tests.breaking"
    client.raise_request_exception = False


def breakdown(project=None, **changes):
    known = {"kind": "ValueError", "place": "atut/a.py f", "line": 7, "method": "GET", "pattern": "a/<slug:key>/"}
    return Breakdown(**known | {"project_id": project.pk if project else None} | changes)


def code_on(answer):
    assert answer.status_code == 500
    return CODE.search(answer.content.decode())[0]


def test_the_page_of_the_error_tells_a_code_and_the_desk_finds_it(client, project, signed_in):
    code = code_on(client.post(f"/peka/tajny-token/?q={NUMBER}", {"pesel": NUMBER}))
    fault = Fault.objects.get()
    assert (fault.code, fault.kind, fault.method, fault.pattern) == (code, "ValueError", "POST", "peka/<slug:token>/")
    assert fault.place == "atut/base/faults/tests/breaking.py breaks"
    assert fault.project == project
    page = signed_in("coordinator").get(reverse("faults:faults"), {"kod": code.lower().replace("-", " ")}).content.decode()
    assert code in page
    assert reverse("faults:faults") in client.get(reverse("desk:wrong")).content.decode()


def test_nothing_of_what_was_typed_is_kept(client, project, caplog):
    client.post(f"/peka/tajny-token/?q={NUMBER}", {"pesel": NUMBER})
    kept = " ".join(str(value) for value in Fault.objects.values_list().get())
    assert NUMBER not in kept
    assert "tajny-token" not in kept
    [line] = [one.getMessage() for one in caplog.records if one.name == "atut.faults"]
    assert Fault.objects.get().code in line
    assert NUMBER not in line
    assert "tajny-token" not in line


def test_the_same_fault_is_one_row_with_a_count(client, project):
    codes = {code_on(client.get(f"/peka/token{number}/")) for number in range(3)}
    assert codes == {Fault.objects.get().code}
    assert Fault.objects.get().count == 3
    assert code_on(client.post("/peka/token/")) not in codes


def test_a_page_of_another_project_is_another_fault(client, project, other_project, signed_in):
    codes = [code_on(client.get("/peka/x/", headers={"host": host})) for host in ("testserver", "other.testserver")]
    assert len(set(codes)) == 2
    seen = signed_in("coordinator").get(reverse("faults:faults")).content.decode()
    assert [code in seen for code in codes] == [True, False]
    assert client.post(reverse("faults:fault_settle", args=[codes[1]])).status_code == 404


def test_an_administrator_sees_all_and_a_controller_settles_nothing(project, other_project, at, client, signed_in):
    for one in (project, other_project, None):
        actions.note(breakdown(one), at=at)
    assert queries.faults(an_actor("administrator", project)).count() == 3
    assert queries.faults(an_actor("controller", project)).count() == 1
    assert queries.faults(an_actor("trainer", project)).count() == 0
    with pytest.raises(PermissionDenied):
        actions.settle(Fault.objects.get(project=project), actor=an_actor("controller", project), at=at)
    with pytest.raises(PermissionDenied):
        actions.settle(Fault.objects.get(project=None), actor=an_actor("coordinator", project), at=at)
    assert "<button" not in signed_in("controller").get(reverse("faults:faults")).content.decode().partition("<table")[2]


def test_seen_to_takes_it_off_the_list_until_it_breaks_again(project, coordinator, at, signed_in):
    actions.note(breakdown(project), at=at)
    actions.note(breakdown(project, line=9), at=at)
    [item] = queries.went_wrong(coordinator, at)
    assert item.count == 2
    fault = Fault.objects.get()
    answer = signed_in("coordinator").post(reverse("faults:fault_settle", args=[fault.code]), follow=True)
    assert "Załatwione" in answer.content.decode()
    assert queries.went_wrong(coordinator, at) == []
    assert Entry.objects.get(event="faults.fault.settled").subject_key == fault.code
    with pytest.raises(rules.SeenTo):
        actions.settle(fault, actor=coordinator, at=at)
    actions.note(breakdown(project, line=9), at=at + timedelta(days=1))
    fault.refresh_from_db()
    assert (fault.count, fault.line, fault.seen_at, fault.first_at, fault.last_at) == (3, 9, None, at, at + timedelta(days=1))
    assert len(queries.went_wrong(coordinator, at)) == 1


def test_two_clicks_on_seen_to_are_told_so(project, at, signed_in):
    actions.note(breakdown(project), at=at)
    url = reverse("faults:fault_settle", args=[Fault.objects.get().code])
    signed_in("coordinator").post(url)
    assert "już się tym zajął" in signed_in("coordinator").post(url, follow=True).content.decode()


@pytest.mark.django_db(transaction=True)
def test_an_error_of_the_database_is_noted_like_any_other(client, project):
    code = code_on(client.get("/odmawia/"))
    assert Fault.objects.get().code == code


def test_when_the_database_refuses_the_log_has_it_and_the_page_its_code(client, project, caplog):
    """The table is gone, so noting fails too: once, within the page that is shown."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE faults_fault RENAME TO faults_elsewhere")
    with caplog.at_level(logging.ERROR, logger="atut.faults"):
        code = code_on(client.get("/znikla/"))
    lines = [one.getMessage() for one in caplog.records if one.name == "atut.faults"]
    assert len(lines) == 2
    assert all(code in line for line in lines)
    assert "OperationalError" in lines[0]
    assert "log only" in lines[1]


def test_the_page_of_the_error_breaks_too_and_plain_words_are_left(client, project, settings):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "APP_DIRS": False, "OPTIONS": {}}]
    answer = client.get("/peka/x/")
    assert code_on(answer) == Fault.objects.get().code
    assert "Something broke" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_locked_database_is_not_waited_for(project, at):
    """Somebody holds the lock for as long as it takes: the person still gets the page, within a second or two."""
    actions.note(breakdown(project), at=at)
    held, over = threading.Event(), threading.Event()

    def holding():
        from django.db import transaction

        with transaction.atomic():
            Fault.objects.select_for_update().update(count=5)
            held.set()
            over.wait(30)
        connections.close_all()

    other = threading.Thread(target=holding)
    other.start()
    held.wait(10)
    begun = clock.now()
    try:
        with pytest.raises(DatabaseError):
            actions.note(breakdown(project), at=at)
        assert clock.now() - begun < timedelta(seconds=10)
    finally:
        over.set()
        other.join()
    actions.note(breakdown(project), at=at)
    assert Fault.objects.get().count == 6


def test_the_code_is_the_same_in_every_process(project):
    asked = "from atut.base.faults.rules import Breakdown as B; print(B('ValueError', 'a f', 1, 'GET', 'x/', 3).code('s'))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=real.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == Breakdown("ValueError", "a f", 99, "GET", "x/", 3).code("s")
    assert CODE.fullmatch(done.stdout.strip())


@pytest.mark.parametrize(("typed", "meant"), [("7k4m29qx", "7K4M-29QX"), (" 7K4M – 29QX ", "7K4M-29QX"), ("", ""), ("7k", "7K-")])
def test_a_code_is_understood_as_it_is_spoken(typed, meant):
    assert rules.typed_code(typed) == meant


def test_a_fault_that_does_not_come_back_is_forgotten(project, at):
    actions.note(breakdown(project), at=at - rules.KEPT)
    assert actions.purge_forgotten(actor=actors.system(), at=at) == 0
    assert actions.purge_forgotten(actor=actors.system(), at=at + timedelta(seconds=1)) == 1
    with pytest.raises(PermissionDenied):
        actions.purge_forgotten(actor=an_actor("coordinator", project), at=at)


def test_the_list_asks_as_often_for_thirty_as_for_three(project, at, signed_in):
    client, counted = signed_in("coordinator"), []
    for many in (3, 30):
        for number in range(many):
            actions.note(breakdown(project, pattern=f"{number}/"), at=at)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("faults:faults")).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]
