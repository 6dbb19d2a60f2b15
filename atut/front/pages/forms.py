"""Forms of Wagtail's editor, with what it does not ask: is everything a page shows of the page's own project?"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.models import AbstractDocument
from wagtail.images.forms import BaseImageForm

from atut.base.ui.forms import Form
from atut.base.ui.translated import add_text, text_of
from atut.front.pages import queries, reading
from atut.front.pages.blocks import ALT_HELP, must_be_words
from atut.front.pages.rules import SiteWords


class SiteOpen(Form):
    """The two sentences of a new front page. What stands already is not asked again."""

    def __init__(self, *args: Any, languages: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.languages = languages
        add_text(self, "promise", _("Promise to the reader, in a few words"), languages=languages)
        add_text(self, "lede", _("Who keeps it for whom, in two sentences"), languages=languages, is_long=True)
        for code in languages:
            self.fields[f"promise_{code}"].validators.append(MaxLengthValidator(120))  # type: ignore[attr-defined]  # the field's list

    def words(self) -> SiteWords:
        """What the verb takes."""
        return SiteWords(text_of(self, "promise", self.languages), text_of(self, "lede", self.languages))


_FOREIGN = _("A picture, a document or a page in this text is not of this project. Choose it again.")

_TAKEN = _("The program has a page of its own at this address. Choose another.")
UNDER_THE_FRONT = 3  # the root of all sites is 1, a front page 2


class PageForm(WagtailAdminPageForm):
    """A page shows, and links to, things of its own project only; Wagtail's choosers offer no others, but take any number."""

    def is_valid(self) -> bool:
        """Asked last, when the texts and the lists of the page are read."""
        if not super().is_valid():
            return False
        refused = reading.refusal_of_form(self.data, self.instance.pk, self.for_user.pk)
        if refused:
            self.add_error(None, ValidationError(refused))
            return False
        stands_on = self.parent_page or self.instance
        if queries.foreign_things(stands_on, self.instance, self._chosen_in_lists()):
            self.add_error(None, ValidationError(_FOREIGN))
            return False
        if stands_on.depth + bool(self.parent_page) == UNDER_THE_FRONT and queries.is_taken(f"/{self.instance.slug}/"):
            self.add_error("slug", ValidationError(_TAKEN))
            return False
        return True

    def _chosen_in_lists(self) -> list[Any]:
        forms = [form for formset in self.formsets.values() for form in formset.forms]
        return [value for form in forms for value in getattr(form, "cleaned_data", {}).values()]


class _Untagged:
    """Tags are one list for all projects of the installation, so there are none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("tags", None)  # type: ignore[attr-defined]  # of the form it is mixed into


class ImageForm(_Untagged, BaseImageForm):
    """A picture: its file, its title, and what is to be seen, told once for every page that shows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = self.fields["description"]
        words.required, words.label, words.help_text = True, capfirst(_("what is to be seen")), ALT_HELP

    def clean_description(self) -> str:
        """Words, not the name of the file."""
        written: str = self.cleaned_data["description"]
        must_be_words(written)
        return written


class DocumentForm(_Untagged, BaseDocumentForm):
    """A document: its file and title."""

    def save(self, commit: bool = True) -> AbstractDocument:  # noqa: FBT001, FBT002  # as Wagtail calls it
        """The file is stored under the project it is brought to, by the name it was brought with."""
        if "file" in self.changed_data:
            collection = self.instance.collection if "collection" in self.fields else self.collections[0]
            self.instance.file.name = queries.place_of_file(collection, self.instance.file.name)
        kept: AbstractDocument = super().save(commit)
        return kept
