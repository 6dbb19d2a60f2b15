"""The messages of the room."""

from datetime import datetime

from atut.base.mail.outbox import Recipient, queue
from atut.work.partnership.models import AccountLink


def account_link(link: AccountLink, *, address: str, at: datetime) -> None:
    """The way to the own page: works once, until a day."""
    person = link.person
    queue(
        "partnership.account_link",
        about=link,
        project=person.project,
        to=Recipient(person.full_name, link.email, person.language),
        at=at,
        context={"person": person, "address": address, "until": link.expires_at},
    )
