"""The front page."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester

from atut.base.accounts.models import User
from atut.base.kernel import clock
from atut.base.kernel.texts import is_translated, language_shown, text_in
from atut.front.pages.blocks import Letter
from atut.front.pages.models.bilingual import panels_of


class StaysPut(PagePermissionTester):  # type: ignore[misc]  # Wagtail has no types
    """The front page is changed, never taken off, moved or copied: a site without one answers nobody."""

    def can_unpublish(self) -> bool:
        """No."""
        return False

    can_delete = can_move = can_copy = can_unpublish


class HomePage(Page):
    """The front page: a promise, who keeps it, a greeting. Everything else on it is pulled from the rooms of the work."""

    promise = models.CharField(_("promise, in a few words"), max_length=120)
    promise_en = models.CharField(_("promise, in a few words"), max_length=120, blank=True)
    lede = models.TextField(_("who keeps it, and how"))
    lede_en = models.TextField(_("who keeps it, and how"), blank=True)
    letter = StreamField([("letter", Letter())], verbose_name=_("greeting"), blank=True, max_num=1)
    letter_en = StreamField([("letter", Letter())], verbose_name=_("greeting"), blank=True, max_num=1)

    credits = models.CharField(
        _("last line of every page"),
        max_length=160,
        blank=True,
        help_text=_("Such as who made the site. Empty: it names the program."),
    )
    credits_en = models.CharField(_("last line of every page"), max_length=160, blank=True)

    template = "pages/home.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "pages.StandardPage",
        "pages.NewsIndexPage",
        "pages.QuestionsPage",
        "pages.DownloadsPage",
        "pages.GalleryPage",
        "pages.ContactPage",
    ]
    private_page_options: ClassVar[list[str]] = []  # what is not public does not stand on the public site
    max_count_per_parent = 1
    content_panels: ClassVar[list[Any]] = panels_of(
        ["promise", "lede", "letter", "credits"], ["promise_en", "lede_en", "letter_en", "credits_en"]
    )
    promote_panels: ClassVar[list[Any]] = []  # its name is the project's, its address the host
    page_description = _("The first page of the site. Calls, goals, partners and numbers come to it by themselves.")

    class Meta:
        verbose_name = _("front page")

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

    @property
    def letter_shown(self) -> blocks.StructValue | None:
        """The greeting in the reader's language, else in Polish; None while nobody has written one."""
        letters = {language: letter for language, letter in (("pl", self.letter), ("en", self.letter_en)) if letter}
        found = letters.get(language_shown(letters))
        return found[0].value if found else None

    def permissions_for_user(self, user: User) -> StaysPut:
        """What an editor may do with it."""
        return StaysPut(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the front page shows."""
        from atut.front.pages import fragments  # it asks about this file's models

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        project = request.project  # type: ignore[attr-defined]  # set by projects.middleware
        return {**context, "front": fragments.front(self, project, clock.now())}
