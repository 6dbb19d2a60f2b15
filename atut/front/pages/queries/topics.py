"""What pages tells voices: which pages there are, what they are called, whether they are discussed; which news came out."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from wagtail.models import Page

from atut.base.projects.models import Project
from atut.front.pages.models import Bilingual, HomePage, NewsPage, ProjectSite
from atut.front.voices.actions import NewsSeen, PageSeen
from atut.front.voices.models import NewsItem, Topic

FRESH = timedelta(days=14)  # older news, brought in from elsewhere, is no news


def _topic_key(page: Page) -> str:
    """The key under which voices knows a page, wherever it moves. The zero marks it as ours: random keys have none."""
    return f"0{page.translation_key.hex[:11]}"


def pages_to_tell(only: Project | None = None) -> list[tuple[Project, PageSeen]]:
    """Pages that voices does not know as they are now: new ones, renamed, moved, opened, taken off. Three queries a site."""
    known = {topic.key: topic for topic in Topic.objects.filter(**({"project": only} if only else {}))}
    sites = ProjectSite.objects.filter(**({"project": only} if only else {})).select_related("project", "site__root_page")
    found = [(site.project, seen) for site in sites.order_by("pk") for seen in _seen(site)]
    return [(project, seen) for project, seen in found if _is_news(known.get(seen.key), seen)]


def _seen(site: ProjectSite) -> Iterator[PageSeen]:
    root = site.site.root_page
    home = HomePage.objects.filter(pk=root.pk).first()
    if home is not None:
        yield PageSeen("/", site.project.name, is_public=home.live, key=_topic_key(home))
    for page in Page.objects.descendant_of(root).order_by("path").specific():
        if not isinstance(page, Bilingual):
            continue
        title = {code: words for code, words in page.title_text.items() if words}
        address = f"/{page.url_path.removeprefix(root.url_path)}"
        yield PageSeen(address, title, is_open=getattr(page, "is_discussed", False), is_public=page.live, key=_topic_key(page))


def _is_news(topic: Topic | None, seen: PageSeen) -> bool:
    if topic is None:
        return seen.is_public
    told = (topic.address, topic.title, topic.is_open, topic.is_public)
    return told != (seen.address, seen.title, seen.is_open, seen.is_public)


def topics_without_page() -> list[Topic]:
    """Topics of pages that were deleted."""
    sites = ProjectSite.objects.select_related("project", "site__root_page").order_by("pk")
    keys = {seen.key for site in sites for seen in _seen(site)}
    return list(Topic.objects.filter(key__startswith="0").exclude(key__in=keys).order_by("pk"))


def news_to_announce(at: datetime) -> dict[Project, list[NewsSeen]]:
    """News that came out within two weeks and no letter has told yet, by project. Two queries, and one a project."""
    sites = ProjectSite.objects.select_related("project", "site__root_page").order_by("pk")
    found = {site.project: list(_unannounced(site, at)) for site in sites}
    return {project: items for project, items in found.items() if items}


def _unannounced(site: ProjectSite, at: datetime) -> Iterator[NewsSeen]:
    root = site.site.root_page
    told = NewsItem.objects.filter(project=site.project_id).values_list("address", flat=True)
    rows = NewsPage.objects.live().descendant_of(root).filter(first_published_at__gt=at - FRESH)
    for page in rows.order_by("first_published_at", "pk"):
        address = f"/{page.url_path.removeprefix(root.url_path)}"
        if address not in set(told):
            yield NewsSeen({code: words for code, words in page.title_text.items() if words}, address, page.told_on)
