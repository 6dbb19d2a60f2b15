"""What waits for the office and what went wrong in settling: gminas without a class, people a kept export left out.

Incomplete data and late situations are told by the room training, where they are mended; here they would stand twice.
"""

from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atut.base.kernel.actors import Actor
from atut.base.kernel.roles import Role
from atut.base.kernel.worklist import Item
from atut.base.projects.models import Commune
from atut.work.monitoring.models import Export
from atut.work.training.models import Participation


def worklist(actor: Actor, _at: datetime) -> list[Item]:
    """Gminas of participants whose class (DEGURBA) nobody confirmed: EECO17 stays too low until then. One query."""
    if not actor.holds_for_project({Role.COORDINATOR}):
        return []
    lives = Participation.objects.filter(project=actor.project_id or 0, entered_on__isnull=False, degurba=None)
    waiting = Commune.objects.filter(degurba_confirmed_at=None, pk__in=lives.values("commune")).count()
    item = Item(
        waiting,
        ngettext("gmina has no confirmed class (DEGURBA)", "gminas have no confirmed class (DEGURBA)", waiting),
        _("Their people are missing in the indicator of rural areas. Compare the class with the list of Eurostat."),
        reverse("monitoring:exports"),
    )
    return [item] if waiting else []


def went_wrong(actor: Actor, _at: datetime) -> list[Item]:
    """People and institutions whom the last kept export of each kind left out, because their data block counting. One query."""
    if not actor.holds_for_project({Role.COORDINATOR, Role.CONTROLLER}):
        return []
    of_kind = Export.objects.filter(project=OuterRef("project"), kind=OuterRef("kind")).order_by("-made_at", "-pk")
    last = Export.objects.filter(project=actor.project_id or 0, pk=Subquery(of_kind.values("pk")[:1]), left_out__gt=0)
    return [
        Item(
            export.left_out,
            ngettext(
                "record was left out of the last export for the funder",
                "records were left out of the last export for the funder",
                export.left_out,
            ),
            _("Mend the data and keep another export before the next payment claim."),
            reverse("monitoring:exports_of", args=[export.kind]),
        )
        for export in last.order_by("kind", "pk")
    ]
