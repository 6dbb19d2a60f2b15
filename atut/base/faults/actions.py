"""Noting a breakdown, saying that it was seen to, forgetting old ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from atut.base.audit.journal import action, record
from atut.base.faults import permissions, queries, rules
from atut.base.faults.models import Fault
from atut.base.faults.rules import Breakdown
from atut.base.kernel.actors import Actor

PATIENCE = 500  # milliseconds: a person waits for the page of the error


@contextmanager
def _impatient() -> Iterator[None]:
    """A transaction that waits for no lock: the database may be what broke, and the log has it already."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            try:
                with transaction.atomic():
                    yield
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {usual}")
        else:
            with transaction.atomic():
                cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE}")
                yield


def note(broken: Breakdown, *, at: datetime) -> None:
    """Count a breakdown: a row a fault. One that was seen to and came back stands on the list again.

    No verb and no entry: nobody did it. The caller bears that this may fail, and never calls it for that failure.
    """
    code = broken.code(settings.SECRET_KEY)
    again = {"count": F("count") + 1, "last_at": at, "line": broken.line, "seen_at": None}
    with _impatient():
        if Fault.objects.filter(code=code).update(**again):
            return
        what = {
            "kind": broken.kind[:120],
            "place": broken.place[:200],
            "method": broken.method[:8],
            "pattern": broken.pattern[:200],
        }
        try:
            with transaction.atomic():
                Fault.objects.create(code=code, project_id=broken.project_id, line=broken.line, first_at=at, last_at=at, **what)
        except IntegrityError:  # another process met it at the same moment
            Fault.objects.filter(code=code).update(**again)


@action
def settle(fault: Fault, *, actor: Actor, at: datetime) -> Fault:
    """Somebody has seen to it: mended, or told whoever can. It comes back by itself when it breaks again."""
    permissions.SETTLE.require(actor, fault)
    fault = Fault.objects.select_for_update().get(pk=fault.pk)
    rules.check_open(fault.seen_at)
    fault.seen_at = at
    fault.save(update_fields=["seen_at"])
    record("faults.fault.settled", fault, actor=actor, at=at, fields=["seen_at"], count=fault.count)
    return fault


@transaction.atomic
def purge_forgotten(*, actor: Actor, at: datetime) -> int:
    """Delete faults that have not come for 90 days. Called by the retention run, which records the counts."""
    permissions.PURGE.require(actor)
    count, _by_model = queries.forgotten(at).delete()
    return count
