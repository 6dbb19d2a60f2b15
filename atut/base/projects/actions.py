"""Verbs about projects."""

from django.db import transaction
from django.db.models import F

from atut.base.projects.models import Counter, Project


@transaction.atomic
def next_number(project: Project, *, series: str, year: int) -> int:
    """The next number of a series, one a project and year: `next_number(project, series="certificate", year=2026)`.

    Call it inside the transaction of the verb that uses it: a rollback gives the number back, so a series has no gaps.
    The counter's row is locked until then, so two processes never get the same number. `written_number` prints it.
    """
    here = Counter.objects.filter(project=project, series=series, year=year)
    if not here.update(last=F("last") + 1):
        Counter.objects.bulk_create([Counter(project=project, series=series, year=year)], ignore_conflicts=True)
        here.update(last=F("last") + 1)
    return here.values_list("last", flat=True).get()


def written_number(project: Project, number: int, year: int, *, letter: str = "") -> str:
    """As people read it: `UGP/2026/0047`; with a letter that tells the series apart, `UGP/Z/2026/0047`."""
    return "/".join(part for part in (project.code_prefix, letter, str(year), f"{number:04d}") if part)
