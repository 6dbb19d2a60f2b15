"""Letters to post, subscribers to tell, traces whose time is over."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from atut.base.mail.models import Message
from atut.base.mail.rules import State
from atut.base.projects.models import Project
from atut.front.voices.models import Block, Comment, Letter, NewsItem, Report, Subscription
from atut.front.voices.rules import measure, writing
from atut.front.voices.rules.measure import Kind
from atut.front.voices.rules.moves import Status


def hash_of(project: Project, email: str) -> str:
    """The keyed hash by which a mailbox is found again: of this project only, not readable."""
    return project.identity_hash(f"mailbox:{writing.mailbox(email)}")


def letters_to_post(most: int = 200) -> list[Letter]:
    """Asked for and not yet decided, the oldest first."""
    rows = Letter.objects.filter(decided_at=None).select_related("project", "topic", "comment", "subscription")
    return list(rows.order_by("asked_at", "pk")[:most])


def may_go(letter: Letter, *, at: datetime) -> bool:
    """Not blocked by its reader, not one too many, not the same page again. Two queries."""
    if Block.objects.filter(project=letter.project_id, email_hash=letter.email_hash).exists():
        return False
    sent = Letter.objects.filter(project=letter.project_id, email_hash=letter.email_hash, kind=letter.kind, is_sent=True)
    rows = list(sent.filter(decided_at__gt=at - measure.SAME_PAGE_AGAIN).values_list("decided_at", "topic"))
    is_again = letter.kind == Kind.RECOMMENDED and any(topic == letter.topic_id for _sent, topic in rows)
    return not is_again and not measure.is_too_many((one for one, _topic in rows if one), letter.kind, at=at)


def news_to_tell(project: Project) -> list[NewsItem]:
    """What was announced, the newest first."""
    return list(NewsItem.objects.filter(project=project).order_by("-published_on", "-announced_at", "-pk"))


def subscribers_to_tell() -> list[Subscription]:
    """Confirmed, and something was announced since they were last told. Two queries."""
    rows = Subscription.objects.filter(confirmed_at__isnull=False).select_related("project").order_by("project", "pk")
    newest = dict(NewsItem.objects.order_by("announced_at", "pk").values_list("project", "announced_at"))
    return [row for row in rows if row.project_id in newest and newest[row.project_id] > (row.told_until or row.asked_at)]


def comments_due(at: datetime) -> QuerySet[Comment]:
    """Never confirmed, rejected long ago, withdrawn and without replies; and shown ones whose e-mail has had its time."""
    gone = Q(status=Status.UNCONFIRMED, written_at__lte=at - measure.CONFIRM_WITHIN)
    gone |= Q(status=Status.REJECTED, decided_at__lte=at - measure.KEEP_REJECTED)
    gone |= Q(~Exists(Comment.objects.filter(parent=OuterRef("pk"))), status=Status.WITHDRAWN)
    return Comment.objects.filter(gone | emails_due(at)).order_by("pk")


def emails_due(at: datetime) -> Q:
    """A comment stays, its writer's address goes after a year."""
    return Q(confirmed_at__lte=at - measure.KEEP_EMAIL) & ~Q(email_hash="")


def reports_due(at: datetime) -> QuerySet[Report]:
    """Settled long ago."""
    return Report.objects.filter(settled_at__lte=at - measure.KEEP_REPORTS).order_by("pk")


def letters_due(at: datetime) -> QuerySet[Letter]:
    """The hashes that limits were counted by."""
    return Letter.objects.filter(asked_at__lte=at - measure.KEEP_LETTERS, decided_at__isnull=False).order_by("pk")


def subscriptions_due(at: datetime) -> QuerySet[Subscription]:
    """Never confirmed, or of a project that is over."""
    never = Q(confirmed_at=None, asked_at__lte=at - measure.CONFIRM_WITHIN)
    over = Q(project__ends_on__lt=(at - measure.KEEP_AFTER_PROJECT).date())
    return Subscription.objects.filter(never | over).order_by("pk")


def news_due(at: datetime) -> QuerySet[NewsItem]:
    """Told long ago; the page itself stays."""
    return NewsItem.objects.filter(announced_at__lte=at - measure.KEEP_NEWS).order_by("pk")


def sent_to_forget(at: datetime) -> QuerySet[Message]:
    """Messages of this room in the outbox whose text and address have had their time."""
    done = Message.objects.filter(kind__startswith="voices.", state__in=[State.SENT, State.FAILED])
    short = Q()
    for kind, time in measure.FORGET_SENT.items():
        short |= Q(kind=kind, next_at__lte=at - time)
    waits = Message.objects.filter(kind__startswith="voices.", state=State.QUEUED).values("about_key")
    return done.filter(short | Q(next_at__lte=at - measure.FORGET_OTHERS)).exclude(about_key__in=waits).order_by("pk")


def with_replies(rows: Iterable[Comment]) -> set[int]:
    """Which of these comments have replies: their rows stay, without words. One query."""
    found = Comment.objects.filter(parent__in=[row.pk for row in rows]).values_list("parent_id", flat=True)
    return {parent for parent in found if parent is not None}


def blocked(project: Project, hashes: Iterable[str]) -> QuerySet[Block]:
    """Blocks of these mailboxes."""
    return Block.objects.filter(project=project, email_hash__in=list(hashes)).order_by("pk")
