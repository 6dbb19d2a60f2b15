"""What monitoring counts and exports: primary records in plain rows. Sensitive answers are decrypted here and nowhere else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from atut.base.kernel import clock
from atut.base.kernel.identifiers import age
from atut.base.projects.models import Commune, Organisation, Project
from atut.work.partnership.models import Person
from atut.work.training.models import Attendance, Certificate, Enrolment, Participation
from atut.work.training.queries.attending import tallies
from atut.work.training.queries.participating import WITH_ALL, facts_of, stage_of
from atut.work.training.rules import participation as rules
from atut.work.training.rules.moves import SessionStatus


@dataclass(frozen=True, slots=True)
class Support:
    """One support of a person: kind of the form, from the first day there to the end, and how it ended."""

    enrolment_key: str
    kind: str
    title: Mapping[str, str]
    edition_key: str
    starts_on: date | None
    ends_on: date | None
    status: str
    attended_minutes: int
    planned_minutes: int
    has_certificate: bool


@dataclass(frozen=True, slots=True)
class ParticipationRow:
    """One person, as the funder's rules need it. `is_complete` is false: never counted, never exported as good."""

    participation_key: str
    person: Person
    organisation: Organisation | None
    institution_key: str
    sex: str
    birth_date: date | None
    age_at_entry: int | None
    entered_on: date | None
    left_on: date | None
    planned_path: bool | None
    leaving_reason: str
    status: str
    citizenship: str
    education: str
    labour_status: str
    labour_detail: str
    commune: Commune | None
    locality: str
    postcode: str
    street: str
    degurba: int | None
    sensitive: Mapping[str, str]
    situation: str
    second_situation: str
    situation_on: date | None
    situation_stage: str
    missing: Sequence[rules.Missing]
    supports: Sequence[Support]

    @property
    def is_complete(self) -> bool:
        """All mandatory data are there: only then may the person be counted."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class InstitutionRow:
    """One institution in the project."""

    participation_key: str
    organisation: Organisation
    entered_on: date | None
    left_on: date | None
    status: str
    commune: Commune | None
    locality: str
    postcode: str
    street: str
    degurba: int | None
    people_count: int
    missing: Sequence[rules.Missing]
    supports: Sequence[Support]

    @property
    def is_complete(self) -> bool:
        """All mandatory data are there."""
        return not self.missing


def participations_for_figures(project: Project, *, today: date) -> list[ParticipationRow]:
    """Every person of the project who takes part, complete or not, surname first. Seven queries."""
    rows = Participation.objects.filter(project=project, person__isnull=False).select_related(*WITH_ALL)
    people = list(rows.order_by("person__name_sort", "pk"))
    supports = _supports(project)
    offices = Participation.objects.filter(project=project, person=None).order_by("pk")
    institutions: dict[int | None, str] = dict(offices.values_list("organisation_id", "key"))
    return [_row(one, project, supports[one.pk], institutions, today=today) for one in people]


def _row(
    one: Participation, project: Project, supports: list[Support], institutions: Mapping[int | None, str], *, today: date
) -> ParticipationRow:
    profile, person = project.profile.data, one.person
    assert person is not None  # noqa: S101  # the query asked for people
    office = one.employment.organisation if one.employment else None
    counted_age = age(person.birth_date, one.entered_on) if person.birth_date and one.entered_on else None
    return ParticipationRow(
        participation_key=one.key,
        person=person,
        organisation=office,
        institution_key=institutions.get(office.pk, "") if office else "",
        sex=person.sex,
        birth_date=person.birth_date,
        age_at_entry=counted_age,
        entered_on=one.entered_on,
        left_on=one.left_on,
        planned_path=one.planned_path,
        leaving_reason=one.leaving_reason,
        status=one.status,
        citizenship=one.citizenship,
        education=one.education,
        labour_status=one.labour_status,
        labour_detail=one.labour_detail,
        commune=one.commune,
        locality=one.locality,
        postcode=one.postcode,
        street=one.street,
        degurba=one.degurba,
        sensitive=one.sensitive,
        situation=one.situation,
        second_situation=one.second_situation,
        situation_on=one.situation_on,
        situation_stage=stage_of(one, profile, today=today),
        missing=rules.missing(facts_of(one, profile)),
        supports=supports,
    )


def institutions_for_figures(project: Project) -> list[InstitutionRow]:
    """Every institution of the project, with how many of its people entered. Eight queries."""
    rows = Participation.objects.filter(project=project, person=None).select_related(*WITH_ALL)
    supports = _supports(project)
    of_office: dict[int, list[Support]] = defaultdict(list)
    entered: dict[int, int] = defaultdict(int)
    people = Participation.objects.filter(project=project, person__isnull=False, employment__isnull=False)
    for pk, office, day in people.order_by("pk").values_list("pk", "employment__organisation_id", "entered_on"):
        of_office[office] += supports[pk]
        entered[office] += day is not None
    found = []
    for one in rows.order_by("organisation__name_sort", "pk"):
        assert one.organisation is not None  # noqa: S101  # an institution's record has one
        found.append(
            InstitutionRow(
                participation_key=one.key,
                organisation=one.organisation,
                entered_on=one.entered_on,
                left_on=one.left_on,
                status=one.status,
                commune=one.commune,
                locality=one.locality,
                postcode=one.postcode,
                street=one.street,
                degurba=one.degurba,
                people_count=entered[one.organisation.pk],
                missing=rules.missing(facts_of(one, project.profile.data)),
                supports=of_office[one.organisation.pk],
            )
        )
    return found


def _supports(project: Project) -> dict[int, list[Support]]:
    """Support by participation: five queries for the whole project."""
    enrolments = list(
        Enrolment.objects.filter(participation__project=project)
        .select_related("group__edition__support_form")
        .order_by("enrolled_at", "pk")
    )
    first = _first_days(enrolments)
    stand = tallies(enrolments)
    valid = Certificate.objects.filter(enrolment__participation__project=project, voided_at=None).order_by("pk")
    certified = set(valid.values_list("enrolment_id", flat=True))
    found: dict[int, list[Support]] = defaultdict(list)
    for one in enrolments:
        form = one.group.edition.support_form
        found[one.participation_id].append(
            Support(
                enrolment_key=one.key,
                kind=form.kind,
                title=form.title,
                edition_key=one.group.edition.key,
                starts_on=first.get(one.pk),
                ends_on=one.ended_on,
                status=one.status,
                attended_minutes=stand[one.pk].attended,
                planned_minutes=stand[one.pk].planned,
                has_certificate=one.pk in certified,
            )
        )
    return found


def _first_days(enrolments: Iterable[Enrolment]) -> dict[int, date]:
    """The first day there, by enrolment id."""
    rows = Attendance.objects.filter(enrolment__in=[one.pk for one in enrolments], minutes__gt=0)
    rows = rows.exclude(session__status=SessionStatus.CANCELLED).order_by("-session__starts_at", "-pk")
    return {pk: clock.local(starts_at).date() for pk, starts_at in rows.values_list("enrolment_id", "session__starts_at")}
