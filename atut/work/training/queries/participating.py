"""Participation: what is missing, who left without a situation, one record with everything that backs it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.actors import Actor
from atut.base.kernel.polish import fold
from atut.base.projects.models import Project
from atut.work.training.models import Certificate, Enrolment, EntryDocument, Group, Participation
from atut.work.training.queries.attending import papers_missing, tallies
from atut.work.training.rules import dictionaries
from atut.work.training.rules import participation as rules
from atut.work.training.rules.attendance import Tally
from atut.work.training.rules.moves import EnrolmentStatus, EntryKind, ParticipationStatus

WITH_ALL = ("person", "employment__organisation", "organisation", "commune")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list of participations is narrowed to."""

    name: str = ""
    office: str = ""
    state: str = ""
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list of participations: what keeps it out of the figures, and when the situation is due."""

    participation: Participation
    missing: Sequence[rules.Missing]
    papers: Sequence[EntryKind]
    stage: str

    @property
    def office(self) -> str:
        """The office of the employment."""
        employment = self.participation.employment
        return employment.organisation.short_name if employment else ""

    @property
    def is_late(self) -> bool:
        """More than four weeks after exit without a situation."""
        return self.stage == rules.Stage.LATE


@dataclass(frozen=True, slots=True)
class Record:
    """Everything on the page of one participation, sensitive answers apart."""

    row: Row
    documents: Sequence[EntryDocument]
    enrolments: Sequence[tuple[Enrolment, Tally, Certificate | None]]
    answers: Sequence[tuple[str | Promise, str]]
    situation: str
    situation_until: date | None
    has_left: bool
    is_in: bool

    @property
    def next_step(self) -> str:
        """What the office should do now: papers, data, situation, exit; empty where nothing waits."""
        waits = {
            "papers": bool(self.row.papers and self.enrolments),
            "data": bool(self.row.missing) and not self._waits_for_first_day,
            "situation": self.has_left and bool(self.row.stage),
            "exit": self.is_in and self.row.participation.person_id is not None and not self.has_open_support,
        }
        return next((step for step, is_due in waits.items() if is_due), "")

    @property
    def _waits_for_first_day(self) -> bool:
        """Only the first meeting is lacking: nobody can fill that in."""
        return list(self.row.missing) == [rules.Missing.ENTRY]

    @property
    def has_open_support(self) -> bool:
        """Is the person still enrolled somewhere?"""
        return any(one.status == EnrolmentStatus.ENROLLED for one, _tally, _certificate in self.enrolments)


def facts_of(participation: Participation, profile: Mapping[str, Any]) -> rules.Facts:
    """What the rules need to know. `participation` comes with WITH_ALL selected."""
    one, person = participation, participation.person
    if person is None:
        office = one.organisation
        return rules.Facts(
            is_person=False,
            has_commune=one.commune_id is not None,
            locality=one.locality,
            postcode=one.postcode,
            has_contact=bool(office and (office.phone or office.email)),
            entered_on=one.entered_on,
            nip=office.nip if office else "",
        )
    return rules.Facts(
        is_person=True,
        has_identity=bool(person.identity_hash or person.other_identifier),
        sex=person.sex,
        birth_date=person.birth_date,
        citizenship=one.citizenship,
        education=one.education,
        labour_status=one.labour_status,
        labour_detail=one.labour_detail,
        needs_detail=dictionaries.needs_detail(dictionaries.entries(profile, "labour_detail"), one.labour_status),
        has_commune=one.commune_id is not None,
        locality=one.locality,
        postcode=one.postcode,
        has_contact=bool(person.phone or person.email),
        has_employer=one.employment_id is not None,
        sensitive=one.sensitive,
        entered_on=one.entered_on,
    )


def stage_of(participation: Participation, profile: Mapping[str, Any], *, today: date) -> str:
    """How late the situation after exit is; empty while nothing is due or it is there."""
    if participation.left_on is None or participation.person_id is None:
        return ""
    known = participation.situation
    if known and not dictionaries.is_temporary(dictionaries.entries(profile, "situation"), known):
        return ""
    return str(rules.stage(participation.left_on, today, dictionaries.exit_days(profile)))


def rows_of(participations: Iterable[Participation], profile: Mapping[str, Any], *, today: date) -> list[Row]:
    """Lines with what is missing. One query besides the participations."""
    people = list(participations)
    papers = papers_missing([one.pk for one in people if one.person_id and one.status == ParticipationStatus.PREPARED])
    return [
        Row(one, rules.missing(facts_of(one, profile)), papers.get(one.pk, []), stage_of(one, profile, today=today))
        for one in people
    ]


def participations(actor: Actor, project: Project, wanted: Wanted, *, today: date) -> list[Row]:
    """People of the project the actor may see, surname first, narrowed. Two queries."""
    rows = Participation.objects.visible_to(actor).filter(person__isnull=False).select_related(*WITH_ALL)
    if wanted.name:
        rows = rows.filter(person__name_folded__contains=fold(wanted.name))
    if wanted.office:
        rows = rows.filter(employment__organisation__key=wanted.office)
    if wanted.state:
        rows = rows.filter(status=wanted.state)
    shown = rows_of(rows.order_by("person__name_sort", "pk"), project.profile.data, today=today)
    return [row for row in shown if _lacks(row, wanted.lacks)]


def _lacks(row: Row, what: str) -> bool:
    return {"data": bool(row.missing), "papers": bool(row.papers), "situation": bool(row.stage)}.get(what, True)


def institutions(actor: Actor, project: Project, *, today: date) -> list[Row]:
    """Institutions of the project the actor may see. One query."""
    rows = Participation.objects.visible_to(actor).filter(person=None).select_related(*WITH_ALL)
    return rows_of(rows.order_by("organisation__name_sort", "pk"), project.profile.data, today=today)


def offices_of(actor: Actor) -> list[tuple[str, str]]:
    """Offices for the filter: key and short name."""
    rows = Participation.objects.visible_to(actor).filter(employment__isnull=False)
    found = rows.order_by("employment__organisation__name_sort").values_list(
        "employment__organisation__key", "employment__organisation__short_name"
    )
    return list(dict.fromkeys(found))


def participation_record(participation: Participation, project: Project, *, today: date) -> Record:
    """One record with papers, support and answers. A fixed number of queries."""
    profile = project.profile.data
    (row,) = rows_of([participation], profile, today=today)
    enrolments = list(
        participation.enrolments.select_related("group__edition__support_form", "place").order_by("enrolled_at", "pk")
    )
    stand = tallies(enrolments)
    until = rules.last_day_of_situation(participation.left_on, dictionaries.exit_days(profile)) if participation.left_on else None
    documents = participation.entry_documents.select_related("scan", "text").order_by("pk")
    issued = Certificate.objects.filter(enrolment__in=enrolments, voided_at=None).order_by("pk")
    valid = {one.enrolment_id: one for one in issued}
    return Record(
        row=row,
        documents=list(documents),
        enrolments=[(one, stand[one.pk], valid.get(one.pk)) for one in enrolments],
        answers=_answers(participation, profile),
        situation=dictionaries.label(profile, "situation", participation.situation) if participation.situation else "",
        situation_until=until,
        has_left=participation.status == ParticipationStatus.LEFT,
        is_in=participation.status == ParticipationStatus.IN_PROJECT,
    )


WORDS = {
    "citizenship": _("Citizenship"),
    "education": _("Education"),
    "labour_status": _("Situation on the labour market"),
    "labour_detail": _("In more detail"),
}


def _answers(participation: Participation, profile: Mapping[str, Any]) -> list[tuple[str | Promise, str]]:
    """Answers that are not sensitive, with labels of the funder's dictionaries. An institution has its seat only."""
    asked = WORDS if participation.person_id else {}
    said: list[tuple[str | Promise, str]] = [
        (words, dictionaries.label(profile, name, getattr(participation, name))) for name, words in asked.items()
    ]
    commune = participation.commune
    where = f"{commune.name}, powiat {commune.powiat}, woj. {commune.voivodeship}" if commune else ""
    town = " ".join(part for part in (participation.postcode, participation.locality) if part)
    address = ", ".join(part for part in (town, participation.street) if part)
    # as monitoring counts it: the class frozen with the answers, else the one somebody confirmed since
    known = participation.degurba or (commune and commune.confirmed_degurba)
    degurba = dictionaries.label(profile, "degurba", str(known)) if known else str(_("not confirmed, kept out of figures"))
    return [*said, (_("Gmina"), where), (_("Address"), address), (_("Degree of urbanisation (DEGURBA)"), degurba)]


