"""The pages of this room about a call, for the page of the call."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from atut.base.kernel.actors import Actor
from atut.work.committee import permissions
from atut.work.committee.models import Member
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries.beside import Beside
from atut.work.recruitment.rules.moves import NOT_IN_FORCE, CallStatus
from atut.work.recruitment.rules.points import judged


def beside(call: Call, actor: Actor) -> Iterator[Beside]:
    """The committee, where the call has one or needs one; appeals once the list is closed and they are allowed. One query."""
    if call.status in NOT_IN_FORCE:
        return
    if permissions.view_committee.allows(actor, call):
        sits = Member.objects.filter(committee__call=call, dismissed_at=None).exists()
        needed = bool(judged(call.rules.criteria))
        if sits or needed:
            waits = "" if sits else _("nobody appointed")
            yield Beside(_("Committee"), reverse("committee:committee_show", args=[call.key]), waits)
    if call.status == CallStatus.SELECTED and call.rules.appeal_days and permissions.view_appeals.allows(actor, call):
        yield Beside(_("Appeals"), reverse("committee:appeals", args=[call.key]))
