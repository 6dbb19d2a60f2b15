"""News by e-mail: asked for, confirmed by the mailbox, told once a day at most, ended at one click."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.texts import Text
from atut.base.projects.models import Project
from atut.front.voices import notices, permissions
from atut.front.voices.actions.posting import write_letter
from atut.front.voices.models import NewsItem, Subscription
from atut.front.voices.queries import sending
from atut.front.voices.rules import measure


@dataclass(frozen=True, slots=True)
class NewsSeen:
    """A published piece of news: what its own room tells of it."""

    title: Text
    address: str
    published_on: date


@action
def announce_news(project: Project, items: Iterable[NewsSeen], *, actor: Actor, at: datetime) -> int:
    """Remember news to tell in the next digest. An address is announced once, however often it is given. How many are new."""
    permissions.announce.require(actor, project)
    known = set(NewsItem.objects.filter(project=project).values_list("address", flat=True))
    fresh = [item for item in items if item.address not in known]
    rows = [
        NewsItem(project=project, title=one.title, address=one.address, published_on=one.published_on, announced_at=at)
        for one in {one.address: one for one in fresh}.values()
    ]
    NewsItem.objects.bulk_create(rows, ignore_conflicts=True)
    record("voices.news.announced", project, actor=actor, at=at, count=len(rows))
    return len(rows)


@action
def ask_news(project: Project, *, email: str, language: str, actor: Actor, at: datetime) -> Subscription:
    """Somebody typed an address. Its mailbox gets a link with a button; without it nothing is ever sent."""
    permissions.subscribe.require(actor, project)
    hashed = sending.hash_of(project, email)
    asked = Subscription.objects.select_for_update().filter(project=project, email_hash=hashed).first()
    if asked is None:
        asked = Subscription(project=project, email_hash=hashed, email=email)
    if asked.confirmed_at is None:
        asked.language, asked.asked_at = language, at
    asked.save()
    write_letter(measure.Kind.CONFIRM_NEWS, asked, email, language, at=at)
    record("voices.subscription.asked", asked, actor=actor, at=at)
    return asked


@action
def confirm_news(subscription: Subscription, *, actor: Actor, at: datetime) -> Subscription:
    """The mailbox says yes. It is told of what is announced from now on. Twice is once."""
    permissions.subscribe.require(actor, subscription)
    row = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if row.confirmed_at is None:
        measure.check_in_time(row.asked_at, at=at)
        row.confirmed_at = row.told_until = at
        row.save(update_fields=["confirmed_at", "told_until"])
    record("voices.subscription.confirmed", row, actor=actor, at=at)
    return row


@action
def end_news(subscription: Subscription, *, actor: Actor, at: datetime) -> None:
    """No more news: the address is deleted at once."""
    permissions.subscribe.require(actor, subscription)
    record("voices.subscription.ended", subscription, actor=actor, at=at, fields=["email"])
    subscription.delete()


@action
def tell_news(subscription: Subscription, items: Sequence[NewsItem], *, actor: Actor, at: datetime) -> int:
    """One digest to one subscriber, of what was announced since the last one. How many news are in it."""
    permissions.announce.require(actor, subscription)
    row = Subscription.objects.select_for_update(of=("self",)).select_related("project").get(pk=subscription.pk)
    since = row.told_until or row.asked_at
    fresh = [item for item in items if item.announced_at > since]
    row.told_until = max([item.announced_at for item in fresh], default=since)
    row.save(update_fields=["told_until"])
    if fresh:
        notices.news_digest(row, fresh, at=at)
    record("voices.subscription.told", row, actor=actor, at=at, count=len(fresh))
    return len(fresh)
