"""News: the list with its years and categories, and one piece of news."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from atut.base.kernel import clock
from atut.base.kernel.texts import text_in
from atut.front.pages.blocks import OWN_WORDS, words_for
from atut.front.pages.models.bilingual import ADDRESS, Bilingual, Readable, panels_of
from atut.front.pages.rules import Category


def _today() -> date:
    return clock.today()


class NewsIndexPage(Bilingual):
    """All news, the newest first; by category and by year."""

    template = "pages/news.html"
    subpage_types: ClassVar[list[str]] = ["pages.NewsPage"]
    max_count_per_parent = 1
    content_panels: ClassVar[list[Any]] = panels_of(["title"], ["title_en"])
    page_description = _("All news, the newest first. It is put together by itself.")

    class Meta:
        verbose_name = _("list of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The piece of the list that was asked for."""
        from atut.front.pages.queries import news_list  # it asks about this file's models

        return {**super().get_context(request, *args, **kwargs), "list": news_list(self, request.GET)}


class NewsPage(Readable):
    """One piece of news: its day, its kind, two sentences that say it all, a picture."""

    told_on = models.DateField(_("day of the news"), default=_today)
    category = models.CharField(_("subject"), max_length=12, choices=Category.choices, default=Category.PROJECT)
    lead = models.TextField(_("the news in two sentences"), max_length=400, help_text=_("Shown on the front page and in letters"))
    lead_en = models.TextField(_("the news in two sentences"), max_length=400, blank=True)
    picture = models.ForeignKey(
        "wagtailimages.Image", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    alt = models.CharField(_("what is to be seen in the picture"), max_length=255, blank=True, help_text=OWN_WORDS)
    alt_en = models.CharField(_("what is to be seen in the picture"), max_length=255, blank=True)

    template = "pages/news_item.html"
    parent_page_types: ClassVar[list[str]] = ["pages.NewsIndexPage"]
    content_panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel(name) for name in ("told_on", "category", "picture")], heading=_("Day, subject, picture")),
        *panels_of(["title", "lead", "alt", "body"], ["title_en", "lead_en", "alt_en", "body_en"]),
    ]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("slug", heading=_("address"), help_text=ADDRESS), FieldPanel("is_discussed")]
    page_description = _("Shown on the front page, in the list of news and in letters to those who asked for news.")

    class Meta:
        verbose_name = _("piece of news")

    @property
    def lead_text(self) -> dict[str, str]:
        """In both languages."""
        return {"pl": self.lead, "en": self.lead_en}

    @property
    def alt_text(self) -> dict[str, str]:
        """In both languages."""
        return {"pl": self.alt, "en": self.alt_en}

    @property
    def alt_shown(self) -> str:
        """In the reader's language, else in Polish."""
        return text_in(self.alt_text)

    def clean(self) -> None:
        """A picture needs its words."""
        super().clean()
        if self.picture is None:
            return
        try:
            self.alt = words_for(self.picture, self.alt)
        except ValidationError as wrong:
            raise ValidationError({"alt": wrong}) from wrong
