"""The verbs of the room, by stage: pages made known, comments written, moderated, pages recommended, news, what goes at night."""

from atut.front.voices.actions.forgetting import (
    erase_comments,
    erase_mailbox,
    erase_subscriptions,
    forget_sent,
    purge_comments,
    purge_letters,
    purge_news,
    purge_reports,
    purge_subscriptions,
)
from atut.front.voices.actions.knowing import PageSeen, forget_topic, know_topic
from atut.front.voices.actions.moderating import (
    answer_comment,
    approve_comment,
    keep_comment,
    put_back_comment,
    reject_comment,
)
from atut.front.voices.actions.news import NewsSeen, announce_news, ask_news, confirm_news, end_news, tell_news
from atut.front.voices.actions.posting import Asked, block_mailbox, post_letter, recommend_page, unblock_mailbox
from atut.front.voices.actions.writing import (
    Written,
    change_comment,
    confirm_comment,
    report_comment,
    withdraw_comment,
    write_comment,
)

__all__ = [
    "Asked",
    "NewsSeen",
    "PageSeen",
    "Written",
    "announce_news",
    "answer_comment",
    "approve_comment",
    "ask_news",
    "block_mailbox",
    "change_comment",
    "confirm_comment",
    "confirm_news",
    "end_news",
    "erase_comments",
    "erase_mailbox",
    "erase_subscriptions",
    "forget_sent",
    "forget_topic",
    "keep_comment",
    "know_topic",
    "post_letter",
    "purge_comments",
    "purge_letters",
    "purge_news",
    "purge_reports",
    "purge_subscriptions",
    "put_back_comment",
    "recommend_page",
    "reject_comment",
    "report_comment",
    "tell_news",
    "unblock_mailbox",
    "withdraw_comment",
    "write_comment",
]
