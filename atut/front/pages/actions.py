"""Opening a project's public site; keeping its host name equal to the project's. Pages themselves are Wagtail's."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.template.loader import render_to_string
from wagtail.models import GroupPagePermission, Locale, Page, Site

from atut.base.accounts.models import User
from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.texts import text_in
from atut.base.projects.models import Project
from atut.front.pages import permissions, queries
from atut.front.pages.models import HomePage, ProjectSite, StandardPage
from atut.front.pages.rules import FIRST_PAGES, FirstPage, SiteWords
from atut.front.voices import actions as voices


@action
def create_site(project: Project, words: SiteWords, *, actor: Actor, at: datetime) -> ProjectSite:
    """Open the public site: front page, first pages of text, and Wagtail's record of the host."""
    permissions.OPEN_SITE.require(actor, project)
    _clear_the_host(project.host)
    home = _root().add_child(
        instance=HomePage(
            title=project.name["pl"],
            slug=project.slug,
            promise=words.promise["pl"],
            promise_en=words.promise.get("en", ""),
            lede=words.lede["pl"],
            lede_en=words.lede.get("en", ""),
        )
    )
    for page in FIRST_PAGES:
        home.add_child(instance=_first(page, words))
    site = Site.objects.create(hostname=project.host, port=settings.PORT, site_name=project.name["pl"], root_page=home)
    opened = ProjectSite.objects.create(project=project, site=site, editors=_editors(project, home))
    record("pages.site.opened", opened, actor=actor, at=at)
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


def _editors(project: Project, home: HomePage) -> Group:
    """The group that may change and publish this project's pages, and no others."""
    group = Group.objects.create(name=f"pages of {project.key}")
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        right = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=home, permission=right)
    return group


def _first(page: FirstPage, words: SiteWords) -> StandardPage:
    def body(language: str) -> str:
        return render_to_string(f"pages/first/{page.slug}.{language}.html", {"lede": text_in(words.lede, language)})

    return StandardPage(
        title=page.title["pl"],
        title_en=page.title["en"],
        slug=page.slug,
        body=body("pl"),
        body_en=body("en"),
        show_in_menus=page.in_menu,
        in_footer=page.in_footer,
        is_discussed=page.is_discussed,
    )


def _root() -> Page:
    """The root of Wagtail's tree; made here where no migration has run."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    return Page.get_first_root_node() or Page.add_root(instance=Page(title="Atut", slug="root"))


def _clear_the_host(host: str) -> None:
    """Wagtail begins with a welcome page on localhost; it gives way."""
    for site in Site.objects.filter(hostname=host, of_project=None).select_related("root_page"):
        welcome = site.root_page
        site.delete()
        if welcome.depth > 1:
            welcome.delete()
