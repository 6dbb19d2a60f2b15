"""Pages of text: about the project, questions and answers, where to find us."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel

from atut.front.pages.models.bilingual import Readable, panels_of

_HOURS = _(
    "Telephone, address and opening hours come from the project: an administrator changes them once, for every page. "
    "A change for a few days is written below, under text; it then stands right under the hours."
)


class StandardPage(Readable):
    """A page of text, and pages under it."""

    template = "pages/standard.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["pages.StandardPage"]
    page_description = _("Text put together from blocks: words, pictures, steps, tables.")

    class Meta:
        verbose_name = _("page of text")


class QuestionsPage(Readable):
    """What people ask, each answer closed until it is asked for."""

    template = "pages/standard.html"
    max_count_per_parent = 1
    page_description = _("Each answer opens at a click.")

    class Meta:
        verbose_name = _("questions and answers")


class ContactPage(Readable):
    """The project office, pulled from the project, and the way to it in words: for who does not see a map, and who comes by bus."""

    way = models.TextField(
        _("the way to us, in words"),
        help_text=_("From the bus stop, from the car park, from the door to the desk; where the lift is"),
    )
    way_en = models.TextField(_("the way to us, in words"), blank=True)

    template = "pages/contact.html"
    max_count_per_parent = 1
    content_panels: ClassVar[list[Any]] = [
        HelpPanel(content=_HOURS),
        *panels_of(["title", "body", "way"], ["title_en", "body_en", "way_en"]),
    ]
    page_description = _("Address and hours of the office stand there by themselves; you write the way to it.")

    class Meta:
        verbose_name = _("contact page")

    @property
    def way_text(self) -> dict[str, str]:
        """In both languages."""
        return {"pl": self.way, "en": self.way_en}
