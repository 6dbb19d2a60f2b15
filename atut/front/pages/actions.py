"""Opening a project's public site; keeping its host name equal to the project's. Pages themselves are Wagtail's."""

import json
from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.files import File
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import gettext
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Revision,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from atut.base.accounts.models import User
from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.texts import text_in
from atut.base.projects.models import Project
from atut.front.pages import notices, permissions, queries
from atut.front.pages.models import Bilingual, ContactPage, HomePage, ProjectSite, Readable
from atut.front.pages.rules import FIRST_PAGES, FirstPage, SiteWords
from atut.front.voices import actions as voices


@action
def create_site(project: Project, words: SiteWords, *, actor: Actor, at: datetime) -> ProjectSite:
    """Open the public site, or complete one that is open: each first page, right and step that is missing is made, none twice.

    What an editor has written stays. Pages at addresses which the program has taken since are withdrawn: nobody reaches them.
    """
    permissions.OPEN_SITE.require(actor, project)
    opened = ProjectSite.objects.select_for_update().filter(project=project).first()
    made = [] if opened else ["site"]
    if opened is None:
        opened = _new_site(project, words)
    made += _complete(opened, words)
    if made:
        record("pages.site.opened", opened, actor=actor, at=at, fields=made)
    for _unused, seen in queries.pages_to_tell(project):
        voices.know_topic(project, seen, actor=actor, at=at)
    return opened


@action
def follow_host(opened: ProjectSite, *, actor: Actor, at: datetime) -> ProjectSite:
    """Give Wagtail's record the host the project has now."""
    permissions.OPEN_SITE.require(actor, opened)
    site = Site.objects.select_for_update().get(pk=opened.site_id)
    site.hostname = opened.project.host
    site.save()
    record("pages.site.followed", opened, actor=actor, at=at, fields=["hostname"])
    return opened


@action
def begin_editing(opened: ProjectSite, user: User, *, actor: Actor, at: datetime) -> None:
    """Give an editor Wagtail's rights of exactly the open roles; a role that has ended gives none."""
    permissions.EDIT.require(actor, opened)
    user.groups.set(queries.groups_of_roles(user.pk))
    record("pages.editing.begun", opened, actor=actor, at=at)


@action
def put_page(page: Page, *, below: Page | None = None, is_out: bool = True, actor: Actor, at: datetime) -> Page:
    """Keep a page as its author wrote it, as Wagtail's editor would: a revision, and out with it unless it is a draft."""
    opened = queries.site_of(below or page)
    permissions.EDIT.require(actor, opened)
    author = User.objects.get(pk=actor.user_id or 0)
    if below is not None:
        page.live, page.owner = False, author
        below.add_child(instance=page)
    revision = page.save_revision(user=author, log_action=True)
    if is_out:
        revision.publish(user=author, skip_permission_checks=True)
    record("pages.page.put", opened, actor=actor, at=at)
    return page


@action
def keep_picture(opened: ProjectSite, file: "File[bytes]", *, title: str, words: str, actor: Actor, at: datetime) -> int:
    """Keep a picture in the project's collection; `words` tell what is to be seen. Its number."""
    permissions.EDIT.require(actor, opened)
    kept = get_image_model()(title=title, description=words, file=file, collection=opened.collection)
    kept.uploaded_by_user_id = actor.user_id
    kept.save()
    record("pages.picture.kept", opened, actor=actor, at=at)
    return int(kept.pk)


@action
def keep_document(opened: ProjectSite, file: "File[bytes]", *, title: str, actor: Actor, at: datetime) -> int:
    """Keep a document in the project's collection. Its number."""
    permissions.EDIT.require(actor, opened)
    kept = get_document_model()(title=title, file=file, file_size=file.size, collection=opened.collection)
    kept.file.name = queries.place_of_file(opened.collection, kept.filename)
    kept.uploaded_by_user_id = actor.user_id
    kept.save()
    record("pages.document.kept", opened, actor=actor, at=at)
    return int(kept.pk)


@action
def ask_for_reading(asked: WorkflowState, *, actor: Actor, at: datetime) -> None:
    """Tell every other editor of the project that a page waits to be read."""
    page = asked.content_object
    opened = queries.site_of(page)
    permissions.EDIT.require(actor, opened)
    by = User.objects.get(pk=actor.user_id or 0)
    for reader in queries.readers(opened, besides=by.pk):
        notices.reading_asked(opened, page, reader, by=by.name, at=at)
    record("pages.reading.asked", opened, actor=actor, at=at)


@action
def tell_reading(asked: WorkflowState, *, actor: Actor, at: datetime) -> None:
    """Tell who asked what the reader decided: approved, or sent back with a word."""
    page, to = asked.content_object, asked.requested_by
    opened = queries.site_of(page)
    permissions.EDIT.require(actor, opened)
    by = User.objects.get(pk=actor.user_id or 0)
    if asked.status == WorkflowState.STATUS_APPROVED:
        if to is not None:
            notices.reading_approved(opened, page, to, by=by.name, at=at)
        record("pages.reading.approved", opened, actor=actor, at=at)
        return
    if to is not None:
        notices.reading_returned(opened, page, to, by=by.name, comment=asked.current_task_state.specific.comment, at=at)
    record("pages.reading.returned", opened, actor=actor, at=at)


