"""What pages tells voices: which pages there are, what they are called, whether they are discussed."""

from collections.abc import Iterator

from wagtail.models import Page

from atut.base.projects.models import Project
from atut.front.pages.models import Bilingual, HomePage, ProjectSite
from atut.front.voices.actions import PageSeen
from atut.front.voices.models import Topic


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
