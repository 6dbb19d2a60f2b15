"""Valid topics, comments and subscriptions, made by the verbs."""

import itertools

from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous, system
from atut.front.voices import actions
from atut.front.voices.models import Letter

_count = itertools.count(1)


def a_topic(project, *, is_open=True, **options):
    number = next(_count)
    page = actions.PageSeen(
        options.pop("address", f"/strona-{number}/"),
        options.pop("title", {"pl": f"Strona {number}", "en": f"Page {number}"}),
        is_open=is_open,
        **options,
    )
    return actions.know_topic(project, page, actor=system(project.pk), at=clock.now())


def a_comment(topic, state="waiting", *, at=None, parent=None, moderator=None, **options):
    at = at or clock.now()
    number = next(_count)
    written = actions.Written(
        options.pop("name", "Anna"),
        options.pop("email", f"anna{number}@example.org"),
        options.pop("text", f"Dobrze, że {number}."),
        **options,
    )
    comment = actions.write_comment(topic, written, parent=parent, actor=anonymous(topic.project_id), at=at)
    if state != "unconfirmed":
        comment = actions.confirm_comment(comment, actor=anonymous(topic.project_id), at=at)
    if state in ("shown", "rejected"):
        comment = actions.approve_comment(comment, actor=moderator or _moderator(topic.project), at=at)
    if state == "rejected":
        comment = actions.reject_comment(comment, reason="off_topic", actor=moderator or _moderator(topic.project), at=at)
    return comment


def _moderator(project):
    from atut.base.accounts.tests.factories import an_actor

    return an_actor("editor", project)


def post_all(at=None):
    """The job runs once; how many letters went."""
    from atut.front.voices.tasks import post_letters

    return post_letters(at or clock.now())


def letters(kind):
    return Letter.objects.filter(kind=kind).order_by("pk")


def subscriber(project, email="ewa@example.org", at=None):
    at = at or clock.now()
    asked = actions.ask_news(project, email=email, language="pl", actor=anonymous(project.pk), at=at)
    return actions.confirm_news(asked, actor=anonymous(project.pk), at=at)


def announce(project, title="Nowy nabór", at=None, address="/aktualnosci/nabor/"):
    news = actions.NewsSeen({"pl": title, "en": "New call"}, address, clock.today())
    return actions.announce_news(project, [news, news], actor=system(project.pk), at=at or clock.now())
