"""Seventh stage: what the editors wrote and published: greeting, news, pictures, documents, the way to the office."""

import json
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from atut.base.accounts.models import User
from atut.base.accounts.queries import actor_for
from atut.base.kernel import clock
from atut.base.kernel.pdf import compile_pdf
from atut.base.kernel.roles import Role
from atut.base.projects.letterhead import letterhead
from atut.front.demo.building.drawing import picture
from atut.front.demo.building.setup import Site
from atut.front.pages import actions as pages
from atut.front.pages.models import (
    ContactPage,
    Download,
    DownloadsPage,
    GalleryPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    ProjectSite,
)
from atut.front.pages.rules import Category

Known = dict[str, Any]


def publish(site: Site) -> None:
    """Everything of pages.json, by Wagtail's own way: a revision of the editor, published."""
    known = site.inputs.pages
    if not known:
        return
    opened = ProjectSite.objects.select_related("site__root_page", "collection").get(project=site.project)
    home = HomePage.objects.get(pk=opened.site.root_page_id)
    editor = _editor(site)
    pages.begin_editing(opened, editor, actor=actor_for(editor, site.project), at=site.opening)
    pictures = _pictures(site, opened, known["pictures"])
    home.letter, home.letter_en = (json.dumps([{"type": "letter", "value": known["letter"][code]}]) for code in ("pl", "en"))
    _put(site, home)
    _contact(site, home, known["way"])
    _news(site, home, known["news"], pictures)
    _documents(site, opened, known["documents"])
    _gallery(site, home, known["gallery"], pictures)


def _editor(site: Site) -> User:
    return site.users[next(user["code"] for user in site.plan["users"] if user["role"] == Role.EDITOR)]


def _put(site: Site, page: Page) -> Revision:
    """A revision as an editor makes it, and out with it."""
    revision = page.save_revision(user=_editor(site), log_action=True)
    revision.publish(user=_editor(site))
    return revision


def _pictures(site: Site, opened: ProjectSite, known: list[Known]) -> dict[str, int]:
    """The illustrations, in the project's own collection."""
    count = sum(1 for one in site.plan["organisations"] if one["role"] != "unit")
    kept = {}
    for one in known:
        file = ContentFile(picture(one["drawing"], count), name=f"{site.project.slug}-{one['drawing'].replace('_', '-')}.webp")
        made = get_image_model()(
            title=one["title"],
            file=file,
            collection=opened.collection,
            uploaded_by_user=_editor(site),
            description=one["alt"]["pl"],
        )
        made.save()
        kept[one["drawing"]] = made.pk
    return kept


def _contact(site: Site, home: HomePage, way: dict[str, str]) -> None:
    contact = ContactPage.objects.child_of(home).get()
    contact.way, contact.way_en = way["pl"], way["en"]
    _put(site, contact)


def _news(site: Site, home: HomePage, known: list[Known], pictures: dict[str, int]) -> None:
    """News of the last months, the oldest first. One has no English; a draft and a planned one wait."""
    index = NewsIndexPage.objects.child_of(home).get()
    for one in sorted(known, key=lambda one: -one["days_ago"]):
        page = NewsPage(
            title=one["title"]["pl"],
            title_en=one["title"].get("en", ""),
            slug=one["slug"],
            told_on=site.calendar.day(-one["days_ago"]),
            category=Category(one["category"]),
            lead=one["lead"]["pl"],
            lead_en=one["lead"].get("en", ""),
            picture_id=pictures.get(one.get("picture", "")),
            alt=one.get("alt", {}).get("pl", ""),
            alt_en=one.get("alt", {}).get("en", ""),
            live=False,
            owner=_editor(site),
        )
        page.body, page.body_en = (json.dumps(one["body"].get(code, [])) for code in ("pl", "en"))
        if one.get("state") == "planned":
            page.go_live_at = clock.at(site.calendar.day(-one["days_ago"]), 8)
        index.add_child(instance=page)
        if one.get("state") == "draft":
            page.save_revision(user=_editor(site), log_action=True)
        else:
            _put(site, page)


def _documents(site: Site, opened: ProjectSite, known: list[Known]) -> None:
    """PDF files with tags, made like every paper of the program."""
    page = DownloadsPage.objects.descendant_of(opened.site.root_page).get()
    for place, one in enumerate(known):
        at = site.opening + timedelta(days=place)
        data = {
            "lang": "pl",
            "title": one["title"]["pl"],
            "letterhead": letterhead(site.project, "pl"),
            "place_day": "",
            "to": [],
            "text": "\n\n".join(one["text"]),
            "signatures": one.get("signatures", []),
        }
        file = ContentFile(compile_pdf("letter", data, at=at), name=one["file"])
        kept = get_document_model()(
            title=one["title"]["pl"], file=file, collection=opened.collection, uploaded_by_user=_editor(site)
        )
        kept.file_size = file.size
        kept.save()
        page.downloads.add(
            Download(
                document=kept,
                sort_order=place,
                title=one["title"]["pl"],
                title_en=one["title"]["en"],
                note=one["note"]["pl"],
                note_en=one["note"]["en"],
            )
        )
    _put(site, page)


def _gallery(site: Site, home: HomePage, known: list[Known], pictures: dict[str, int]) -> None:
    page = GalleryPage.objects.child_of(home).get()
    page.pictures, page.pictures_en = (
        json.dumps(
            [
                {
                    "type": "picture",
                    "value": {"image": pictures[one["picture"]], "alt": one["alt"][code], "caption": one["caption"][code]},
                }
                for one in known
            ]
        )
        for code in ("pl", "en")
    )
    _put(site, page)
