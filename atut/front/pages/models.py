"""Page types of the public site, and which Wagtail site is which project's. Texts stand in Polish; English is optional."""

from typing import Any, ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, Site

from atut.base.kernel import clock
from atut.base.kernel.actors import Scope
from atut.base.kernel.keys import KeyField
from atut.base.kernel.texts import is_translated, text_in
from atut.base.projects.models import Project
from atut.front.voices.queries import page_voices

FEATURES = ["h2", "h3", "bold", "ol", "ul", "link"]


class ProjectSite(models.Model):
    """The public site of a project. The project's host is the truth; Wagtail's hostname follows it (decision 0009)."""

    key = KeyField()
    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="public_site")
    site = models.OneToOneField(Site, on_delete=models.PROTECT, related_name="of_project")
    editors = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="edits", help_text="May change its pages")

    def __str__(self) -> str:
        return self.site.hostname

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.project_id)


class HomePage(Page):
    """The front page: a promise and who keeps it. Everything else on it is pulled from the rooms of the work."""

    promise = models.CharField(_("promise, in a few words"), max_length=120)
    promise_en = models.CharField(_("promise, in a few words"), max_length=120, blank=True)
    lede = models.TextField(_("who keeps it, and how"))
    lede_en = models.TextField(_("who keeps it, and how"), blank=True)

    template = "pages/home.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["pages.StandardPage"]
    private_page_options: ClassVar[list[str]] = []  # what is not public does not stand on the public site
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("promise"), FieldPanel("lede")], heading="Polski"),
        MultiFieldPanel([FieldPanel("promise_en"), FieldPanel("lede_en")], heading="English"),
    ]

    @property
    def promise_text(self) -> dict[str, str]:
        """In both languages."""
        return {"pl": self.promise, "en": self.promise_en}

    @property
    def lede_text(self) -> dict[str, str]:
        """In both languages."""
        return {"pl": self.lede, "en": self.lede_en}

    def words_in(self, language: str) -> tuple[str, str] | None:
        """Title and text for the site search; None where the page is not written in the language."""
        if not is_translated(self.promise_text, language):
            return None
        return text_in(self.promise_text, language), text_in(self.lede_text, language)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the front page shows."""
        from atut.front.pages import fragments  # it asks about this file's models

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        project = request.project  # type: ignore[attr-defined]  # set by projects.middleware
        return {**context, "front": fragments.front(self, project, clock.now())}


class StandardPage(Page):
    """A page of text: about the project, accessibility, data."""

    title_en = models.CharField(_("title"), max_length=255, blank=True)
    body = RichTextField(_("text"), features=FEATURES)
    body_en = RichTextField(_("text"), features=FEATURES, blank=True)
    in_footer = models.BooleanField(_("linked at the foot of every page"), default=False)
    is_discussed = models.BooleanField(_("visitors may comment on it"), default=False)

    template = "pages/standard.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("title"), FieldPanel("body")], heading="Polski"),
        MultiFieldPanel([FieldPanel("title_en"), FieldPanel("body_en")], heading="English"),
        FieldPanel("in_footer"),
        FieldPanel("is_discussed"),
    ]

    @property
    def title_text(self) -> dict[str, str]:
        """In both languages."""
        return {"pl": self.title, "en": self.title_en}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The text, and what is said about it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        project = request.project  # type: ignore[attr-defined]  # set by projects.middleware
        return {**context, "voices": page_voices(project, request.path)}

    @property
    def body_shown(self) -> str:
        """In the reader's language, else in Polish."""
        return text_in({"pl": self.body, "en": self.body_en})

    @property
    def is_in_language(self) -> bool:
        """Does the reader get the text in the language of the page's frame?"""
        return is_translated({"pl": self.body, "en": self.body_en})

    def words_in(self, language: str) -> tuple[str, str] | None:
        """Title and text for the site search; None where the page is not written in the language."""
        body = {"pl": self.body, "en": self.body_en}
        if not is_translated(body, language):
            return None
        return text_in(self.title_text, language), body[language]
