"""Wagtail's admin cut to the editor's own projects: its menus, choosers and reports know permissions, not projects."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.query import PageQuerySet

from atut.front.pages import queries

HIDDEN = {
    "help",
    "reports",
}  # the one leads out of the program, the other tells of every project: the handbook and the desk are ours


@hooks.register("construct_page_chooser_queryset")
def choose_own_pages(pages: PageQuerySet[Page], request: HttpRequest) -> PageQuerySet[Page]:
    """An editor links to pages of the own projects."""
    return queries.pages_of_editor(pages, request.user.pk)


@hooks.register("construct_explorer_page_queryset")
def explore_own_pages(_parent: Page, pages: PageQuerySet[Page], request: HttpRequest) -> PageQuerySet[Page]:
    """An editor sees pages of the own projects."""
    return queries.pages_of_editor(pages, request.user.pk)


@hooks.register("register_admin_menu_item")
def way_back() -> MenuItem:
    """Back to the desk, where everything else is."""
    return MenuItem(_("Desk"), reverse("page_editing"), name="desk", icon_name="arrow-left", order=1)


@hooks.register("construct_page_action_menu")
def not_by_who_asked(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Who asked for a reading is offered neither approving nor publishing; who is alone is not offered to ask."""
    page, asker = context.get("page"), request.user.pk or 0
    opened = queries.site_of(page or context["parent_page"])
    hidden = set() if queries.readers(opened, besides=asker).exists() else {"action-submit"}
    if page is not None and queries.waits_for_a_reader([page.pk], asker):
        hidden |= {"approve", "reject", "action-publish"}
    items[:] = [item for item in items if item.name not in hidden]


@hooks.register("construct_main_menu")
def no_help(_request: HttpRequest, items: list[MenuItem]) -> None:
    """Nothing in the menu that leads elsewhere."""
    items[:] = [item for item in items if item.name not in HIDDEN]
