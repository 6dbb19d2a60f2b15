"""What the site tells machines: its addresses to search engines, its news to readers, its picture to those who share a link."""

from collections.abc import Iterator
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils import feedgenerator, translation
from django.utils.translation import gettext

from atut.base.kernel import clock
from atut.base.kernel.guards import page
from atut.base.kernel.permissions import PUBLIC
from atut.base.kernel.texts import text_in
from atut.base.projects import revisions
from atut.base.projects.edge import stays
from atut.base.projects.models import Project
from atut.front.pages import drawing, queries
from atut.work.recruitment.queries.calls import published_calls

NEWS = 30
CLOSED = ("/biurko/", "/redakcja/", "/konta/", "/szukaj/", "/polec/", "/komentarze/")  # to crawlers: of no use to who searches
WORK = ("recruitment:open_calls", "training:timetable", "training:certificate_check")
SITE = ("partners_show", "results_show", "site_map", "voices:news_ask")
DUTIES = ("duties:description", "duties:accessibility", "duties:easy", "duties:your_data")


@page(PUBLIC, methods=("GET",))
@stays()
def site_index(request: HttpRequest) -> HttpResponse:
    """sitemap.xml: every public page of this host, each with its other languages."""
    project: Project = request.project  # type: ignore[attr-defined]  # set by projects.middleware
    with translation.override("pl"):
        pages = [(queries.address(one), one.last_published_at) for one in queries.live_pages(project)]
        calls = [one.call.key for one in published_calls(project, clock.now())]
        opened = [reverse(name, args=[key]) for name in ("recruitment:call_public", "recruitment:call_regulation") for key in calls]
        paths = [*pages, *((path, None) for path in (*opened, *(reverse(name) for name in (*WORK, *SITE, *DUTIES))))]
    rows = [
        {"url": project.url(translate_url(path, code)), "changed": changed, "versions": versions}
        for path, changed in paths
        for versions in [{code: project.url(translate_url(path, code)) for code in project.languages}]
        for code in project.languages
    ]
    body = render_to_string("pages/sitemap.xml", {"rows": rows})
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


@page(PUBLIC, methods=("GET",))
@stays()
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: everything public may be found; where the list of addresses stands."""
    project: Project = request.project  # type: ignore[attr-defined]  # set by projects.middleware
    closed = [f"Disallow: {prefix}{path}" for path in CLOSED for prefix in ("", "/en")]
    lines = ["User-agent: *", *closed, f"Sitemap: {project.url('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


class Feed(feedgenerator.SyndicationFeed):
    """While there is no news it is as old as the project: asked twice, it must not say that something has changed."""

    content_type: str

    def latest_post_date(self) -> datetime:
        """The newest of its news."""
        return super().latest_post_date() if self.items else self.feed["begun"]


class Atom(Feed, feedgenerator.Atom1Feed):
    """For readers of news."""


class Rss(Feed, feedgenerator.Rss201rev2Feed):
    """For older readers of news."""


def _feed(request: HttpRequest, kind: type[Feed], here: str) -> HttpResponse:
    project: Project = request.project  # type: ignore[attr-defined]  # set by projects.middleware
    language = translation.get_language() or "pl"
    title, told = text_in(project.name), text_in(project.tagline or project.name)
    begun = clock.at(project.starts_on)
    list_of_news = queries.news_address(project) or reverse("wagtail_serve", args=[""])
    feed = kind(title, project.url(list_of_news), told, feed_url=project.url(reverse(here)), language=language, begun=begun)
    for one in queries.newest(project, NEWS):
        address, day = project.url(queries.address(one)), clock.at(one.told_on)
        feed.add_item(
            title=text_in(one.title_text),
            link=address,
            description=text_in(one.lead_text),
            unique_id=f"{project.url(f'/#{one.translation_key}')}-{language}",
            unique_id_is_permalink=False,
            pubdate=day,
            updateddate=one.last_published_at or day,
            categories=[one.get_category_display()],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=kind.content_type)


@page(PUBLIC, methods=("GET",))
@stays()
def atom(request: HttpRequest) -> HttpResponse:
    """The news as Atom."""
    return _feed(request, Atom, "atom")


@page(PUBLIC, methods=("GET",))
@stays()
def rss(request: HttpRequest) -> HttpResponse:
    """The news as RSS."""
    return _feed(request, Rss, "rss")


@page(PUBLIC, methods=("GET",))
@stays()
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the site among its icons."""
    name = text_in(request.project.name)  # type: ignore[attr-defined]  # set by projects.middleware
    sizes = {"192": "any", "512": "maskable"}
    icons = [
        {"src": static(f"atut/sign-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size, purpose in sizes.items()
    ]
    start = reverse("wagtail_serve", args=[""])
    colours = {"background_color": drawing.PAPER, "theme_color": drawing.PATINA}
    said = {"name": name, "short_name": name[:24], "start_url": start, "lang": translation.get_language(), "display": "browser"}
    return JsonResponse({**said, **colours, "icons": icons}, content_type="application/manifest+json")


def _words_of(kind: str) -> Iterator[str]:
    words = {
        "home": "",
        "page": "",
        "news": gettext("News"),
        "call": gettext("Calls for applications"),
        "meetings": gettext("Timetable"),
        "results": gettext("Results"),
    }
    if kind in words:
        yield words[kind]


@page(PUBLIC, methods=("GET",))
def link_picture(request: HttpRequest, kind: str) -> HttpResponse:
    """The picture beside a shared link: the project's name and colours, drawn here, 1200 by 630."""
    project: Project = request.project  # type: ignore[attr-defined]  # set by projects.middleware
    words = next(_words_of(kind), None)
    if words is None:
        raise Http404("No such kind of page.")
    numbers, name = (
        revisions.current(project.pk, ["projects.project"]),
        ("link picture", project.pk, kind, translation.get_language()),
    )
    picture = revisions.keep(name, numbers, lambda: drawing.link_picture(text_in(project.name), text_in(project.tagline), words))
    answer = HttpResponse(picture, content_type="image/png")
    answer["Cache-Control"] = "public, max-age=86400"
    return answer
