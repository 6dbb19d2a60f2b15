"""Messages of the room: links to confirm, what became of a comment, a recommended page, news.

No stranger's text is in any of them.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from atut.base.kernel.texts import text_in
from atut.base.mail.outbox import Recipient, queue
from atut.base.projects.models import Project
from atut.front.voices.models import Comment, Letter, NewsItem, Subscription
from atut.front.voices.queries.links import Purpose, link
from atut.front.voices.queries.shown import in_language
from atut.front.voices.rules.moves import Reason


def _post(kind: str, letter: Letter, at: datetime, **context: Any) -> None:
    stop = link(Purpose.BLOCK, letter.project, letter.email_hash, language=letter.language)
    queue(
        kind,
        about=letter,
        project=letter.project,
        to=Recipient("", letter.email, letter.language),
        at=at,
        context={**context, "stop": stop},
        one_click=stop,
    )


def page_recommended(letter: Letter, *, at: datetime) -> None:
    """Somebody thought a page worth reading. The name is all that came from outside; title and address are ours."""
    topic = letter.topic
    assert topic is not None, "a recommendation is of a page"  # noqa: S101  # a row without one was made by no verb
    address = letter.project.url(in_language(topic.address, letter.language))
    _post("voices.page_recommended", letter, at, name=letter.name, title=text_in(topic.title, letter.language), link=address)


def comment_confirm(letter: Letter, *, at: datetime) -> None:
    """Is it you who wrote? The text itself is not in the mail."""
    comment = letter.comment
    assert comment is not None, "a comment waits for this letter"  # noqa: S101  # as above
    address = link(Purpose.CONFIRM, letter.project, comment.key, language=letter.language)
    _post("voices.comment_confirm", letter, at, title=text_in(comment.topic.title, letter.language), link=address)


def news_confirm(letter: Letter, *, at: datetime) -> None:
    """Do you want our news? Or: you already get them, here is how to end them."""
    asked = letter.subscription
    assert asked is not None, "a subscription waits for this letter"  # noqa: S101  # as above
    purpose = Purpose.NEWS_END if asked.confirmed_at else Purpose.NEWS
    address = link(purpose, letter.project, asked.key, language=letter.language)
    _post("voices.news_confirm", letter, at, link=address, is_known=bool(asked.confirmed_at))


def _tell(kind: str, comment: Comment, at: datetime, **context: Any) -> None:
    if not comment.email:
        return
    own = link(Purpose.OWN, comment.project, comment.key, language=comment.language)
    page = comment.project.url(in_language(comment.topic.address, comment.language))
    told = {"title": text_in(comment.topic.title, comment.language), "own": own, "page": f"{page}#k-{comment.key}", **context}
    to = Recipient(comment.name, comment.email, comment.language)
    queue(kind, about=comment, project=comment.project, to=to, at=at, context=told)


def comment_shown(comment: Comment, *, at: datetime) -> None:
    """The comment stands on the page; the link to change or withdraw it."""
    _tell("voices.comment_shown", comment, at)


def comment_rejected(comment: Comment, *, at: datetime) -> None:
    """Why it is not shown, and what can be done."""
    _tell("voices.comment_rejected", comment, at, reason=Reason(comment.reason))


def news_digest(subscription: Subscription, items: Sequence[NewsItem], *, at: datetime) -> None:
    """What is new, with the way out in the text and for the mailbox's own button."""
    project, language = subscription.project, subscription.language
    end = link(Purpose.NEWS_END, project, subscription.key, language=language)
    queue(
        "voices.news_digest",
        about=subscription,
        project=project,
        to=Recipient("", subscription.email, language),
        at=at,
        context={"items": [_line(project, item, language) for item in items], "count": len(items), "end": end},
        one_click=end,
    )


def _line(project: Project, item: NewsItem, language: str) -> dict[str, Any]:
    return {
        "title": text_in(item.title, language),
        "day": item.published_on,
        "link": project.url(in_language(item.address, language)),
    }
