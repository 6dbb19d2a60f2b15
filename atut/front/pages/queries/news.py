"""News: the list by category and year, the newest for the front page, what a letter tells."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext as _

from atut.base.projects.models import Project
from atut.front.pages.models import NewsIndexPage, NewsPage
from atut.front.pages.rules import Category

A_PAGE = 10


def published(project: Project) -> QuerySet[NewsPage]:
    """The project's news, the newest first."""
    return NewsPage.objects.live().filter(url_path__startswith=f"/{project.slug}/").order_by("-told_on", "-pk")


def newest(project: Project, count: int = 3) -> list[NewsPage]:
    """For the front page. One query."""
    return list(published(project).select_related("picture")[:count])


@dataclass(frozen=True, slots=True)
class Choice:
    """A year or a category to choose, and how many pieces of news it has."""

    value: str
    words: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class NewsList:
    """What the list shows."""

    leaf: "Leaf[NewsPage]"
    years: list[Choice]
    categories: list[Choice]
    chosen: str

    @property
    def is_chosen(self) -> bool:
        """Is the list narrowed?"""
        return bool(self.chosen)

    @property
    def told(self) -> str:
        """What is shown, for the title: news of one subject and another are different pages."""
        words = [one.words for one in (*self.categories, *self.years) if one.is_chosen]
        leaf = [_("page %(number)s") % {"number": self.leaf.number}] if self.leaf.number > 1 else []
        return ", ".join(words + leaf)


def news_list(index: NewsIndexPage, asked: Mapping[str, str]) -> NewsList:
    """A leaf of the list, by category (`rodzaj`) and year (`rok`); what is not known is left out. Four queries."""
    rows = NewsPage.objects.live().child_of(index).order_by("-told_on", "-pk")
    year, kind = asked.get("rok", ""), asked.get("rodzaj", "")
    years = rows.order_by().annotate(year=ExtractYear("told_on")).values_list("year").annotate(Count("pk")).order_by("-year")
    kinds = dict(rows.order_by().values_list("category").annotate(Count("pk")))
    of_years = [Choice(str(number), str(number), count, str(number) == year) for number, count in years]
    of_kinds = [Choice(one, str(one.label), kinds[one], one == kind) for one in Category if one in kinds]
    shown = rows.select_related("picture")
    chosen: list[str] = []
    if any(one.is_chosen for one in of_years):
        shown, chosen = shown.filter(told_on__year=int(year)), [*chosen, f"rok={year}"]
    if any(one.is_chosen for one in of_kinds):
        shown, chosen = shown.filter(category=kind), [*chosen, f"rodzaj={kind}"]
    leaf = Paginator(shown, A_PAGE).get_page(asked.get("strona"))
    return NewsList(leaf, of_years, of_kinds, "&".join(chosen))


def news_address(project: Project) -> str:
    """Where the list of news stands; empty while the site has none."""
    found = NewsIndexPage.objects.live().filter(url_path__startswith=f"/{project.slug}/").values_list("slug", flat=True).first()
    return reverse("wagtail_serve", args=[f"{found}/"]) if found else ""
