"""The invitation to apply: fixed words, the same for everybody, with the way out."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from atut.base.mail.outbox import Recipient, queue
from atut.work.recruitment.models import Call, Invitation
from atut.work.recruitment.queries.enclosing import token_of
from atut.work.recruitment.rules import links
from atut.work.recruitment.rules.places import last_moment_day


def invited(invitation: Invitation, *, at: datetime) -> None:
    """The call takes applications: until when, where to read the rules, whence we know the address, how to hear no more."""
    person, project = invitation.person, invitation.call.project
    with translation.override(person.language):
        end = project.url(reverse("recruitment:invitations_end", args=[token_of(links.INVITED, invitation)]))
        context = {**_about(invitation.call), "person": person, "end": end}
    to = Recipient(person.full_name, person.email, person.language)
    queue("recruitment.invited", about=invitation, project=project, to=to, at=at, context=context, one_click=end)


def letter(call: Call) -> str:
    """The words of the letter, to be read before it goes to many."""
    everything = {**_about(call), "project": call.project, "end": gettext("(a link of the person's own)")}
    return render_to_string("recruitment/mail/invited.txt", everything)


def _about(call: Call) -> dict[str, Any]:
    link = call.project.url(reverse("recruitment:call_public", args=[call.key]))
    return {"call": call, "link": link, "last_day": last_moment_day(call.closes_at), "openings": call.openings.all()}
