"""Saying what must be said; recording tests and barriers; looking the statement through; deleting what is over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from atut.base.audit.journal import action, record
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.keys import new_key
from atut.base.kernel.texts import Text
from atut.base.projects.models import Project
from atut.base.projects.rules import check_polish
from atut.front.duties import permissions, queries
from atut.front.duties.models import Barrier, Said, Test
from atut.front.duties.rules import accessibility as rules
from atut.front.duties.rules.recording import check_recording

RECORDINGS = "recordings"  # the folder in the public storage

SAID_FIELDS = frozenset(
    {"aim", "groups", "effects", "published_on", "changed_on", "contact_name", "contact_email", "contact_phone"}
    | {"architecture", "interpreter", "easy_text", "recording_url", "recording_text", "scope_text"}
)


@action
def say(project: Project, words: Mapping[str, Any], *, actor: Actor, at: datetime) -> Said:
    """Keep what the office says about its project and site; only what is given changes. It shows at once."""
    permissions.SAY.require(actor, project)
    said = _said(project)
    changed = [name for name in sorted(SAID_FIELDS & set(words)) if getattr(said, name) != words[name]]
    for name in changed:
        setattr(said, name, words[name])
    said.save()
    record("duties.said.changed", said, actor=actor, at=at, fields=changed)
    return said


@action
def keep_recording(project: Project, content: bytes, *, words: Text, actor: Actor, at: datetime) -> Said:
    """Put a recording in sign language on the site, with its words below. Another one replaces it."""
    permissions.SAY.require(actor, project)
    film = check_recording(content, words)
    said = _said(project)
    old, name = said.recording_file, f"{RECORDINGS}/{new_key()}.{film.suffix}"
    said.recording_file, said.recording_text = default_storage.save(name, ContentFile(content)), words
    said.save()
    _delete_film(old)
    record("duties.said.recording_kept", said, actor=actor, at=at, fields=["recording_file", "recording_text"])
    return said


@action
def take_recording_away(project: Project, *, actor: Actor, at: datetime) -> Said:
    """Take the recording off the site; its words stay."""
    permissions.SAY.require(actor, project)
    said = _said(project)
    old, said.recording_file = said.recording_file, ""
    said.save()
    _delete_film(old)
    record("duties.said.recording_taken_away", said, actor=actor, at=at, fields=["recording_file"])
    return said


def _delete_film(name: str) -> None:
    """Once the change stands: undone, the row still names its film."""
    if name:
        transaction.on_commit(lambda: default_storage.delete(name))


@action
def review(project: Project, *, actor: Actor, at: datetime) -> Said:
    """Say that the accessibility statement was looked through today (art. 11: each year by 31 March)."""
    permissions.SAY.require(actor, project)
    said = _said(project)
    said.reviewed_on = clock.local(at).date()
    said.prepared_on = said.prepared_on or said.reviewed_on
    said.save()
    record("duties.said.reviewed", said, actor=actor, at=at, fields=["reviewed_on"])
    return said


@dataclass(frozen=True, slots=True)
class TestDetails:
    """A test as the office records it."""

    kind: str
    tester: str
    scope_tested: str
    outcome: str
    findings: str
    tested_on: date


@action
def record_test(project: Project, given: TestDetails, *, actor: Actor, at: datetime) -> Test:
    """Record a test of accessibility. The status of the statement follows from it."""
    permissions.TEST.require(actor, project)
    one = rules.Tested(rules.Kind(given.kind), given.tester, rules.Outcome(given.outcome), given.tested_on)
    rules.check_test(one, given.findings, clock.local(at).date())
    values = {name: getattr(given, name) for name in TestDetails.__dataclass_fields__}
    test = Test.objects.create(project=project, recorded_at=at, **values)
    record("duties.test.recorded", test, actor=actor, at=at, fields=["kind", "outcome", "tested_on"])
    return test


@action
def report_barrier(
    project: Project, *, what: Text, reason: str, instead: Text, found_on: date, actor: Actor, at: datetime
) -> Barrier:
    """Say which content is not accessible; it stands in the statement until it is mended."""
    permissions.TEST.require(actor, project)
    check_polish(what)
    barrier = Barrier.objects.create(project=project, what=what, reason=rules.Reason(reason), instead=instead, found_on=found_on)
    record("duties.barrier.reported", barrier, actor=actor, at=at, fields=["reason"])
    return barrier


@action
def mend_barrier(barrier: Barrier, *, actor: Actor, at: datetime) -> Barrier:
    """Say that a barrier is gone. Mended twice is mended once."""
    permissions.TEST.require(actor, barrier)
    barrier = Barrier.objects.select_for_update().get(pk=barrier.pk)
    barrier.mended_on = barrier.mended_on or clock.local(at).date()
    barrier.save(update_fields=["mended_on"])
    record("duties.barrier.mended", barrier, actor=actor, at=at, fields=["mended_on"])
    return barrier


@action
def purge_testers(*, actor: Actor, at: datetime) -> int:
    """Take the names out of tests older than five years; the tests stay. Called by the retention run."""
    permissions.FORGET.require(actor)
    due = list(queries.testers_due(at))
    for test in due:
        test.tester = ""
        test.save(update_fields=["tester"])
        record("duties.tester.erased", test, actor=actor, at=at, fields=["tester"])
    return len(due)


def _said(project: Project) -> Said:
    Project.objects.select_for_update().get(pk=project.pk)
    return Said.objects.select_for_update().filter(project=project).first() or Said(project=project)
