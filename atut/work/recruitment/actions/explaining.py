"""Keeping what would have changed it: for the people of a long list, after it was closed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.documents.annex import keep_annex
from atut.work.recruitment.models import Choice, Place, Selection
from atut.work.recruitment.notices import placing as notices
from atut.work.recruitment.rules.moves import HOLDING, ApplicationStatus
from atut.work.selection.rules.walk import Why


@action
def keep_explanations(selection: Selection, found: Mapping[str, Any], *, actor: Actor, at: datetime) -> int:
    """Write down a piece: with the list, and with each person's first wish, and tell them. The rest of the list stays as it was.

    A piece that was kept already (two workers, a worker killed and started again) changes nothing. An empty one says that
    everybody has been told, and prints the annex to the protocol.
    """
    permissions.explain.require(actor, selection)
    selection = Selection.objects.select_for_update(of=("self",)).select_related("call__project", "protocol").get(pk=selection.pk)
    new = {code: reason for code, reason in found.items() if code not in selection.changes}
    _write(selection, new, at)
    selection.changes |= new
    selection.is_explained = not found
    if selection.is_explained and selection.changes and selection.annex_id is None:
        selection.annex = keep_annex(selection, at=at)
    selection.save(update_fields=["changes", "is_explained", "annex"])
    record("recruitment.selection.explained", selection, actor=actor, at=at, count=len(new))
    return len(new)


def _write(selection: Selection, new: Mapping[str, Any], at: datetime) -> None:
    """What would have changed it stands with the first wish that counted; whoever still waits for a place reads it."""
    wishes = Prefetch("choices", Choice.objects.order_by("preference"))
    changed = []
    held = Prefetch("places", Place.objects.filter(status__in=HOLDING))
    people = selection.call.applications.filter(code__in=new).select_related("person", "call__project")
    for application in people.prefetch_related(wishes, held).order_by("pk"):
        first = next((one for one in application.choices.all() if any(kept["code"] in Why.values for kept in one.reasons)), None)
        if first:
            first.reasons = [*first.reasons, new[application.code]]
            changed.append(first)
            if application.status == ApplicationStatus.ELIGIBLE and not application.places.all():
                notices.explained(application, new[application.code], at=at)
    Choice.objects.bulk_update(changed, ["reasons"], batch_size=100)