def open_group_names(participation: Participation) -> list[str]:
    """Groups the person is still enrolled in."""
    rows = participation.enrolments.filter(status=EnrolmentStatus.ENROLLED).order_by("group__name", "pk")
    return list(rows.values_list("group__name", flat=True))


def people_in_project(institution: Participation) -> int:
    """People of an institution who are still in the project."""
    return Participation.objects.filter(
        project=institution.project_id,
        employment__organisation=institution.organisation_id,
        status=ParticipationStatus.IN_PROJECT,
    ).count()


def without_situation(project: Project) -> QuerySet[Participation]:
    """People who left and whose situation is not known for good, longest gone first."""
    situations = dictionaries.entries(project.profile.data, "situation")
    temporary = [entry["code"] for entry in situations if entry.get("temporary")]
    rows = Participation.objects.filter(project=project, person__isnull=False, left_on__isnull=False)
    rows = rows.filter(Q(situation="") | Q(situation__in=temporary))
    return rows.select_related(*WITH_ALL).order_by("left_on", "pk")


def situations_to_remind(project: Project, *, today: date) -> list[Participation]:
    """Those whose next reminder (day 14, 21, or the first day too late) has come and was not given yet."""
    days = dictionaries.exit_days(project.profile.data)
    gone = without_situation(project).filter(left_on__lte=today - timedelta(days=rules.REMINDERS[0]))
    due = []
    for one in gone:
        left = one.left_on or today
        if rules.reminder_day((today - left).days, days) > one.reminded_at_day:
            due.append(one)
    return due


def people_without_papers(group: Group) -> list[int]:
    """Participations of a group with a paper not signed yet, by id."""
    rows = Participation.objects.filter(
        enrolments__group=group, enrolments__status=EnrolmentStatus.ENROLLED, entry_documents__signed_on=None
    )
    return list(rows.distinct().order_by("pk").values_list("pk", flat=True))


def to_print(participations: Iterable[int]) -> list[Participation]:
    """People with everything their papers are filled from, surname first."""
    rows = Participation.objects.filter(pk__in=list(participations)).select_related(*WITH_ALL, "project__profile")
    return list(rows.prefetch_related("entry_documents__text").order_by("person__name_sort", "pk"))
