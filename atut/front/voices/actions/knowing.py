"""Pages made known to the room: where they stand, what they are called, may they be commented. Pages calls these."""

from dataclasses import dataclass
from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.texts import Text
from atut.base.projects.models import Project
from atut.front.voices import permissions
from atut.front.voices.models import Topic


@dataclass(frozen=True, slots=True)
class PageSeen:
    """A page as its own room knows it. Without a key it gets a random one; the key stays when the address changes."""

    address: str
    title: Text
    is_open: bool = False
    is_public: bool = True
    key: str = ""


@action
def know_topic(project: Project, page: PageSeen, *, actor: Actor, at: datetime) -> Topic:
    """Take in a new page, or what changed about a known one. Found by its key, else by its address."""
    permissions.know_topic.require(actor, project)
    rows = Topic.objects.select_for_update().filter(project=project)
    topic = (rows.filter(key=page.key).first() if page.key else None) or rows.filter(address=page.address).first()
    if topic is None:
        topic = Topic(project=project, **({"key": page.key} if page.key else {}))
    topic.address, topic.title, topic.is_open, topic.is_public = page.address, page.title, page.is_open, page.is_public
    topic.save()
    record("voices.topic.known", topic, actor=actor, at=at)
    return topic


@action
def forget_topic(topic: Topic, *, actor: Actor, at: datetime) -> None:
    """The page was deleted: what was said about it goes too."""
    permissions.know_topic.require(actor, topic)
    record("voices.topic.erased", topic, actor=actor, at=at, count=topic.comments.count())
    topic.delete()
