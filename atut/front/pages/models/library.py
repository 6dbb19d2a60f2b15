"""Documents to download and the gallery."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from atut.base.kernel.texts import language_shown
from atut.front.pages.blocks import Picture
from atut.front.pages.models.bilingual import Readable, panels_of


class DownloadsPage(Readable):
    """Documents to download: what each is, how large, and whether everybody can read it."""

    template = "pages/downloads.html"
    max_count_per_parent = 1
    content_panels: ClassVar[list[Any]] = [
        *Readable.content_panels,
        InlinePanel("downloads", label=_("document"), heading=_("documents")),
    ]
    page_description = _("Files for visitors, each with its size and a word for those who cannot read it.")

    class Meta:
        verbose_name = _("documents to download")


class Download(Orderable):
    """One document on the page."""

    page = ParentalKey(DownloadsPage, on_delete=models.CASCADE, related_name="downloads")
    document = models.ForeignKey("wagtaildocs.Document", verbose_name=_("file"), on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("what it is"), max_length=160)
    title_en = models.CharField(_("what it is, in English"), max_length=160, blank=True)
    note = models.CharField(
        _("accessibility"),
        max_length=200,
        blank=True,
        help_text=_("For example: a scan; the office reads it to you over the phone"),
    )
    note_en = models.CharField(_("accessibility, in English"), max_length=200, blank=True)

    panels: ClassVar[list[Any]] = [FieldPanel(name) for name in ("document", "title", "title_en", "note", "note_en")]

    @property
    def title_text(self) -> dict[str, str]:
        """In both languages."""
        return {"pl": self.title, "en": self.title_en}

    @property
    def note_text(self) -> dict[str, str]:
        """In both languages."""
        return {"pl": self.note, "en": self.note_en}

    @property
    def kind(self) -> str:
        """PDF, DOCX, ODT…: the file's ending."""
        return str(self.document.file_extension).upper()


class GalleryPage(Readable):
    """Pictures, each with the words for those who do not see it."""

    pictures = StreamField([("picture", Picture())], verbose_name=_("pictures"), blank=True)
    pictures_en = StreamField([("picture", Picture())], verbose_name=_("pictures"), blank=True)

    template = "pages/gallery.html"
    max_count_per_parent = 1
    content_panels: ClassVar[list[Any]] = panels_of(["title", "body", "pictures"], ["title_en", "body_en", "pictures_en"])
    page_description = _("Photographs, each with words for those who do not see it.")

    class Meta:
        verbose_name = _("gallery")

    @property
    def pictures_shown(self) -> Any:
        """With the words in the reader's language, else in Polish."""
        kept = {language: value for language, value in (("pl", self.pictures), ("en", self.pictures_en)) if value}
        return kept.get(language_shown(kept), self.pictures)
