"""Which page stands at an address, the way to it, the menu and the foot of every page."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from atut.base.kernel.texts import text_in
from atut.base.projects import revisions
from atut.base.projects.models import Project
from atut.front.pages.models import (
    Bilingual,
    ContactPage,
    DownloadsPage,
    GalleryPage,
    HomePage,
    NewsIndexPage,
    QuestionsPage,
    StandardPage,
)

Listed = tuple[str, str, str, bool, bool, str]  # address in Wagtail's tree, titles, in the menu, at the foot, place in the tree
MADE_OF = ("pages.page", "pages.site")  # what moves when the menu does
LISTED = (StandardPage, NewsIndexPage, QuestionsPage, DownloadsPage, GalleryPage, ContactPage)


def home_of(project: Project) -> HomePage | None:
    """The front page of a project, with Wagtail's record of its site. One query."""
    home = HomePage.objects.live().filter(sites_rooted_here__of_project__project=project)
    return home.select_related("content_type").first()


def page_at(project: Project, path: str) -> Page | None:
    """The live page at an address of the project's site; None where there is none. At most three queries."""
    home = home_of(project)
    if home is None or not path:
        return home
    found = Page.objects.live().filter(url_path=f"{home.url_path}{path}").first()
    return found.specific if found else None


def live_pages(project: Project) -> QuerySet[Page]:
    """Every page of the project that a visitor may open, in the order of the tree. One query after the front page's."""
    home = home_of(project)
    if home is None:
        return Page.objects.none()
    return Page.objects.descendant_of(home, inclusive=True).live().public().order_by("path")


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the public menu or of the footer."""

    url: str
    title: str | Promise
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """What a visitor finds at the top and at the foot of every page."""

    menu: list[Entry] = field(default_factory=list)
    footer: list[Entry] = field(default_factory=list)
    credits: str = ""  # the last line, as the office wishes


def links(project: Project | None, path: str) -> Links:
    """The public menu and the footer's links in the reader's language. One query."""
    if project is None:
        return Links()
    credit, listed = _frame(project)
    root, found = reverse("wagtail_serve", args=[""]), Links(credits=text_in(credit))
    found.menu.append(Entry(root, _("Home page"), path == root))
    for url_path, title, title_en, in_menu, in_footer, _path in listed:
        url = address_of(url_path)
        entry = Entry(url, text_in({"pl": title, "en": title_en}), path.startswith(url))
        found.menu.extend([entry] * in_menu)
        found.footer.extend([entry] * in_footer)
    by_duty = (
        ("duties:accessibility", _("Accessibility statement")),
        ("duties:easy", _("In simple words")),
        ("duties:your_data", _("Your data")),
        ("duties:description", _("Funding")),
        ("voices:news_ask", _("News by e-mail")),
    )
    duties = [Entry(reverse(name), words, path == reverse(name)) for name, words in by_duty]
    addresses = {one.url for one in duties}  # sites opened earlier have pages of text there, which nobody reaches any more
    found.footer[:] = [one for one in found.footer if one.url not in addresses] + duties
    for name, words in (("recruitment:open_calls", _("Calls")), ("training:timetable", _("Timetable"))):
        url = reverse(name)
        found.menu.append(Entry(url, words, path.startswith(url)))
    found.footer.append(Entry(reverse("site_map"), _("Site map"), path == reverse("site_map")))
    return found


def _frame(project: Project) -> tuple[dict[str, str], list[Listed]]:
    """The last line of every page in each language, and the live pages of the menu and the foot in the editor's order.

    Kept until a page changes: one query while nothing has. The line is empty while the office has written none.
    """
    numbers = revisions.current(project.pk, MADE_OF)
    return revisions.keep(("frame", project.pk), (project.slug, numbers), lambda: (_read_credits(project), _read_listed(project)))


def _read_credits(project: Project) -> dict[str, str]:
    home = home_of(project)
    return {"pl": home.credits, "en": home.credits_en} if home else {}


def _read_listed(project: Project) -> list[Listed]:
    columns = ("url_path", "title", "title_en", "show_in_menus", "in_footer", "path")
    below = Q(url_path__startswith=f"/{project.slug}/", live=True)
    linked = below & (Q(show_in_menus=True) | Q(in_footer=True))  # not every page there is: some sites have thousands
    first, *rest = (model.objects.filter(linked).order_by().values_list(*columns) for model in LISTED)
    return list(first.union(*rest).order_by("path"))


SECTIONS = (
    ("recruitment:open_calls", _("Calls")),
    ("training:timetable", _("Timetable")),
    ("partners_show", _("Offices of the partners")),
    ("results_show", _("Results")),
    ("duties:accessibility", _("Accessibility statement")),
    ("duties:easy", _("In simple words")),
    ("duties:your_data", _("Your data")),
    ("duties:description", _("Funding")),
    ("voices:news_ask", _("News by e-mail")),
    ("search:results", _("Search")),
    ("site_map", _("Site map")),
)


def way_to(path: str) -> list[Entry]:
    """The way to a page of the program: home and its section. Empty for pages of the tree, which know their own. No query."""
    sections = ((reverse(name), words) for name, words in SECTIONS)
    found = next(((url, words) for url, words in sections if path.startswith(url)), None)
    if found is None:
        return []
    return [Entry(reverse("wagtail_serve", args=[""]), _("Home page")), Entry(*found, is_current=path == found[0])]


def crumbs(page: Page) -> list[Entry]:
    """The way from the front page to a page, without the page itself. At most two queries."""
    above = page.get_ancestors().filter(depth__gt=1).specific()
    return [_crumb(one) for one in above]


def _crumb(page: Page) -> Entry:
    if not isinstance(page, Bilingual):
        return Entry(reverse("wagtail_serve", args=[""]), _("Home page"))
    return Entry(address(page), text_in(page.title_text))


def address(page: Page) -> str:
    """Where a page stands, in the reader's language."""
    return address_of(page.url_path)


