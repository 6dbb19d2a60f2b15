"""Before entry: the record of a person or institution, the state on the day of entry, the four papers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from atut.base.audit.journal import action, record
from atut.base.files import actions as files
from atut.base.files.models import StoredFile
from atut.base.files.rules import Retention
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.identifiers import postcode as read_postcode
from atut.base.privacy.models import DeclarationText
from atut.base.projects.models import Commune, Organisation, Project
from atut.work.recruitment.models import Place
from atut.work.training import permissions
from atut.work.training.models import EntryDocument, Group, Participation
from atut.work.training.rules import attendance as attendance_rules
from atut.work.training.rules import dictionaries
from atut.work.training.rules import participation as rules
from atut.work.training.rules.moves import EntryKind, ParticipationStatus


@dataclass(frozen=True, slots=True)
class EntryAnswers:
    """The state on the day of entry, as the person gives it. Codes are those of the funding profile."""

    citizenship: str = ""
    education: str = ""
    labour_status: str = ""
    labour_detail: str = ""
    commune: Commune | None = None
    locality: str = ""
    postcode: str = ""
    street: str = ""
    sensitive: Mapping[str, str] = field(default_factory=dict)


@action
def prepare_entry(place: Place, *, actor: Actor, at: datetime) -> Participation:
    """Start the record of a person with a confirmed place: one per person and project, with the four papers to sign.

    A person who came before has the record already; it is used again. The institution the person works for gets
    its own record first, because the funder counts both.
    """
    permissions.prepare_entry.require(actor, place)
    application = place.application
    made, is_new = Participation.objects.get_or_create(
        project_id=application.call.project_id,
        person=application.person,
        defaults={"employment": application.employment, "prepared_at": at},
    )
    if is_new:
        EntryDocument.objects.bulk_create([EntryDocument(participation=made, kind=kind) for kind in EntryKind])
    elif made.status == ParticipationStatus.PREPARED:
        made.employment = application.employment
        made.save(update_fields=["employment"])
    institution_of(made, at=at)
    record("training.participation.prepared", made, actor=actor, at=at)
    return made


@action
def prepare_institution(project: Project, *, organisation: Organisation, actor: Actor, at: datetime) -> Participation:
    """Start the record of an institution; the record there is, where there is one."""
    permissions.prepare_entry.require(actor, project)
    made, _unused = Participation.objects.get_or_create(
        project=project, organisation=organisation, person=None, defaults={"prepared_at": at, **_seat(organisation)}
    )
    record("training.participation.prepared", made, actor=actor, at=at)
    return made


def _seat(organisation: Organisation) -> dict[str, object]:
    commune = organisation.commune
    return {
        "commune": commune,
        "locality": organisation.locality,
        "postcode": organisation.postcode,
        "street": organisation.street,
        "degurba": commune.confirmed_degurba if commune else None,
    }


def institution_of(participation: Participation, *, at: datetime) -> Participation | None:
    """The record of the institution the person works for."""
    if participation.employment is None:
        return None
    office = participation.employment.organisation
    same = {"project_id": participation.project_id, "organisation": office, "person": None}
    known = Participation.objects.filter(**same).first()
    return known or Participation.objects.get_or_create(**same, defaults={"prepared_at": at, **_seat(office)})[0]


@action
def record_answers(participation: Participation, answers: EntryAnswers, *, actor: Actor, at: datetime) -> Participation:
    """Write down the state on the day of entry. After entry only what was still missing may be added."""
    permissions.record_answers.require(actor, participation)
    participation = locked(participation)
    changed = _put(participation, answers)
    if participation.status != ParticipationStatus.PREPARED and any(old for old, _new in changed.values()):
        raise rules.FrozenAnswers
    participation.save()
    record("training.participation.answered", participation, actor=actor, at=at, fields=changed)
    return participation


@action
def correct_answers(
    participation: Participation, answers: EntryAnswers, *, reason: str, actor: Actor, at: datetime
) -> Participation:
    """Correct the frozen state with a reason; old and new values go to the detail of the audit trail."""
    permissions.correct_answers.require(actor, participation)
    attendance_rules.must_have_reason(reason)
    participation = locked(participation)
    changed = _put(participation, answers)
    participation.save()
    shown = {name: [str(old), str(new)] for name, (old, new) in changed.items()}
    values = {"reason": reason, **shown}
    record("training.participation.corrected", participation, actor=actor, at=at, fields=changed, values=values)
    return participation


@action
def look_at_answers(participation: Participation, *, actor: Actor, at: datetime) -> dict[str, str]:
    """Show the sensitive answers to somebody who settles or checks: each look leaves an entry."""
    permissions.view_sensitive.require(actor, participation)
    asked = [question.value for question in rules.Question]
    record("training.sensitive.looked_at", participation, actor=actor, at=at, fields=asked)
    return {question: participation.sensitive.get(question, "") for question in asked}


def locked(participation: Participation) -> Participation:
    """The row, held until the transaction ends."""
    whole = Participation.objects.select_related("project__profile", "person", "employment__organisation__commune")
    return whole.select_for_update(of=("self",)).get(pk=participation.pk)


def _put(participation: Participation, answers: EntryAnswers) -> dict[str, tuple[object, object]]:
    """Check against the funder's dictionaries, set, and tell what changed: field -> old, new."""
    _must_be_known(participation.project, answers)
    changed: dict[str, tuple[object, object]] = {}
    for name in (one.name for one in fields(answers)):
        old, new = getattr(participation, name), getattr(answers, name)
        if name == "sensitive":
            changed |= {key: (old.get(key), value) for key, value in new.items() if old.get(key) != value}
            new = {**old, **new}
        elif old != new:
            changed[name] = (old, new)
        setattr(participation, name, new)
    participation.degurba = participation.commune.confirmed_degurba if participation.commune else None
    return changed


