"""Questions of the public site: which page stands at an address, its menu, what the front page pulls from the rooms."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import ModelLogEntry, Page, PageLogEntry, ReferenceIndex

from atut.base.accounts.models import Membership
from atut.base.kernel import clock
from atut.base.kernel.roles import Role
from atut.base.kernel.texts import text_in
from atut.base.projects.models import Project
from atut.front.pages.models import HomePage, ProjectSite, StandardPage
from atut.front.voices.actions import PageSeen
from atut.front.voices.models import Topic
from atut.work.monitoring.queries import PublicFigures, PublicIndicator, public_figures, public_indicators
from atut.work.partnership.models import Goal, Partner
from atut.work.partnership.queries import goals, partners
from atut.work.partnership.rules import GoalKind, PartnerRole
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries.calls import CallShown, open_calls
from atut.work.recruitment.rules.moves import CallStatus


def home_of(project: Project) -> HomePage | None:
    """The front page of a project, with Wagtail's record of its site. One query."""
    home = HomePage.objects.live().filter(sites_rooted_here__of_project__project=project)
    return home.select_related("content_type").first()


def page_at(project: Project, path: str) -> Page | None:
    """The live page at an address of the project's site; None where there is none. At most two queries."""
    home = home_of(project)
    if home is None or not path:
        return home
    return StandardPage.objects.live().filter(url_path=f"{home.url_path}{path}").select_related("content_type").first()


def live_pages(project: Project) -> QuerySet[Page]:
    """Every page of the project that a visitor may open, in the order of the tree. One query after the front page's."""
    home = home_of(project)
    return (
        Page.objects.none() if home is None else Page.objects.descendant_of(home, inclusive=True).live().public().order_by("path")
    )


def published_documents(project: Project) -> "QuerySet[AbstractDocument]":
    """Files that a live page of the project links to; every other file is nobody's business. Four queries."""
    document = get_document_model()
    links = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), to_content_type=ContentType.objects.get_for_model(document)
    )
    pairs = [(int(page), int(file)) for page, file in links.values_list("object_id", "to_object_id")]
    live = set(live_pages(project).filter(pk__in={page for page, _file in pairs}).values_list("pk", flat=True))
    return document.objects.filter(pk__in={file for page, file in pairs if page in live}).order_by("pk")


def address_of(project: Project, url_path: str) -> str:
    """Where a page stands on the project's site, in the reader's language."""
    return reverse("wagtail_serve", args=[url_path.removeprefix(f"/{project.slug}/")])


def editing_mark() -> str:
    """Moves whenever anybody publishes, withdraws, moves or deletes a page or a document by Wagtail's editor. Three queries."""
    last = (PageLogEntry.objects, ModelLogEntry.objects, Page.objects)
    return ".".join(str(rows.order_by("-pk").values_list("pk", flat=True).first() or 0) for rows in last)


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


def links(project: Project | None, path: str) -> Links:
    """The public menu and the footer's links in the reader's language. One query."""
    if project is None:
        return Links()
    # the whole tree of a site is two levels deep, and url_path begins with the front page's slug
    rows = StandardPage.objects.live().filter(url_path__startswith=f"/{project.slug}/").order_by("path")
    root, found = reverse("wagtail_serve", args=[""]), Links()
    found.menu.append(Entry(root, _("Home page"), path == root))
    for slug, title, title_en, in_menu, in_footer in rows.values_list("slug", "title", "title_en", "show_in_menus", "in_footer"):
        url = reverse("wagtail_serve", args=[f"{slug}/"])
        entry = Entry(url, text_in({"pl": title, "en": title_en}), path == url)
        found.menu.extend([entry] * in_menu)
        found.footer.extend([entry] * in_footer)
    found.footer.append(Entry(reverse("voices:news_ask"), _("News by e-mail")))
    calls = reverse("recruitment:open_calls")
    found.menu.append(Entry(calls, _("Calls"), path.startswith(calls)))
    return found


@dataclass(frozen=True, slots=True)
class PartnerShown:
    """A partner with the units that come with it."""

    partner: Partner
    units: list[Partner]

    @property
    def is_lead(self) -> bool:
        """Does it lead the project?"""
        return self.partner.role == PartnerRole.LEAD


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page shows besides its own words."""

    call: CallShown | None
    goals: list[Goal]
    partners: list[PartnerShown]
    figures: PublicFigures


def front(project: Project, at: datetime) -> Front:
    """The open call that closes first, the specific goals, the partners, what is behind us. Eleven queries."""
    calls = open_calls(project, at)
    specific = [goal for goal in goals(project) if goal.kind == GoalKind.SPECIFIC]
    rows = list(partners(project))
    units: dict[int | None, list[Partner]] = {}
    for row in rows:
        if row.role == PartnerRole.UNIT:
            units.setdefault(row.organisation.parent_id, []).append(row)
    shown = [PartnerShown(row, units.get(row.organisation_id, [])) for row in rows if row.role != PartnerRole.UNIT]
    return Front(calls[0] if calls else None, specific, shown, public_figures(project, on=clock.local(at).date()))


@dataclass(frozen=True, slots=True)
class Results:
    """Where the figures of the front page come from, and how far the project is on the way it promised."""

    figures: PublicFigures
    indicators: list[PublicIndicator]


def results(project: Project, at: datetime) -> Results:
    """The public figures with their definitions. Seventeen queries."""
    day = clock.local(at).date()
    return Results(public_figures(project, on=day), public_indicators(project, on=day))


def changes_by_itself_at(project: Project, at: datetime) -> datetime:
    """The next known moment at which the front page changes without anybody doing anything: a call opens or closes. One query."""
    published = Call.objects.filter(project=project, status=CallStatus.PUBLISHED)
    edges = published.filter(closes_at__gt=at).order_by("closes_at").values_list("opens_at", "closes_at")
    midnight = clock.at(clock.local(at).date() + timedelta(days=1))
    return min([midnight, *(moment for edge in edges for moment in edge if moment > at)])


def strayed() -> list[ProjectSite]:
    """Sites whose host is no longer their project's. One query."""
    rows = ProjectSite.objects.select_related("project", "site").order_by("pk")
    return [row for row in rows if row.site.hostname != row.project.host]


def groups_of_roles(user_id: int) -> list[Group]:
    """Wagtail's groups an account should be in: of the projects in which it is an editor now. One query."""
    held = Membership.objects.filter(user=user_id, role=Role.EDITOR, until=None).values("project")
    return list(Group.objects.filter(edits__project__in=held).order_by("pk"))


def has_rights_of_roles(user_id: int) -> bool:
    """Are Wagtail's rights of an account those of its open roles, no more and no fewer? Two queries."""
    has = Group.objects.filter(user=user_id).order_by("pk")
    return list(has) == groups_of_roles(user_id)


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
    for page in StandardPage.objects.descendant_of(root).order_by("path"):
        title = {code: words for code, words in page.title_text.items() if words}
        address = f"/{page.url_path.removeprefix(root.url_path)}"
        yield PageSeen(address, title, is_open=page.is_discussed, is_public=page.live, key=_topic_key(page))


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
