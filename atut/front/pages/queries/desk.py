"""What an editor begins the day with: what is out, what is being written, what waits for an hour or for another reader."""

from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Page, WorkflowState

from atut.base.projects.models import Project
from atut.front.pages.models import HomePage, NewsIndexPage, ProjectSite
from atut.front.pages.rules import FIRST_PAGES, FirstPage, SiteWords


@dataclass(frozen=True, slots=True)
class EditorsDesk:
    """Pages of one site, the newest change first."""

    published: int
    newest: list[Page]
    drafts: list[Page]
    planned: list[Page]
    awaiting: list[WorkflowState]


@dataclass(frozen=True, slots=True)
class Opening:
    """What a project's site has and lacks before somebody opens or completes it."""

    home: HomePage | None
    standing: list[FirstPage]
    missing: list[FirstPage]

    @property
    def words(self) -> SiteWords | None:
        """What an open site says of itself; its texts stay as they are."""
        return SiteWords(self.home.promise_text, self.home.lede_text) if self.home else None


def opening(project: Project) -> Opening:
    """At most three queries."""
    opened = ProjectSite.objects.filter(project=project).select_related("site").first()
    home = HomePage.objects.get(pk=opened.site.root_page_id) if opened else None
    stands = set(home.get_children().values_list("slug", flat=True)) if home else set()
    return Opening(home, [one for one in FIRST_PAGES if one.slug in stands], [one for one in FIRST_PAGES if one.slug not in stands])


def way_in(opened: ProjectSite, *, to_write_news: bool) -> str:
    """Where the editor begins: at an empty piece of news, or among the pages. At most one query."""
    index = NewsIndexPage.objects.descendant_of(opened.site.root_page).order_by("path").first() if to_write_news else None
    return reverse("wagtailadmin_pages:add", args=["pages", "newspage", index.pk]) if index else reverse("wagtailadmin_home")


def editors_desk(opened: ProjectSite) -> EditorsDesk:
    """Six queries, however many pages."""
    below = Page.objects.filter(path__startswith=opened.site.root_page.path).order_by("-latest_revision_created_at", "-pk")
    planned = below.filter(go_live_at__isnull=False, live=False, has_unpublished_changes=True).order_by("go_live_at", "pk")
    steps = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, object_id__in=[str(pk) for pk in below.values_list("pk", flat=True)]
    )
    return EditorsDesk(
        below.live().count(),
        list(below.live().filter(last_published_at__isnull=False).order_by("-last_published_at", "-pk")[:5]),
        list(below.filter(has_unpublished_changes=True, go_live_at=None)[:20]),
        list(planned[:20]),
        list(steps.select_related("requested_by").prefetch_related("content_object").order_by("created_at", "pk")[:20]),
    )
