"""Messages of the room: to members when they are appointed."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation

from atut.base.mail.outbox import Recipient, queue
from atut.work.committee.models import Member


def appointed(member: Member, *, at: datetime) -> None:
    """You sit on a committee; what comes first, and where."""
    user, call = member.user, member.committee.call
    with translation.override(user.language):
        link = call.project.url(reverse("committee:my_committee", args=[call.key]))
    queue(
        "committee.member_appointed",
        about=member,
        project=call.project,
        to=Recipient(user.name, user.email, user.language),
        at=at,
        context={"member": member, "call": call, "link": link},
    )