@action
def publish_planned(revision: Revision, *, actor: Actor, at: datetime) -> None:
    """Publish what an editor planned for this hour."""
    opened = queries.site_of(revision.content_object)
    permissions.PUBLISH_PLANNED.require(actor, opened)
    revision.publish(log_action=True, skip_permission_checks=True)
    record("pages.page.published", opened, actor=actor, at=at)


@action
def withdraw_expired(page: Page, *, actor: Actor, at: datetime) -> None:
    """Take off a page whose last hour an editor planned."""
    opened = queries.site_of(page)
    permissions.PUBLISH_PLANNED.require(actor, opened)
    page.unpublish(set_expired=True, log_action=True)
    record("pages.page.withdrawn", opened, actor=actor, at=at)


def _new_site(project: Project, words: SiteWords) -> ProjectSite:
    _clear_the_host(project.host)
    english = "en" in project.languages
    home = _root().add_child(
        instance=HomePage(
            title=project.name["pl"],
            slug=project.slug,
            promise=words.promise["pl"],
            promise_en=words.promise.get("en", "") if english else "",
            lede=words.lede["pl"],
            lede_en=words.lede.get("en", "") if english else "",
        )
    )
    site = Site.objects.create(hostname=project.host, port=settings.PORT, site_name=project.name["pl"], root_page=home)
    editors = Group.objects.create(name=f"pages of {project.key}")
    return ProjectSite.objects.create(project=project, site=site, editors=editors)


def _complete(opened: ProjectSite, words: SiteWords) -> list[str]:
    """Whatever an open site lacks; the names of what was made."""
    home, made = HomePage.objects.get(pk=opened.site.root_page_id), []
    standing = set(home.get_children().values_list("slug", flat=True))
    for page in FIRST_PAGES:
        if page.slug not in standing:
            home.add_child(instance=_first(page, words, opened.project.languages))
            made.append(page.slug)
    for hidden in queries.pages_nobody_reaches(home):
        hidden.unpublish(log_action=True)
        made.append(hidden.slug)
    if opened.collection is None:
        opened.collection = _collections().add_child(name=opened.project.name["pl"])
        opened.save(update_fields=["collection"])
        made.append("collection")
    _rights(home, opened.collection, opened.editors)
    if not WorkflowPage.objects.filter(page=home).exists():
        _second_eyes(home, opened.editors)
        made.append("workflow")
    return made


def _rights(home: HomePage, collection: Collection, group: Group) -> None:
    """The group may change and publish this project's pages, pictures and documents, and no others."""
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"):
        right = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=right)
    for room, noun in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        for verb in ("add", "change", "choose"):
            right = Permission.objects.get(content_type__app_label=room, codename=f"{verb}_{noun}")
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=right)


def _second_eyes(home: HomePage, editors: Group) -> None:
    """A workflow an editor may ask for before publishing: another editor of the same project reads the page."""
    task = GroupApprovalTask.objects.create(name=gettext("Reading by another editor"))
    task.groups.add(editors)
    flow = Workflow.objects.create(name=gettext("another editor"))
    WorkflowTask.objects.create(workflow=flow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=flow, page=home)


def _first(page: FirstPage, words: SiteWords, languages: list[str]) -> Bilingual:
    """A first page in the project's languages; in Polish alone it says so by itself."""
    model: type[Bilingual] = apps.get_model("pages", page.kind)
    english = page.title["en"] if "en" in languages else ""
    made = model(title=page.title["pl"], title_en=english, slug=page.slug, show_in_menus=page.in_menu, in_footer=page.in_footer)
    if isinstance(made, Readable):
        made.is_discussed = page.is_discussed
        made.body, made.body_en = (_blocks(page.slug, one, words) if one in languages else "" for one in ("pl", "en"))
    if isinstance(made, ContactPage):
        made.way = _words(f"{page.slug}.pl.txt", words, "pl")
        made.way_en = _words(f"{page.slug}.en.txt", words, "en") if english else ""
    return made


def _blocks(slug: str, language: str, words: SiteWords) -> str:
    """The first words of a page as Wagtail keeps blocks: an .html file is one block of text, a .json file blocks of any kind."""
    for ending in ("html", "json"):
        name = f"pages/first/{slug}.{language}.{ending}"
        try:
            written = render_to_string(name, {"lede": text_in(words.lede, language)})
        except TemplateDoesNotExist:
            continue
        return json.dumps([{"type": "text", "value": written}]) if ending == "html" else written
    return ""


def _words(name: str, words: SiteWords, language: str) -> str:
    return render_to_string(f"pages/first/{name}", {"lede": text_in(words.lede, language)}).strip()


def _root() -> Page:
    """The root of Wagtail's tree; made here where no migration has run."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    return Page.get_first_root_node() or Page.add_root(instance=Page(title="Atut", slug="root"))


def _collections() -> Collection:
    """The root of Wagtail's collections; made here where no migration has run."""
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


def _clear_the_host(host: str) -> None:
    """Wagtail begins with a welcome page on localhost; it gives way."""
    for site in Site.objects.filter(hostname=host, of_project=None).select_related("root_page"):
        welcome = site.root_page
        site.delete()
        if welcome.depth > 1:
            welcome.delete()
