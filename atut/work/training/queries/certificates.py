"""Certificates: who is due one in a group and why not, what is valid, what a code stands for."""

from collections import defaultdict
from dataclasses import dataclass

from atut.base.kernel.actors import Actor
from atut.base.projects.models import Project
from atut.work.training.models import Certificate, Enrolment, Group
from atut.work.training.queries.attending import ON_THE_LIST, papers_missing, tallies
from atut.work.training.rules.certificates import Case, Obstacle, obstacles, typed_code
from atut.work.training.rules.moves import EntryKind


@dataclass(frozen=True)
class CertificateRow:
    """One person of a group: what is due, and what was issued (the valid one, and those that became void)."""

    enrolment: Enrolment
    case: Case
    obstacles: list[Obstacle]
    certificate: Certificate | None
    void: list[Certificate]

    @property
    def is_due(self) -> bool:
        """The rule is met and nothing valid was issued yet."""
        return not self.obstacles and self.certificate is None

    @property
    def office(self) -> str:
        """Where the person works, in short."""
        work = self.enrolment.participation.employment
        return work.organisation.short_name if work else ""


def certificate_rows(group: Group, enrolments: list[int] | None = None) -> list[CertificateRow]:
    """Everybody of a group (or only those named), surname first. Five queries, however many people."""
    chosen = Enrolment.objects.filter(group=group, status__in=ON_THE_LIST)
    if enrolments is not None:
        chosen = chosen.filter(pk__in=enrolments)
    people = list(
        chosen.select_related(
            "participation__person", "participation__employment__organisation", "group__edition__support_form"
        ).order_by("participation__person__name_sort", "pk")
    )
    stand = tallies(people)
    papers = papers_missing([one.participation_id for one in people])
    issued: dict[int, list[Certificate]] = defaultdict(list)
    for certificate in Certificate.objects.filter(enrolment__in=[one.pk for one in people]).order_by("-pk"):
        issued[certificate.enrolment_id].append(certificate)
    rows = []
    for one in people:
        form = one.group.edition.support_form
        tally = stand[one.pk]
        case = Case(
            name=one.participation.name,
            status=one.status,
            planned=tally.planned,
            attended=tally.attended,
            required_percent=form.required_percent,
            has_certificate=form.has_certificate,
            signed=frozenset(EntryKind.values) - {kind.value for kind in papers[one.participation_id]},
        )
        valid = next((c for c in issued[one.pk] if c.voided_at is None), None)
        rows.append(CertificateRow(one, case, obstacles(case), valid, [c for c in issued[one.pk] if c.voided_at]))
    return rows


def valid_certificates(group: Group) -> list[Certificate]:
    """The valid certificates of a group with their files, in the order of the list. One query."""
    here = Certificate.objects.filter(enrolment__group=group, voided_at=None).select_related("file")
    return list(here.order_by("enrolment__participation__person__name_sort", "pk"))


def my_certificates(actor: Actor) -> list[Certificate]:
    """The valid certificates of the people a user has claimed, newest first. One query."""
    mine = Certificate.objects.filter(voided_at=None, enrolment__participation__project=actor.project_id or 0)
    mine = mine.filter(enrolment__participation__person__claims__user_id=actor.user_id or 0)
    return list(mine.select_related("enrolment__group__edition__support_form").order_by("-issued_on", "-pk"))


def certificate_by_code(project: Project, typed: str) -> Certificate | None:
    """The certificate of a code as somebody typed it, in the project of the host only. One query."""
    here = Certificate.objects.filter(enrolment__participation__project=project, check_code=typed_code(typed))
    return here.first()
