"""What pages tells voices: which pages there are, what they are called, whether they are discussed; which news came out."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from atut.base.kernel import clock
from atut.base.projects.models import Project
from atut.front.pages.models import Bilingual, HomePage, NewsPage, ProjectSite
from atut.front.voices.actions import NewsSeen, PageSeen
from atut.front.voices.models import NewsItem, Topic
from atut.work.recruitment.queries.calls import published_calls

SHARED: dict[str, Promise] = {
    "recruitment:open_calls": _("Calls"),
    "training:timetable": _("Timetable"),
    "partners_show": _("Offices of the partners"),
    "results_show": _("Results"),
    "duties:description": _("The project and its funding"),
    "duties:accessibility": _("Accessibility statement"),
    "duties:easy": _("In simple words"),
}
FRESH = timedelta(days=14)  # older news, brought in from elsewhere, is no news


def _topic_key(page: Page) -> str:
    """The key under which voices knows a page, wherever it moves. The zero marks it as ours: random keys have none."""
    return f"0{page.translation_key.hex[:11]}"


def pages_to_tell(only: Project | None = None) -> list[tuple[Project, PageSeen]]:
    """Pages that voices does not know as they are now: new ones, renamed, moved, opened, taken off. Six queries a site."""
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
    yield from _doors(site.project)


def _doors(project: Project) -> Iterator[PageSeen]:
    """Pages that rooms make, and published calls: a friend may want to know of them."""
    for name, words in SHARED.items():
        yield PageSeen(_path(name), _in_languages(words), key=f"0{sha256(f'{project.key} {name}'.encode()).hexdigest()[:11]}")
    for shown in published_calls(project, clock.now()):
        yield PageSeen(_path("recruitment:call_public", shown.call.key), shown.call.title, key=f"0{shown.call.key[:11]}")


def _path(name: str, *args: str) -> str:
    with translation.override("pl"):
        return reverse(name, args=args)


def _in_languages(words: Promise) -> dict[str, str]:
    said = {}
    for code in ("pl", "en"):
        with translation.override(code):
            said[code] = str(words)
    return said


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
