"""The filters of the search page as links: each keeps the words and the other filter, and begins with the first hits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atut.base.ui.templatetags.parts import Tab
from atut.front.search.queries import Filters, Found
from atut.front.search.rules import Kind, Since

Words = str | Promise
KIND, SINCE = "rodzaj", "od"


@dataclass(frozen=True, slots=True)
class Links:
    """Both rows of choices."""

    kinds: list[Tab] = field(default_factory=list)
    dates: list[Tab] = field(default_factory=list)


def chosen(given: Mapping[str, str]) -> Filters:
    """The filters of an address; what is no filter counts as none."""
    kind, since = given.get(KIND, ""), given.get(SINCE, "")
    return Filters(kind if kind in Kind.values else "", since if since in Since.values else "")


def links(filters: Filters, found: Found | None) -> Links:
    """The choices that lead to a hit: kinds with how many were found of each, and times. What is chosen now stays."""
    if found is None:
        return Links()

    def url(kind: str, since: str) -> str:
        pairs = {"q": found.asked.text, KIND: kind, SINCE: since}
        return "?" + urlencode({name: value for name, value in pairs.items() if value})

    counts = dict(found.kinds)
    if filters.kind:
        counts.setdefault(filters.kind, 0)
    kinds = [Tab(url("", filters.since), _("Everything"), not filters.kind, found.total)]
    there = [kind for kind in Kind.values if kind in counts]
    kinds += [Tab(url(kind, filters.since), PLURALS[kind], filters.kind == kind, counts[kind]) for kind in there]
    dates = [Tab(url(filters.kind, ""), _("Any time"), not filters.since)]
    times = [one for one in Since if one in found.dates or filters.since == one]
    dates += [Tab(url(filters.kind, one.value), one.label, filters.since == one) for one in times]
    return Links(kinds, dates if times else [])


PLURALS: dict[str, Words] = {
    Kind.PAGE: _("Pages"),
    Kind.NEWS: _("News"),
    Kind.DOCUMENT: _("Documents"),
    Kind.CALL: _("Calls for applications"),
    Kind.EDITION: _("Trainings"),
    Kind.MEETING: _("Meetings"),
    Kind.PARTNER: _("Offices"),
    Kind.GOAL: _("Goals"),
    Kind.RESULT: _("Results"),
}
