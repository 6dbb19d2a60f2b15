"""Whose rights in Wagtail are those of the open roles; which sites have strayed from their project's host."""

from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Collection, Page, ReferenceIndex, Revision, Task, TaskState, WorkflowState
from wagtail.query import PageQuerySet

from atut.base.accounts.models import Membership, User
from atut.base.kernel.roles import Role
from atut.front.pages.models import ProjectSite
from atut.front.pages.rules import Kind


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


def is_own(kind: Kind, number: str, user_id: int) -> bool:
    """Is it a thing of a project which the account edits? At most four queries."""
    if not number.isdecimal():
        return False
    if kind in (Kind.IMAGE, Kind.DOCUMENT, Kind.COLLECTION):
        return _is_kept_for(kind, int(number), user_id)
    if kind == Kind.TASK:
        own_groups = Group.objects.filter(edits__isnull=False, user=user_id)
        return Task.objects.filter(pk=number, pk__in=own_groups.values("groupapprovaltask")).exists()
    page_id = _page_behind(kind, int(number))
    return bool(page_id) and pages_of_editor(Page.objects.filter(pk=page_id), user_id).exists()


def _page_behind(kind: Kind, number: int) -> str | int | None:
    """The page that a revision, or a step of a workflow, is of."""
    if kind == Kind.PAGE:
        return number
    rows, column = {
        Kind.REVISION: (Revision.page_revisions, "object_id"),
        Kind.WORKFLOW_STATE: (WorkflowState.objects, "object_id"),
        Kind.TASK_STATE: (TaskState.objects, "workflow_state__object_id"),
    }[kind]
    return rows.filter(pk=number).values_list(column, flat=True).first()


def _is_kept_for(kind: Kind, number: int, user_id: int) -> bool:
    """Does it lie in a collection of the editor's projects? Two queries."""
    if kind == Kind.COLLECTION:
        path = Collection.objects.filter(pk=number).values_list("path", flat=True).first()
    else:
        model = get_image_model() if kind == Kind.IMAGE else get_document_model()
        path = model.objects.filter(pk=number).values_list("collection__path", flat=True).first()
    own = ProjectSite.objects.filter(editors__user=user_id).values_list("collection__path", flat=True)
    return path is not None and any(path.startswith(one) for one in own if one)


def waits_for_a_reader(page_ids: list[int], asked_by: int, *, with_below: bool = False) -> bool:
    """Did the account ask another editor to read one of the pages, and nobody has approved it? At most three queries."""
    open_ones = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
    asked = WorkflowState.objects.filter(requested_by=asked_by, status__in=open_ones).values_list("object_id", flat=True)
    pages = Page.objects.filter(pk__in=[int(one) for one in asked])
    inside = Q(pk__in=page_ids)
    if with_below:
        for path in Page.objects.filter(pk__in=page_ids).values_list("path", flat=True):
            inside |= Q(path__startswith=path)
    return pages.filter(inside).exists()


def readers(opened: ProjectSite, *, besides: int) -> "QuerySet[User]":
    """Editors of the project now, without the one who asks. One query."""
    held = Membership.objects.filter(project=opened.project_id, role=Role.EDITOR, until=None)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(pk=besides).order_by("pk")


def site_of(page: Page) -> ProjectSite:
    """The project's site on which a page stands. One query."""
    root = page.path[: 2 * page.steplen]
    return ProjectSite.objects.select_related("project", "site__root_page", "collection").get(site__root_page__path=root)


def foreign_things(stands_on: Page, written: Page, chosen: list[Any]) -> bool:
    """Does a page show or link to a picture, a document or a page of another project? At most one query a thing.

    `stands_on` tells the project: the page itself, or the one it is being made below.
    """
    opened = site_of(stands_on)
    told = [(kind, number) for kind, number, _model_path, _content_path in ReferenceIndex._extract_references_from_object(written)]
    told += [
        (ContentType.objects.get_for_model(one).pk, one.pk) for one in chosen if isinstance(one, (AbstractDocument, AbstractImage))
    ]
    home, kept = opened.site.root_page.path, opened.collection.path if opened.collection else ""
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in (Page, get_image_model(), get_document_model())}
    for kind, number in {*told}:
        model = kinds.get(kind)
        if model is None:
            continue
        inside = {"path__startswith": home} if model is Page else {"collection__path__startswith": kept}
        if not kept or not model.objects.filter(pk=number, **inside).exists():
            return True
    return False
