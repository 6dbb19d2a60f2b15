"""What editors change in Wagtail's admin moves a revision, as every verb of ours does (decisions 0008, 0034).

Wagtail saves by its own code, which no verb of ours surrounds, and offers nothing but Django's signals: so here, and
nowhere else, the program listens to them. Requests of the admin are one transaction each (`middleware`), so the number
moves with the change or not at all.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site, get_page_models
from wagtail.signals import post_page_move

from atut.base.projects import revisions
from atut.front.pages.models import Download, ProjectSite

NOUN = "pages.page"
# Fields that Wagtail writes when a draft is saved, locked or sent to another editor: no visitor sees them.
OF_DRAFTS = frozenset(
    {
        *("draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"),
        *("locked", "locked_at", "locked_by", "go_live_at", "expire_at", "expired"),
    }
)


def count_what_editors_change() -> None:
    """Listen to pages, pictures, documents and sites. Called once, when the program starts."""
    models = [*get_page_models(), get_image_model(), get_document_model(), Download, Site]
    for model in models:
        for signal in (post_save, post_delete):
            signal.connect(_count, sender=model, dispatch_uid=f"pages.counting.{model._meta.label}")
    post_page_move.connect(_count_move, dispatch_uid="pages.counting.move")


def _count(instance: Any, update_fields: frozenset[str] | None = None, **_signal: Any) -> None:
    if update_fields and OF_DRAFTS.issuperset(update_fields):
        return
    _bump(instance.path if isinstance(instance, Page) else "")


def _count_move(parent_page_before: Page, parent_page_after: Page, **_signal: Any) -> None:
    for path in {parent_page_before.path, parent_page_after.path}:
        _bump(path)


def _bump(path: str) -> None:
    """In the project whose site the page stands on; in all where it is not a page, for any site may show it."""
    sites = ProjectSite.objects.order_by("project_id")
    if path:
        sites = sites.filter(site__root_page__path__in=[path[: 4 * depth] for depth in range(1, len(path) // 4 + 1)])
    for project in sites.values_list("project_id", flat=True):
        revisions.bump(project, NOUN)
