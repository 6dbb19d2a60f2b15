"""What is said about a page: for the page itself, which pages pulls, and for the forms."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import get_language

from atut.base.projects.models import Project
from atut.front.voices.models import Comment, Topic
from atut.front.voices.rules.moves import Status

ON_THE_PAGE = 30  # the newest talks; the rest stand on a page of their own


def topic_by_key(project: Project, key: str) -> Topic | None:
    """A page that can be read now."""
    return Topic.objects.filter(project=project, key=key, is_public=True).select_related("project").first()


def comment_to_answer(project: Project, key: str) -> Comment | None:
    """A shown comment of the first level on an open page."""
    rows = Comment.objects.filter(project=project, key=key, status=Status.SHOWN, parent=None)
    return rows.filter(topic__is_public=True, topic__is_open=True).select_related("topic", "project").first()


def comment_to_report(project: Project, key: str) -> Comment | None:
    """A shown comment."""
    rows = Comment.objects.filter(project=project, key=key, status=Status.SHOWN, topic__is_public=True, is_office=False)
    return rows.select_related("topic").first()


def own_comment(project: Project, key: str) -> Comment | None:
    """A comment by its key, whatever became of it, for whoever holds its link."""
    return Comment.objects.filter(project=project, key=key).select_related("topic", "parent", "project").first()


@dataclass(frozen=True, slots=True)
class Talk:
    """A comment and the replies to it, the oldest first."""

    comment: Comment
    replies: list[Comment] = field(default_factory=list)

    @property
    def is_gone(self) -> bool:
        """The comment is shown no more, its replies are."""
        return self.comment.status != Status.SHOWN


@dataclass(frozen=True, slots=True)
class PageVoices:
    """Everything the foot of a page shows: sharing, comments."""

    topic: Topic
    talks: Sequence[Talk]
    count: int

    @property
    def has_comments(self) -> bool:
        """Is there a part of comments at all?"""
        return self.topic.is_open or bool(self.talks)

    @property
    def newest(self) -> Sequence[Talk]:
        """What fits on the page itself."""
        return self.talks[-ON_THE_PAGE:]

    @property
    def has_more(self) -> bool:
        """Are there talks that do not fit?"""
        return len(self.talks) > ON_THE_PAGE


def page_voices(project: Project, address: str) -> PageVoices | None:
    """What belongs at the foot of the page at this address (its path in any language). Two queries."""
    topic = Topic.objects.filter(project=project, address=in_polish(address), is_public=True).select_related("project").first()
    return voices_of(topic) if topic else None


def voices_of(topic: Topic) -> PageVoices:
    """The talks of a page, the oldest first. One query."""
    shown = _shown(topic)
    count = sum(one.status == Status.SHOWN for one in shown)
    replies: dict[int, list[Comment]] = {}
    for one in shown:
        if one.parent_id is not None and one.status == Status.SHOWN:
            replies.setdefault(one.parent_id, []).append(one)
    talks = [Talk(one, replies.get(one.pk, [])) for one in shown if one.parent_id is None]
    return PageVoices(topic, [talk for talk in talks if not talk.is_gone or talk.replies], count)


def _shown(topic: Topic) -> list[Comment]:
    rows: QuerySet[Comment] = topic.comments.filter(status=Status.SHOWN) | topic.comments.filter(
        parent=None, replies__status=Status.SHOWN
    )
    return list(rows.defer("email").distinct().order_by("confirmed_at", "pk"))


def in_polish(address: str) -> str:
    """The path of a page without the prefix of another language."""
    language = get_language() or "pl"
    prefix = f"/{language}/"
    return address[len(prefix) - 1 :] if language != "pl" and address.startswith(prefix) else address


def in_language(address: str, language: str) -> str:
    """The path of a page in a language: Polish stands without a prefix."""
    return address if language == "pl" else f"/{language}{address}"
