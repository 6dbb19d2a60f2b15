"""The outbox: notices to people, encrypted. Found by the thing they are about and by the address."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.personal import DataSet

DATA_SETS = [
    DataSet(
        model="mail.Message",
        purpose=_("Telling people about their application, place, sessions and certificates, and proving that they were told"),
        basis=_("GDPR art. 6(1)(c) and (e)"),
        retention=_("As the project's records: a notice proves that a deadline was told"),
        plain=("to_name", "to_email", "language", "told_by"),
        sensitive=("title", "text"),
        technical=(
            "key", "project", "kind", "about_type", "about_key", "state", "attempts", "next_at", "lease_until",
            "last_error", "created_at", "sent_at", "told_at", "told_how",
        ),
    ),
]  # fmt: skip
