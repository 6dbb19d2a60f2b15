"""What every page of a project's site has: a title and a text in Polish, and the same in English where somebody wrote it."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page

from atut.base.kernel.texts import is_translated, language_shown
from atut.front.pages.blocks import BODY

ADDRESS = _("Made of the title by itself. Once the page is public, leave it: others have kept the address.")


def panels_of(polish: list[str], english: list[str]) -> list[MultiFieldPanel]:
    """Fields as an editor fills them in: the Polish ones, then the same in English, folded away. `title` names the address too."""
    first = [TitleFieldPanel(name, placeholder=False) if name == "title" else FieldPanel(name) for name in polish]
    second = [FieldPanel(name) for name in english]
    may_stay_empty = _("It may stay empty: the page then says that it is in Polish only.")
    return [
        MultiFieldPanel(first, heading=_("In Polish")),
        MultiFieldPanel(second, heading=_("In English"), help_text=may_stay_empty, classname="collapsed"),
    ]


class Bilingual(Page):
    """A page with a title in both languages. What is not public does not stand on the public site."""

    title_en = models.CharField(_("title"), max_length=255, blank=True)
    in_footer = models.BooleanField(_("linked at the foot of every page"), default=False)

    private_page_options: ClassVar[list[str]] = []
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("slug", heading=_("address"), help_text=ADDRESS),
                FieldPanel("show_in_menus", heading=_("in the menu at the top of every page")),
                FieldPanel("in_footer"),
            ],
            heading=_("Where visitors find it"),
        )
    ]

    class Meta:
        abstract = True

    @property
    def title_text(self) -> dict[str, str]:
        """In both languages."""
        return {"pl": self.title, "en": self.title_en}

    @property
    def is_in_language(self) -> bool:
        """Does the reader get the text in the language of the page's frame?"""
        return is_translated(self.title_text)

    def words_in(self, language: str) -> tuple[str, str] | None:
        """Title and text for the site search; None where the page is not written in the language."""
        title = self.title_text.get(language)
        return (title, "") if title else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page and the way to it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        from atut.front.pages.queries import crumbs  # it asks about this file's models

        return {**context, "crumbs": crumbs(self)}


class Readable(Bilingual):
    """A page whose text an editor builds from blocks."""

    body = StreamField(BODY, verbose_name=_("text"), blank=True)
    body_en = StreamField(BODY, verbose_name=_("text"), blank=True)
    is_discussed = models.BooleanField(_("visitors may comment on it"), default=False)

    content_panels: ClassVar[list[Any]] = panels_of(["title", "body"], ["title_en", "body_en"])
    promote_panels: ClassVar[list[Any]] = [*Bilingual.promote_panels, FieldPanel("is_discussed")]

    class Meta:
        abstract = True

    @property
    def bodies(self) -> dict[str, StreamValue]:
        """The text by language, where there is one."""
        return {language: body for language, body in (("pl", self.body), ("en", self.body_en)) if body}

    @property
    def body_shown(self) -> StreamValue:
        """In the reader's language, else in Polish."""
        bodies = self.bodies
        return bodies.get(language_shown(bodies), self.body)

    @property
    def is_in_language(self) -> bool:
        """Does the reader get the text in the language of the page's frame?"""
        if not self.bodies:
            return super().is_in_language
        return language_shown(self.bodies) == (get_language() or "pl")

    @property
    def in_short(self) -> str:
        """What a search engine shows below the title: the first words of the text the reader gets."""
        written = self.words_in(language_shown(self.bodies)) if self.bodies else None
        return written[1] if written else ""

    def words_in(self, language: str) -> tuple[str, str] | None:
        """Title and text for the site search; None where the page is not written in the language."""
        body = self.bodies.get(language)
        if not body:
            return None
        words = body.stream_block.get_searchable_content(body)
        return self.title_text.get(language) or self.title, " ".join(str(one) for one in words)
