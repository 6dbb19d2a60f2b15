"""What an editor puts on a page, block by block: each asks for what readers need, in the order in which they read it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import AbstractImage

SIMPLE = ["bold", "italic", "ol", "ul", "link", "document-link"]
TABLE = {"contextMenu": ["row_above", "row_below", "---------", "col_left", "col_right", "---------", "remove_row", "remove_col"]}
_WHOLE = _("Write an address of this site that begins with /, or a whole one that begins with https://.")
ALT_HELP = _("Read aloud to people who do not see the picture. Not the file's name.")
OWN_WORDS = _("Read aloud to people who do not see the picture. Left empty, it is what was written when the picture was brought.")
FILES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic")


def must_be_words(written: str) -> None:
    """The name of a file tells nobody what is to be seen."""
    if written.strip().lower().endswith(FILES):
        raise ValidationError(_("This is the name of a file. Write what is to be seen."))


def words_for(image: AbstractImage, written: str) -> str:
    """What is to be seen in a picture: as written, else as it was brought with; refused where there are no words."""
    words = written.strip() or image.description
    if not words:
        raise ValidationError(_("Write what is to be seen in the picture, for those who do not see it."))
    must_be_words(words)
    return words


class Text(blocks.RichTextBlock):
    """Paragraphs, lists and subheadings. The page's own title is the only heading of the first level."""

    class Meta:
        icon = "pilcrow"
        label = _("text")
        template = "pages/blocks/text.html"


class Letter(blocks.StructBlock):
    """A greeting with the signature of the person who sends it."""

    text = blocks.RichTextBlock(label=_("words of greeting"), features=["bold", "italic", "link"])
    name = blocks.CharBlock(label=_("first name and surname"), max_length=120)
    post = blocks.CharBlock(label=_("post"), max_length=160, help_text=_("For example: head of the gmina, chair of the union"))

    class Meta:
        icon = "mail"
        label = _("greeting with a signature")
        template = "pages/blocks/letter.html"


class Call(blocks.StructBlock):
    """One thing to do, and the button that does it."""

    title = blocks.CharBlock(label=_("what to do"), max_length=80)
    text = blocks.TextBlock(label=_("why, in a sentence"), required=False, max_length=300)
    button = blocks.CharBlock(
        label=_("words on the button"), max_length=40, help_text=_("Begin with a verb: “Apply”, “Write to us”")
    )
    page = blocks.PageChooserBlock(label=_("a page of this site"), required=False)
    url = blocks.CharBlock(
        label=_("or an address"),
        required=False,
        max_length=300,
        help_text=_("An address of this site, such as /nabor/, or a whole https:// one"),
    )

    class Meta:
        icon = "arrow-right"
        label = _("call to action")
        template = "pages/blocks/call.html"

    def clean(self, value: Any) -> Any:
        """One of the two addresses, and nothing that runs as a script."""
        cleaned = super().clean(value)
        url = cleaned["url"]
        if bool(cleaned["page"]) == bool(url):
            raise blocks.StructBlockValidationError(
                {"page": ValidationError(_("Choose a page or write an address: one of the two."))}
            )
        if url and (url.startswith("//") or not url.startswith(("/", "https://", "mailto:", "tel:"))):
            raise blocks.StructBlockValidationError({"url": ValidationError(_WHOLE)})
        return cleaned


class Step(blocks.StructBlock):
    """One step of a road."""

    title = blocks.CharBlock(label=_("what happens"), max_length=120)
    text = blocks.RichTextBlock(label=_("how, and by when"), features=SIMPLE, required=False)


class Steps(blocks.StructBlock):
    """A road in numbered steps."""

    title = blocks.CharBlock(label=_("heading"), max_length=120)
    steps = blocks.ListBlock(Step(), label=_("steps"), min_num=2, max_num=12)

    class Meta:
        icon = "list-ol"
        label = _("steps")
        template = "pages/blocks/steps.html"


class Quote(blocks.StructBlock):
    """Somebody's words, with the one who said them."""

    text = blocks.TextBlock(label=_("words"), max_length=600)
    who = blocks.CharBlock(label=_("who said it"), max_length=160)

    class Meta:
        icon = "openquote"
        label = _("quote")
        template = "pages/blocks/quote.html"


class Table(blocks.StructBlock):
    """A table with a title, and headers in its first row."""

    title = blocks.CharBlock(label=_("what the table shows"), max_length=160)
    table = TableBlock(label=_("table"), table_options={**TABLE, "firstRowIsTableHeader": True})
    first_column = blocks.BooleanBlock(label=_("the first column names its row"), required=False)

    class Meta:
        icon = "table"
        label = _("table")
        template = "pages/blocks/table.html"

    def clean(self, value: Any) -> Any:
        """Every column has its header: a reader who hears the table knows where they are by nothing else."""
        cleaned = super().clean(value)
        rows = (cleaned["table"] or {}).get("data") or [[]]
        if not all(str(cell or "").strip() for cell in rows[0]):
            raise blocks.StructBlockValidationError(
                {"table": ValidationError(_("Write a header for every column in the first row."))}
            )
        return cleaned


class Number(blocks.StructBlock):
    """One number and what it counts."""

    number = blocks.CharBlock(label=_("number"), max_length=12)
    text = blocks.CharBlock(label=_("what it counts"), max_length=80)
    source = blocks.CharBlock(label=_("where it comes from, and of which day"), max_length=160)


class Numbers(blocks.StructBlock):
    """A few numbers side by side, each with its source."""

    title = blocks.CharBlock(label=_("heading"), max_length=120)
    numbers = blocks.ListBlock(Number(), label=_("numbers"), min_num=1, max_num=6)

    class Meta:
        icon = "order"
        label = _("numbers")
        template = "pages/blocks/numbers.html"


class Fold(blocks.StructBlock):
    """One thing that opens at a click."""

    title = blocks.CharBlock(label=_("question or heading"), max_length=160)
    text = blocks.RichTextBlock(label=_("answer"), features=SIMPLE)


class Folds(blocks.StructBlock):
    """Several things, each closed until it is asked for."""

    title = blocks.CharBlock(label=_("heading"), max_length=120)
    folds = blocks.ListBlock(Fold(), label=_("items"), min_num=1)

    class Meta:
        icon = "collapse-down"
        label = _("accordion")
        template = "pages/blocks/folds.html"


class Picture(blocks.StructBlock):
    """A picture with the words for those who do not see it."""

    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(label=_("what is to be seen"), required=False, max_length=255, help_text=OWN_WORDS)
    caption = blocks.CharBlock(label=_("words under the picture"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("picture")
        template = "pages/blocks/picture.html"

    def clean(self, value: Any) -> Any:
        """No picture without words: those written here, or those it was brought with."""
        cleaned = super().clean(value)
        try:
            cleaned["alt"] = words_for(cleaned["image"], cleaned["alt"])
        except ValidationError as wrong:
            raise blocks.StructBlockValidationError({"alt": wrong}) from wrong
        return cleaned


BODY = [
    ("text", Text(features=["h2", "h3", *SIMPLE])),
    ("letter", Letter()),
    ("call", Call()),
    ("steps", Steps()),
    ("quote", Quote()),
    ("table", Table()),
    ("numbers", Numbers()),
    ("folds", Folds()),
    ("picture", Picture()),
]
