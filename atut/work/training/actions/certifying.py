"""Certificates: issue for a group, make void, issue again, hand out together."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from atut.base.accounts.models import User
from atut.base.audit.journal import action, record
from atut.base.files import actions as files
from atut.base.files.rules import Retention
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.keys import new_code
from atut.base.kernel.polish import fold
from atut.base.kernel.texts import text_in
from atut.base.projects.actions import next_number, written_number
from atut.base.projects.models import Project
from atut.work.training import documents, notices, permissions, queries
from atut.work.training.models import Certificate, Enrolment, Group
from atut.work.training.rules import certificates as rules

PDF, ZIP = "application/pdf", "application/zip"


@dataclass(frozen=True)
class Issued:
    """What came of issuing: new certificates, those there were before, and who is not due one with the reasons."""

    new: list[Certificate]
    before: list[Certificate]
    left: list[queries.CertificateRow]


@action
def issue_certificates(group: Group, *, enrolments: Sequence[Enrolment] | None = None, actor: Actor, at: datetime) -> Issued:
    """Issue to everybody in the group (or those named) who is due one; nobody gets a second one.

    Pressing twice, or two people pressing at once, gives the same certificates: the enrolments are locked, and whoever
    holds a valid certificate keeps it. Number, code, facts and the file with its hash are frozen; each person is told.
    """
    permissions.issue_certificate.require(actor, group)
    named = None if enrolments is None else [one.pk for one in enrolments]
    list(Enrolment.objects.select_for_update().filter(group=group).order_by("pk").values_list("pk", flat=True))
    rows = queries.certificate_rows(group, named)
    signed_by = User.objects.filter(pk=actor.user_id or 0).values_list("name", flat=True).first() or ""
    new = [_issue(row, signed_by=signed_by, actor=actor, at=at) for row in rows if row.is_due]
    record("training.group.certified", group, actor=actor, at=at, count=len(new))
    before = [row.certificate for row in rows if row.certificate]
    return Issued(new, before, [row for row in rows if row.obstacles and row.certificate is None])


def issue_certificate(enrolment: Enrolment, *, actor: Actor, at: datetime) -> Certificate:
    """Issue to one person: the certificate there is, or a new one; refused with the reasons when it is not due."""
    issued = issue_certificates(enrolment.group, enrolments=[enrolment], actor=actor, at=at)
    for row in issued.left:
        rules.must_be_due(row.case)
    return (issued.new + issued.before)[0]


@action
def void_certificate(certificate: Certificate, *, reason: str, actor: Actor, at: datetime) -> None:
    """Make a certificate void, with the reason. The file stays; the public check page says "void" at once."""
    permissions.void_certificate.require(actor, certificate)
    certificate = (
        Certificate.objects.select_for_update(of=("self",)).select_related("enrolment__participation").get(pk=certificate.pk)
    )
    rules.must_be_valid(certificate.number, is_void=certificate.voided_at is not None)
    rules.must_have_void_reason(reason)
    certificate.voided_at, certificate.void_reason = at, reason.strip()[:200]
    certificate.save(update_fields=["voided_at", "void_reason"])
    record("training.certificate.voided", certificate, actor=actor, at=at, fields=["voided_at", "void_reason"])


@action
def reissue_certificate(certificate: Certificate, *, reason: str, actor: Actor, at: datetime) -> Certificate:
    """Make void and issue a new one with the data as they are now: a name or an hour had been wrong."""
    void_certificate(certificate, reason=reason, actor=actor, at=at)
    return issue_certificate(certificate.enrolment, actor=actor, at=at)


@action
def pack_certificates(group: Group, *, actor: Actor, at: datetime) -> bytes:
    """All valid certificates of a group in one ZIP, as issued, named `group_number.pdf`."""
    permissions.read_certificates.require(actor, group)
    found = queries.valid_certificates(group)
    rules.must_have_some(found)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for one in found:
            year, month, day, hour, minute, second = clock.local(one.stored.created_at).timetuple()[:6]
            entry = zipfile.ZipInfo(one.stored.name, (year, month, day, hour, minute, second))
            archive.writestr(entry, files.read(one.stored))
    record("training.certificates.downloaded", group, actor=actor, at=at, count=len(found))
    return packed.getvalue()


@action
def print_certificates(group: Group, *, actor: Actor, at: datetime) -> bytes:
    """All valid certificates of a group as one document to print, from the facts frozen with each."""
    permissions.read_certificates.require(actor, group)
    found = queries.valid_certificates(group)
    rules.must_have_some(found)
    record("training.certificates.printed", group, actor=actor, at=at, count=len(found))
    return documents.certificates_pdf(group.edition.project, [_printed(one) for one in found], at=at)


@action
def send_certificate_again(certificate: Certificate, *, actor: Actor, at: datetime) -> None:
    """A new link to the person's own address: the old one had expired, or the letter was lost."""
    rules.must_be_valid(certificate.number, is_void=certificate.voided_at is not None)
    notices.certificate_issued(certificate, at=at)
    record("training.certificate.sent", certificate, actor=actor, at=at)


def _issue(row: queries.CertificateRow, *, signed_by: str, actor: Actor, at: datetime) -> Certificate:
    enrolment = row.enrolment
    project, day = enrolment.group.edition.project, clock.local(at).date()
    number = written_number(project, next_number(project, series="certificate", year=day.year), day.year)
    certificate = Certificate(
        enrolment=enrolment,
        number=number,
        check_code=new_code(rules.CODE_GROUPS),
        issued_on=day,
        facts=_facts(row, project, signed_by=signed_by),
    )
    pdf = documents.certificates_pdf(project, [_printed(certificate)], at=at)
    certificate.file = files.keep(
        pdf,
        name=f"{_file_part(enrolment.group.name)}_{_file_part(number)}.pdf",
        media_type=PDF,
        purpose="training.certificate",
        retention=Retention.PROJECT,
        project=project,
        at=at,
    )
    certificate.sha256 = certificate.file.sha256
    certificate.save()
    record("training.certificate.issued", certificate, actor=actor, at=at)
    notices.certificate_issued(certificate, at=at)
    return certificate


def _facts(row: queries.CertificateRow, project: Project, *, signed_by: str) -> dict[str, Any]:
    """What is printed and the rule that was met, as they were on the day: nothing later changes them."""
    edition, case = row.enrolment.group.edition, row.case
    form, person = edition.support_form, row.enrolment.participation.person
    language = person.language if person and person.language in project.languages else "pl"
    return {
        "name": person.full_name if person else case.name,
        "sex": person.sex if person else "",
        "language": language,
        "kind": form.kind,
        "title": text_in(form.title, language),
        "titles": form.title,
        "group": row.enrolment.group.name,
        "planned": case.planned,
        "attended": min(case.attended, case.planned),
        "percent": case.percent,
        "starts_on": edition.starts_on.isoformat(),
        "ends_on": edition.ends_on.isoformat(),
        "outcomes": [text_in(outcome, language) for outcome in form.outcomes],
        "signed_by": signed_by,
        "rule": {"required_percent": case.required_percent, "status": case.status, "signed": sorted(case.signed)},
    }


def _printed(certificate: Certificate) -> documents.Printed:
    return documents.Printed(certificate.number, certificate.check_code, certificate.issued_on, certificate.facts)


def _file_part(text: str) -> str:
    return "-".join(fold(text.replace("/", " ")).split())
