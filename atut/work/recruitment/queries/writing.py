"""Questions about a call that is written: what stands in a section, what is missing, what may be opened, what to start from."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Sum

from atut.base.privacy.rules import TextKind
from atut.base.projects.models import Organisation, Project
from atut.work.programme.models import Edition
from atut.work.programme.rules import EditionStatus
from atut.work.recruitment.models import Call, CallEdition
from atut.work.recruitment.queries.calls import as_published, partners, terms_of, texts_to_apply, with_openings
from atut.work.recruitment.rules import applying, calls, faults
from atut.work.recruitment.rules.moves import NOT_IN_FORCE
from atut.work.recruitment.rules.sections import FIELDS, Fault, Section
from atut.work.selection.rules.frozen import hash_of


def mark_of(call: Call, section: Section) -> str:
    """What stands in a section now, as one word: whoever saves says what was seen there."""
    kept = call.regulation | as_published(call) | {"intro": call.intro}
    return hash_of({name: kept.get(name) for name in FIELDS[section]})


def locked_whole(call: Call) -> Call:
    """A call with its openings, locked: whoever writes it goes one after another. Two queries."""
    return with_openings().select_for_update(of=("self",)).get(pk=call.pk)


def in_the_way(call: Call, at: datetime) -> list[Fault]:
    """Why a draft cannot be published yet: each fault with its section, in their order. Three queries."""
    openings = list(call.openings.all())
    found = list(faults.in_the_way(terms_of(call), at))
    given = given_elsewhere([o.edition_id for o in openings], call)
    for o in openings:
        left = max(o.edition.capacity - given.get(o.edition_id, 0), 0)
        if o.places > left:
            found.append(calls.TooManyPlaces(edition=str(o.edition), left=left, wanted=o.places))
    lacking = [TextKind(kind).label for kind in applying.NEEDED if kind not in texts_to_apply(call.project, at)]
    if lacking:
        found.append(calls.TextsMissing(texts=", ".join(str(label) for label in lacking)))
    every = list(Section)
    return sorted(found, key=lambda fault: every.index(fault.section))


def editions_to_open(project: Project, call: Call | None = None) -> list[Edition]:
    """Editions a call may open, each with the places other published calls have left (`left`). Two queries."""
    rows = Edition.objects.filter(project=project, status=EditionStatus.PLANNED).select_related("support_form")
    given = given_elsewhere([e.pk for e in rows], call)
    for edition in rows:
        edition.left = max(edition.capacity - given.get(edition.pk, 0), 0)  # type: ignore[attr-defined]  # for the form
    return sorted(rows, key=lambda e: (e.starts_on, e.pk))


def editions_again(earlier: Call, editions: Iterable[Edition]) -> dict[str, str]:
    """Which edition of a new call stands for which one of an earlier call: itself, else the next of the same form in order of days.

    Where a form has not as many editions as then, those left over stand for none, and none stands for them.
    """
    then, now = [opening.edition for opening in earlier.openings.all()], list(editions)
    same = {edition.key: edition.key for edition in then if edition in now}
    left: dict[int, list[str]] = defaultdict(list)
    for edition in sorted(now, key=lambda one: (one.starts_on, one.pk)):
        if edition.key not in same:
            left[edition.support_form_id].append(edition.key)
    for edition in sorted(then, key=lambda one: (one.starts_on, one.pk)):
        if edition.key not in same and left[edition.support_form_id]:
            same[edition.key] = left[edition.support_form_id].pop(0)
    return same


def earlier_calls(project: Project) -> list[Call]:
    """Calls whose regulation a new one may start from, the newest first. Two queries."""
    return list(with_openings().filter(project=project).order_by("-opens_at", "-pk"))


def offices_of_partners(project: Project) -> list[Organisation]:
    """The offices people may apply from, by name. One query."""
    return [partner.organisation for partner in partners(project).values()]


def given_elsewhere(editions: Iterable[int], call: Call | None) -> dict[int, int]:
    """Places of these editions that other published calls give. One query."""
    others = CallEdition.objects.filter(edition__in=list(editions)).exclude(call__status__in=NOT_IN_FORCE)
    if call is not None:
        others = others.exclude(call=call.pk)
    return dict(others.values_list("edition").annotate(sum=Sum("places")).order_by("edition"))