def address_of(url_path: str) -> str:
    """The same from its address in Wagtail's tree: all pages stand below their front page, whose slug it begins with."""
    return reverse("wagtail_serve", args=[url_path.lstrip("/").partition("/")[2]])


def is_taken(address: str) -> bool:
    """Does the program itself have a page at this address, so that one written by an editor would never be seen?"""
    return resolve(address).url_name != "wagtail_serve"


def pages_nobody_reaches(home: HomePage) -> list[Page]:
    """Live pages at addresses which the program took after the site was opened. Two queries."""
    return [page for page in home.get_children().live().order_by("path").specific() if is_taken(f"/{page.slug}/")]


def doors() -> list[Entry]:
    """What a visitor can do here besides reading."""
    names = {
        "recruitment:open_calls": _("Calls"),
        "training:timetable": _("Timetable"),
        "partners_show": _("Offices of the partners"),
        "results_show": _("Results"),
        "training:certificate_check": _("Check a certificate"),
        "duties:description": _("Funding"),
        "duties:accessibility": _("Accessibility statement"),
        "duties:easy": _("In simple words"),
        "duties:your_data": _("Your data"),
        "voices:news_ask": _("News by e-mail"),
        "account_login": _("Sign in"),
    }
    return [Entry(reverse(name), words) for name, words in names.items()]


@dataclass(frozen=True, slots=True)
class Branch:
    """A page of the site map with those under it."""

    entry: Entry
    below: "list[Branch]"


def site_map(project: Project) -> list[Branch]:
    """Every live page, as a tree in the editor's order. One query a page type."""
    home = home_of(project)
    if home is None:
        return []
    tree: list[Branch] = []
    at = {home.path: tree}
    for page in home.get_descendants().live().order_by("path").specific():
        branch = Branch(_crumb(page), [])
        parent = at.get(page.path[: -page.steplen])
        if parent is not None:
            parent.append(branch)
            at[page.path] = branch.below
    return tree


def planned(at: datetime) -> list[Revision]:
    """Revisions whose planned hour has come. One query."""
    return list(Revision.page_revisions.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at", "pk"))


def expired(at: datetime) -> list[Page]:
    """Live pages whose last hour has come. Two queries."""
    return list(Page.objects.live().filter(expire_at__lte=at).order_by("pk").specific())
