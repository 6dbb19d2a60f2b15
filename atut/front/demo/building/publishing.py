"""Seventh stage: what the editors wrote and published: greeting, news, pictures, documents, the way to the office."""

import json
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from atut.base.accounts.models import User
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
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
    pages.begin_editing(opened, _editor(site), actor=_author(site), at=site.opening)
    pictures = _pictures(site, opened, known["pictures"])
    home.letter, home.letter_en = (json.dumps([{"type": "letter", "value": known["letter"][code]}]) for code in ("pl", "en"))
    _put(site, home)
    _contact(site, home, known["way"])
    _news(site, home, known["news"], pictures)
    _documents(site, opened, known["documents"])
    _gallery(site, home, known["gallery"], pictures)


def _code(site: Site) -> str:
    return next(user["code"] for user in site.plan["users"] if user["role"] == Role.EDITOR)


def _editor(site: Site) -> User:
    return site.users[_code(site)]


def _author(site: Site) -> Actor:
    return site.actor(_code(site))


def _put(site: Site, page: Any) -> None:
    pages.put_page(page, actor=_author(site), at=clock.now())


def _pictures(site: Site, opened: ProjectSite, known: list[Known]) -> dict[str, int]:
    """The illustrations, in the project's own collection."""
    count = sum(1 for one in site.plan["organisations"] if one["role"] != "unit")
    kept = {}
    for one in known:
        file = ContentFile(picture(one["drawing"], count), name=f"{site.project.slug}-{one['drawing'].replace('_', '-')}.webp")
        words = one["alt"]["pl"]
        kept[one["drawing"]] = pages.keep_picture(
            opened, file, title=one["title"], words=words, actor=_author(site), at=site.opening
        )
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
        )
        page.body, page.body_en = (json.dumps(one["body"].get(code, [])) for code in ("pl", "en"))
        if one.get("state") == "planned":
            page.go_live_at = clock.at(site.calendar.day(-one["days_ago"]), 8)
        pages.put_page(page, below=index, is_out=one.get("state") != "draft", actor=_author(site), at=clock.now())


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
        kept = pages.keep_document(opened, file, title=one["title"]["pl"], actor=_author(site), at=at)
        page.downloads.add(
            Download(
                document_id=kept,
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
