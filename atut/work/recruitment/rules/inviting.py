"""Inviting people to apply: who may be written to, once, and never against their word."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.work.recruitment.rules.regulation import ASKED


class InvitedAlready(Refused):
    """Once is enough."""

    message = _("%(name)s has been invited to this call already. Nobody is written to twice about one call.")


class WantsNoInvitations(Refused):
    """An objection (GDPR art. 21)."""

    message = _("%(name)s asked not to be invited any more, so no letter was written.")


class AppliedAlready(Refused):
    """Nothing to invite to."""

    message = _("%(name)s has applied to this call already.")


class ToldOnce(Refused):
    """What was told for one application serves that application only."""

    message = _(
        "Who this line counts was told freely for one application each, so nobody is picked by it. Write about the call in the"
        " news of the project and ask the offices to pass it on."
    )


def must_be_invitable(name: str, *, invited: bool, refused: bool, applied: bool) -> None:
    """Known, not asked yet in this call, has not applied, has not objected."""
    if refused:
        raise WantsNoInvitations(name=name)
    if applied:
        raise AppliedAlready(name=name)
    if invited:
        raise InvitedAlready(name=name)


def must_be_of_the_records(fact: str) -> None:
    """People are picked by what the records of the project say for recruitment, never by what they confided."""
    if fact in ASKED:
        raise ToldOnce
