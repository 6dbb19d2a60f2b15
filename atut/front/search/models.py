"""What search knows, made from the rooms: a row for each published thing and language, its words, and how fresh it all is."""

from typing import ClassVar

from django.db import models
from wagtail.search import index

from atut.base.projects.models import Project
from atut.front.search.rules import Kind


class SearchEntry(index.Indexed, models.Model):
    """A published thing as search shows it, in one language. Wagtail's search indexes `keys`; nothing else is looked up there."""

    # What hits are put in order by comes first, long texts last: SQLite reads a row from its beginning, and thousands of rows
    # for one question.
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=8)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    date = models.DateField(null=True, blank=True)
    title_sort = models.CharField(max_length=120)
    thing = models.CharField(max_length=60, help_text="Its key within the source")
    title_keys = models.TextField(help_text="Keys of the title")
    source = models.CharField(max_length=20, help_text="Which source made it")
    stamp = models.CharField(max_length=80, help_text="Of the thing when it was read")
    title = models.CharField(max_length=255)
    note = models.CharField(max_length=60, blank=True, help_text="What else to know before opening it: type and size of a file")
    url = models.CharField(max_length=500)
    lead_keys = models.TextField(help_text="Keys of the beginning: hits are weighed by it")
    surface = models.TextField(help_text="Folded words in order: for words in quotes")
    text = models.TextField(blank=True)

    search_auto_update = False  # entries are pulled in bulk, never pushed by a signal
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("keys"),
        *(index.FilterField(name) for name in ("project", "language", "kind", "date")),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "source", "thing", "language"], name="one_entry_per_thing_and_language")
        ]
        indexes = [models.Index(fields=["project", "language", "kind"], name="search_by_kind")]

    def __str__(self) -> str:
        return f"{self.source}:{self.thing} {self.language}"

    @property
    def keys(self) -> str:
        """Every key of the title and the text, for the index."""
        from atut.front.search.words import all_keys  # the dictionary is loaded when somebody writes or asks, not before

        return all_keys(f"{self.title} {self.text}", self.language)


class SearchWord(models.Model):
    """A key that stands in so many entries of a project and language: tells what is misspelt, and what was meant."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=8)
    word = models.CharField(max_length=120)
    shown = models.CharField(max_length=60, help_text="With its Polish signs")
    head = models.CharField(max_length=2)
    tail = models.CharField(max_length=3)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "language", "word"], name="one_row_per_word_and_language")]
        indexes = [
            models.Index(fields=["project", "language", "head"], name="search_word_by_head"),
            models.Index(fields=["project", "language", "tail"], name="search_word_by_tail"),
        ]

    def __str__(self) -> str:
        return self.shown


class SearchState(models.Model):
    """How fresh the entries of a project are, and who is making them anew now."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=700, blank=True, help_text="Revisions that were seen when all was read")
    claimed_until = models.DateTimeField(null=True, blank=True)
    refreshed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.project_id} {self.mark}"
