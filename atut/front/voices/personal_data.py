"""What the room holds about people: what they wrote, addresses they gave, hashes of mailboxes."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.personal import DataSet
from atut.front.voices import actions
from atut.front.voices.queries import mailbox, sending

DATA_SETS = [
    DataSet(model="voices.Topic", personal=False),
    DataSet(model="voices.NewsItem", personal=False, due=sending.news_due, purge=actions.purge_news),
    DataSet(
        model="voices.Comment",
        purpose=_("Comments on public pages, and a link to their writers"),
        basis=_("GDPR art. 6(1)(a): whoever writes may withdraw at any time"),
        retention=_("Unconfirmed two days, rejected 90 days, shown with the page; the address one year"),
        plain=("name", "text", "language", "status", "reason", "written_at", "confirmed_at"),
        sensitive=("email",),
        technical=(
            "key", "project", "topic", "parent", "email_hash", "is_checked", "is_office", "decided_at", "decided_by",
        ),
        for_person=mailbox.comments_of_person,
        erase=actions.erase_comments,
        due=sending.comments_due,
        purge=actions.purge_comments,
    ),
    DataSet(
        model="voices.Report",
        purpose=_("Reports of readers about comments; who reported is not kept"),
        basis=_("GDPR art. 6(1)(e)"),
        retention=_("90 days after they were settled"),
        technical=("key", "project", "comment", "complaint", "reported_at", "settled_at"),
        due=sending.reports_due,
        purge=actions.purge_reports,
    ),
    DataSet(
        model="voices.Letter",
        purpose=_("Letters that visitors cause: limits for each mailbox"),
        basis=_("GDPR art. 6(1)(f): keeping mailboxes from being flooded"),
        retention=_("Address and name until the letter is sent, seconds; the keyed hash 30 days"),
        plain=("kind", "language", "asked_at"),
        sensitive=("email", "name"),
        technical=("key", "project", "topic", "comment", "subscription", "email_hash", "decided_at", "is_sent"),
        for_person=mailbox.letters_of_person,
        due=sending.letters_due,
        purge=actions.purge_letters,
    ),
    DataSet(
        model="voices.Block",
        purpose=_("Mailboxes whose owners want no letters that strangers cause"),
        basis=_("GDPR art. 6(1)(c) and art. 21"),
        retention=_("Until its owner asks otherwise; a keyed hash, no address"),
        plain=("blocked_at",),
        technical=("key", "project", "email_hash"),
        for_person=mailbox.blocks_of_person,
        kept=mailbox.why_block_stays,
    ),
    DataSet(
        model="voices.Subscription",
        purpose=_("News by e-mail"),
        basis=_("GDPR art. 6(1)(a): asked for and confirmed, ended at one click"),
        retention=_("Until it is ended; unconfirmed two days; 90 days after the project"),
        plain=("language", "asked_at", "confirmed_at"),
        sensitive=("email",),
        technical=("key", "project", "email_hash", "told_until"),
        for_person=mailbox.subscriptions_of_person,
        erase=actions.erase_subscriptions,
        due=sending.subscriptions_due,
        purge=actions.purge_subscriptions,
    ),
]  # fmt: skip
