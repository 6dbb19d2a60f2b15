"""What runs by itself: letters that visitors asked for, the digest of news, what the outbox forgets."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from atut.base.jobs.registry import job
from atut.base.kernel.actors import system
from atut.front.voices import actions
from atut.front.voices.queries import sending


@job(_("Write the letters that visitors asked for"), every=timedelta(seconds=5))
def post_letters(at: datetime) -> int:
    """Write the recommendations and links to confirm that visitors asked for, or hold them."""
    return sum(actions.post_letter(letter, actor=system(letter.project_id), at=at).is_sent for letter in sending.letters_to_post())


@job(_("Send news to those who asked for them"), at_hour=7)
def tell_news(at: datetime) -> int:
    """Send one digest of new news to each subscriber."""
    told, items = 0, {}
    for subscription in sending.subscribers_to_tell():
        if subscription.project_id not in items:
            items[subscription.project_id] = sending.news_to_tell(subscription.project)
        told += bool(actions.tell_news(subscription, items[subscription.project_id], actor=system(subscription.project_id), at=at))
    return told


@job(_("Take letters of strangers out of the outbox"), every=timedelta(minutes=15))
def forget_sent(at: datetime) -> int:
    """Take sent letters of strangers, their text and address, out of the outbox."""
    return actions.forget_sent(actor=system(), at=at) if sending.sent_to_forget(at).exists() else 0
