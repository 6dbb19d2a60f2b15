"""A backup is older than an erasure: put back, the person is erased again. On the database of the run, whole installations."""

import json
import os
import subprocess
import sys

import pytest

from atut.config.settings.environment import ROOT
from tests.databases import an_empty_database

NAME, EMAIL, PESEL = "Zdzibrawa", "zdzibrawa@example.org", "44051401359"
BEGIN = "import django; django.setup()\n"
PUT = f"""
from atut.base.kernel.actors import system
from atut.base.kernel import clock
from atut.base.projects.tests.factories import a_project
from atut.work.partnership.actions import register_person
from atut.work.partnership.rules import PersonDetails
project = a_project()
for first, email, number in (("{NAME}", "{EMAIL}", "{PESEL}"), ("Inna", "inna@example.org", "02070803628")):
    details = PersonDetails(first, "Nowak", pesel=number, email=email)
    register_person(project, details, organisation=None, actor=system(project.pk), at=clock.now())
"""
ERASE = f"""
from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.base.privacy import actions
from atut.work.partnership.models import Person
person = Person.objects.get(first_name="{NAME}")
coordinator = an_actor("coordinator", person.project)
now = clock.now()
asked = actions.receive_request(person.project, "erasure", person_key=person.key, received_at=now, actor=coordinator, at=now)
actions.erase(asked, actor=coordinator, at=now)
"""
WHO = """
import json
from atut.base.audit.models import Entry
from atut.base.privacy.models import DataRequest
from atut.work.partnership.models import Person
events = Entry.objects.filter(event__in=["privacy.request.repeated", "keeping.erasures.repeated"]).order_by("pk")
print(json.dumps({
    "people": sorted(Person.objects.values_list("first_name", "email")),
    "hashes": Person.objects.exclude(identity_hash=None).count(),
    "requests": DataRequest.objects.filter(answered_at__isnull=False).count(),
    "events": list(events.values_list("event", "count")),
}))
"""


def run(env, *words):
    return subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def asked(env, text):
    done = run(env, sys.executable, "-c", BEGIN + text)
    assert done.returncode == 0, done.stderr
    return done.stdout


def command(env, *words):
    done = run(env, sys.executable, "-m", "atut.config.commands", *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def house(tmp_path):
    places = {"ATUT_DATA": "data", "ATUT_KEY_FILE": "keys/k", "ATUT_BACKUPS": "backups"}
    with an_empty_database() as database:
        env = {**os.environ, **{name: str(tmp_path / place) for name, place in places.items()}, "ATUT_DATABASE": database}
        env |= {"ATUT_DEMO": "0", "DJANGO_SETTINGS_MODULE": "atut.config.settings"}
        done = run(env, sys.executable, "-m", "atut.config.preparing")
        assert done.returncode == 0, done.stderr
        yield env, tmp_path


@pytest.mark.slow
@pytest.mark.own_database
def test_backup_erase_restore_and_the_person_is_gone(house):
    env, place = house
    asked(env, PUT)
    command(env, "backup", str(place / "backups" / "b.zip"))
    asked(env, ERASE)
    listed = (place / "backups" / "erasures.jsonl").read_text()
    assert set(json.loads(listed)) == {"person", "erased_at", "sets"}
    assert not any(words in listed for words in (NAME, EMAIL, PESEL, "Nowak"))

    command(env, "restore", str(place / "backups" / "b.zip"), "--replace")
    found = json.loads(asked(env, WHO))
    assert found["people"] == [["", ""], ["Inna", "inna@example.org"]]
    assert (found["hashes"], found["requests"]) == (1, 1)
    assert found["events"] == [["privacy.request.repeated", found["events"][0][1]], ["keeping.erasures.repeated", 1]]

    # the list lost, the present database still knows; a line about somebody this backup never held stops nothing
    (place / "backups" / "erasures.jsonl").write_text(listed.replace(json.loads(listed)["person"], "nikogonietu") + "not a line\n")
    command(env, "restore", str(place / "backups" / "b.zip"), "--replace")
    assert json.loads(asked(env, WHO))["people"] == found["people"]
    assert listed in (place / "backups" / "erasures.jsonl").read_text()
