"""Questions about workbooks with applications on paper: what one is made from, who in it is known, what was brought."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from atut.base.kernel.actors import Actor
from atut.base.projects.models import Organisation
from atut.work.partnership.models import Person
from atut.work.programme.models import Edition
from atut.work.recruitment.models import Application, Call, PaperImport
from atut.work.recruitment.queries.calls import ToApply, to_apply
from atut.work.recruitment.rules.moves import ApplicationStatus

_AT_ONCE = 500  # numbers asked for in one query


@dataclass(frozen=True)
class Form:
    """What a workbook is made from: the call, what it opens, the offices whose applications may come in it."""

    call: Call
    editions: tuple[Edition, ...]
    offices: tuple[Organisation, ...]

    @property
    def choices(self) -> int:
        """How many editions one may name."""
        return min(len(self.editions), self.call.rules.most_choices or len(self.editions))


@dataclass
class Known:
    """Somebody with this number, and what came from them to this call."""

    person: Person
    applications: list[Application] = field(default_factory=list)

    @property
    def standing(self) -> Application | None:
        """The application that counts."""
        return next((one for one in self.applications if one.status != ApplicationStatus.WITHDRAWN), None)


def to_take_in(call: Call) -> ToApply:
    """What every applicant to this call meets."""
    opened = to_apply(call.project, call.key)
    if opened is None:
        raise Call.DoesNotExist
    return opened


def form_of(call: Call, organisation: Organisation | None) -> Form:
    """What the workbook of a call is made from, for one office or for all."""
    opened = to_take_in(call)
    offices = (organisation,) if organisation else tuple(opened.offices)
    return Form(opened.call, tuple(opening.edition for opening in opened.openings), offices)


def known_by_number(call: Call, hashes: Iterable[str]) -> dict[str, Known]:
    """People with these numbers and their applications to this call. Two queries for each five hundred."""
    every = sorted(hashes)
    known: dict[str, Known] = {}
    for start in range(0, len(every), _AT_ONCE):
        some = every[start : start + _AT_ONCE]
        people = Person.objects.filter(project=call.project_id, identity_hash__in=some).order_by("pk")
        known |= {str(person.identity_hash): Known(person) for person in people}
        came = Application.objects.filter(call=call, person__identity_hash__in=some).select_related("person").order_by("pk")
        for one in came:
            known[str(one.person.identity_hash)].applications.append(one)
    return known


def locked_import(brought: PaperImport) -> PaperImport:
    """The workbook as it is now, held until the verb ends."""
    return _whole().select_for_update(of=("self",)).get(pk=brought.pk)


def _whole() -> QuerySet[PaperImport]:
    return PaperImport.objects.select_related("project", "organisation", "file", "rejected_file", "call__project")


def paper_imports(actor: Actor) -> QuerySet[PaperImport]:
    """Workbooks the actor may see, the newest first."""
    return _whole().filter(pk__in=PaperImport.objects.visible_to(actor)).order_by("-uploaded_at", "-pk")


def unused_imports(before: datetime) -> QuerySet[PaperImport]:
    """Workbooks that nobody took in or threw away since."""
    return _whole().filter(applied_at=None, discarded_at=None, uploaded_at__lt=before).order_by("pk")