def _must_be_known(project: Project, answers: EntryAnswers) -> None:
    profile = project.profile.data
    for name in ("citizenship", "education", "labour_status"):
        dictionaries.must_be_known(dictionaries.entries(profile, name), getattr(answers, name), name=name)
    details = dictionaries.entries(profile, "labour_detail")
    dictionaries.must_be_detail_of(details, answers.labour_detail, status=answers.labour_status, name="labour_detail")
    for question, answer in answers.sensitive.items():
        source = dictionaries.answers_to(profile, question)
        dictionaries.must_be_known(dictionaries.entries(profile, source), answer, name=rules.Question(question).label)
    if answers.postcode:
        read_postcode(answers.postcode)


@action
def print_papers(participation: Participation, *, actor: Actor, at: datetime) -> list[EntryDocument]:
    """Fix which version of each text is printed now, for those not signed yet."""
    permissions.record_signing.require(actor, participation)
    papers = list(participation.entry_documents.select_for_update().filter(signed_on=None).order_by("pk"))
    texts = _texts(participation.project, at)
    for paper in papers:
        paper.text, paper.printed_at = texts.get(paper.kind), at
    EntryDocument.objects.bulk_update(papers, ["text", "printed_at"])
    record("training.paper.printed", participation, actor=actor, at=at, count=len(papers))
    return papers


@action
def print_group_papers(group: Group, *, actor: Actor, at: datetime) -> int:
    """The papers of everybody in a group who has not signed them yet."""
    permissions.record_signing.require(actor, group)
    people = Participation.objects.filter(enrolments__group=group, entry_documents__signed_on=None).distinct().order_by("pk")
    people = people.select_related("project", "employment")
    count = sum(len(print_papers(one, actor=actor, at=at)) for one in people)
    record("training.paper.printed", group, actor=actor, at=at, count=count)
    return count


def _texts(project: Project, at: datetime) -> dict[str, DeclarationText]:
    """The version of each text in force at a moment."""
    rows = DeclarationText.objects.filter(project=project, valid_from__lte=at, kind__in=EntryKind.values).order_by("version")
    return {text.kind: text for text in rows}


@dataclass(frozen=True, slots=True)
class Scan:
    """The bytes of a scan, checked by the form."""

    content: bytes
    name: str
    media_type: str


@action
def record_signing(
    participation: Participation,
    *,
    kinds: Iterable[str],
    signed_on: date,
    scan: Scan | None = None,
    actor: Actor,
    at: datetime,
) -> Participation:
    """Write down the day on which papers of the entry set were signed, and keep the scan.

    Usually all four on one day with one scan. A signature recorded wrongly is overwritten; the audit trail keeps both.
    """
    permissions.record_signing.require(actor, participation)
    rules.must_not_be_ahead(signed_on, today=clock.local(at).date())
    texts = _texts(participation.project, at)
    stored = _kept(participation, scan, at=at) if scan else None
    held = participation.entry_documents.select_for_update(of=("self",)).filter(kind__in=list(kinds)).order_by("pk")
    papers = list(held.select_related("text", "scan"))
    for paper in papers:
        paper.signed_on, paper.text = signed_on, paper.text or texts.get(paper.kind)
        paper.scan = stored or paper.scan
    EntryDocument.objects.bulk_update(papers, ["signed_on", "text", "scan"])
    names = [paper.kind for paper in papers]
    record("training.paper.signed", participation, actor=actor, at=at, fields=names, count=len(papers))
    return participation


def _kept(participation: Participation, scan: Scan, *, at: datetime) -> StoredFile:
    """The scan, encrypted. Its name says nothing about the person."""
    ending = scan.media_type.rpartition("/")[2]
    return files.keep(
        scan.content,
        name=f"dokumenty-{participation.key}.{ending}",
        media_type=scan.media_type,
        purpose="training.paper",
        retention=Retention.PROJECT,
        project=participation.project,
        at=at,
    )
