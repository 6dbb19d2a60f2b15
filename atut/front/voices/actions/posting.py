"""Letters that strangers cause. Asking always leaves the same row and the same answer; a job decides later what is sent.

So neither the answer nor the time it takes tells whether a mailbox is known, blocked or has had enough.
"""

from dataclasses import dataclass
from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.projects.models import Project
from atut.front.voices import notices, permissions
from atut.front.voices.models import Block, Comment, Letter, Subscription, Topic
from atut.front.voices.queries import sending
from atut.front.voices.rules import moves, writing
from atut.front.voices.rules.measure import Kind

_NOTICES = {
    Kind.RECOMMENDED: notices.page_recommended,
    Kind.CONFIRM_COMMENT: notices.comment_confirm,
    Kind.CONFIRM_NEWS: notices.news_confirm,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation as it was typed."""

    email: str
    name: str
    language: str = "pl"


@action
def recommend_page(topic: Topic, asked: Asked, *, actor: Actor, at: datetime) -> Letter:
    """Ask for a fixed letter with the page's title and address to somebody. Only the name comes from outside."""
    permissions.recommend.require(actor, topic)
    moves.check_open(is_public=topic.is_public, is_open=True)
    name = writing.name(asked.name)
    letter = write_letter(Kind.RECOMMENDED, topic, asked.email, asked.language, at=at, name=name)
    record("voices.letter.asked", letter, actor=actor, at=at)
    return letter


def write_letter(
    kind: Kind, about: Topic | Comment | Subscription, email: str, language: str, *, at: datetime, name: str = ""
) -> Letter:
    """The row that waits for the job."""
    place = {Topic: "topic", Comment: "comment", Subscription: "subscription"}[type(about)]
    project: Project = about.project
    return Letter.objects.create(
        project=project,
        kind=kind,
        email=email,
        name=name,
        email_hash=sending.hash_of(project, email),
        language=language,
        asked_at=at,
        **{place: about},
    )


@action
def post_letter(letter: Letter, *, actor: Actor, at: datetime) -> Letter:
    """Send the letter, or hold it: its reader wants none, has had enough, or has had this page. The address goes at once."""
    permissions.post_letters.require(actor, letter)
    letter = (
        Letter.objects.select_for_update(of=("self",))
        .select_related("project", "topic", "comment__topic", "subscription")
        .get(pk=letter.pk)
    )
    if letter.decided_at is None:
        letter.is_sent = sending.may_go(letter, at=at)
        if letter.is_sent:
            _NOTICES[Kind(letter.kind)](letter, at=at)
        letter.decided_at, letter.email, letter.name = at, "", ""
        letter.save(update_fields=["is_sent", "decided_at", "email", "name"])
    record("voices.letter.sent" if letter.is_sent else "voices.letter.held", letter, actor=actor, at=at)
    return letter


@action
def block_mailbox(project: Project, email_hash: str, *, actor: Actor, at: datetime) -> Block:
    """No more letters that strangers cause, for ever. Twice is once."""
    permissions.block.require(actor)
    block, _made = Block.objects.get_or_create(project=project, email_hash=email_hash, defaults={"blocked_at": at})
    record("voices.mailbox.blocked", block, actor=actor, at=at)
    return block


@action
def unblock_mailbox(block: Block, *, actor: Actor, at: datetime) -> None:
    """The owner of the mailbox asked the office to let letters through again."""
    permissions.handle_mailbox.require(actor, block)
    record("voices.mailbox.released", block, actor=actor, at=at)
    block.delete()
