"""What runs by itself: the record of a site's host follows its project; voices learns of pages."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from atut.base.jobs.registry import job
from atut.base.kernel.actors import system
from atut.front.pages import actions, queries
from atut.front.voices import actions as voices


@job(_("Move sites to the addresses of their projects"), every=timedelta(hours=1))
def follow_hosts(at: datetime) -> None:
    """Give Wagtail the host of each project whose address was changed."""
    for opened in queries.strayed():
        actions.follow_host(opened, actor=system(opened.project_id), at=at)


@job(_("Follow which pages may be commented"), every=timedelta(minutes=1))
def tell_voices(at: datetime) -> None:
    """Tell which pages stand where and may be commented; what was said about a deleted page goes with it."""
    for project, seen in queries.pages_to_tell():
        voices.know_topic(project, seen, actor=system(project.pk), at=at)
    for topic in queries.topics_without_page():
        voices.forget_topic(topic, actor=system(topic.project_id), at=at)


@job(_("Tell new news to those who read them by e-mail"), every=timedelta(minutes=10))
def announce_news(at: datetime) -> None:
    """Hand news that came out to the next digest."""
    for project, items in queries.news_to_announce(at).items():
        voices.announce_news(project, items, actor=system(project.pk), at=at)


@job(_("Publish and take off pages at their planned hours"), every=timedelta(minutes=2))
def keep_to_plans(at: datetime) -> None:
    """What an editor planned goes out, or comes off, at its hour."""
    for revision in queries.planned(at):
        actions.publish_planned(revision, actor=system(queries.site_of(revision.content_object).project_id), at=at)
    for page in queries.expired(at):
        actions.withdraw_expired(page, actor=system(queries.site_of(page).project_id), at=at)
