"""Whose rights in Wagtail are those of the open roles; which sites have strayed from their project's host."""

from django.contrib.auth.models import Group
from django.db.models import Q
from wagtail.models import Page
from wagtail.query import PageQuerySet

from atut.base.accounts.models import Membership
from atut.base.kernel.roles import Role
from atut.front.pages.models import ProjectSite


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


def pages_of_editor(pages: PageQuerySet[Page], user_id: int | None) -> PageQuerySet[Page]:
    """Those of them that stand on a site which the account edits. Two queries."""
    sites = ProjectSite.objects.filter(editors__user=user_id).select_related("site__root_page").order_by("pk")
    own = Q(pk__in=[])
    for one in sites:
        own |= Q(path__startswith=one.site.root_page.path)
    return pages.filter(own)


def site_of(page: Page) -> ProjectSite:
    """The project's site on which a page stands. One query."""
    root = page.path[: 2 * page.steplen]
    return ProjectSite.objects.select_related("project", "site").get(site__root_page__path=root)
