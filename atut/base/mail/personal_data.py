"""The outbox: notices to people, encrypted. Found by the thing they are about and by the address."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.personal import DataSet
from atut.base.mail import actions, queries

DATA_SETS = [
    DataSet(
        model="mail.Message",
        purpose=_("Telling people about their application, place, sessions and certificates, and proving that they were told"),
        basis=_("GDPR art. 6(1)(c) and (e)"),
        retention=_("As the project's records: a notice proves that a deadline was told"),
        plain=("created_at", "to_name", "to_email", "language", "state", "sent_at", "told_at", "told_how", "told_by"),
        sensitive=("title", "text"),
        technical=(
            "key", "project", "kind", "about_type", "about_key", "attempts", "next_at", "lease_until", "last_error",
            "one_click",
        ),
        for_things=queries.messages_about,
        erase_things=actions.erase_messages,
    ),
]  # fmt: skip
