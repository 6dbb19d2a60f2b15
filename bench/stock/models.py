"""One type of page, with the three blocks of Wagtail's tutorial."""

from typing import Any, ClassVar

from django.http import HttpRequest
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail.search import index


class ContentPage(Page):
    """Headings, paragraphs and pictures in any order; a menu of its children."""

    body = StreamField(
        [("heading", blocks.CharBlock()), ("paragraph", blocks.RichTextBlock()), ("image", ImageChooserBlock())],
        use_json_field=True,
    )
    template = "stock/content_page.html"
    search_fields: ClassVar[list[index.BaseField]] = [*Page.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page", "stock.ContentPage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The menu of a small site."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "menu": self.get_site().root_page.get_children().live().in_menu()}
