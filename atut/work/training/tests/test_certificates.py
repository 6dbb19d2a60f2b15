"""Certificates: due by the rule, issued once, frozen, void with a reason, given together."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.files import actions as files
from atut.base.mail.models import Message
from atut.work.training import actions, queries
from atut.work.training.rules import certificates as rules
from atut.work.training.tests.factories_records import finished

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(completed_group):
    return completed_group


def case(**fields):
    given = {"name": "X", "status": "completed", "planned": 480, "attended": 384, "required_percent": 80, "has_certificate": True}
    return rules.Case(**{**given, "signed": frozenset(rules.EntryKind.values), **fields})


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"attended": 383}, ["attendance"]),
        ({"planned": 0}, ["attendance"]),
        ({"status": "enrolled"}, ["not_completed"]),
        ({"has_certificate": False}, ["not_offered"]),
        ({"signed": frozenset({"statement"})}, ["papers"]),
        ({"status": "resigned", "attended": 0, "signed": frozenset()}, ["not_completed", "attendance", "papers"]),
    ],
)
def test_a_certificate_is_due_when_nothing_stands_in_the_way(fields, found):
    assert rules.obstacles(case(**fields)) == found


def test_a_refusal_names_every_reason():
    rules.must_be_due(case())
    with pytest.raises(rules.NotDue, match="obecność jest niższa") as refused:
        rules.must_be_due(case(status="enrolled", attended=1))
    assert "nie jest zakończony" in str(refused.value)


def test_the_share_is_rounded_down_and_never_over_100():
    assert case(attended=383).percent == 79
    assert case(attended=600).percent == 100
    assert case(planned=0).percent == 0


def test_a_code_is_found_however_it_is_typed():
    assert rules.typed_code(" 7k4m 29qx-8ptw ") == "7K4M-29QX-8PTW"
    assert rules.typed_code("") == ""


def test_names_are_compared_without_order_capitals_and_diacritics():
    assert rules.is_same_name("zolkiewska lak HALINA", "Halina Żółkiewska-Łąk")
    assert not rules.is_same_name("Halina", "Halina Żółkiewska-Łąk")
    assert not rules.is_same_name("", "")


def test_everybody_due_gets_one_and_the_rest_a_reason(group, coordinator, at):
    good, poor = finished(group), finished(group, minutes=100)
    issued = actions.issue_certificates(group, actor=coordinator, at=at)
    assert [c.enrolment for c in issued.new] == [good]
    assert [(row.enrolment, row.obstacles) for row in issued.left] == [(poor, ["attendance"])]
    certificate = issued.new[0]
    assert certificate.number == f"TST/{at.year}/0001"
    assert len(certificate.check_code) == 14
    assert certificate.stored.name == f"grupa-b-2_tst-{at.year}-0001.pdf"
    assert Entry.objects.filter(event="training.certificate.issued", subject_key=certificate.key).count() == 1
    assert Entry.objects.get(event="training.group.certified").count == 1


def test_issuing_twice_gives_the_same(group, coordinator, at):
    enrolment = finished(group)
    first = actions.issue_certificate(enrolment, actor=coordinator, at=at)
    again = actions.issue_certificates(group, actor=coordinator, at=at + timedelta(days=1))
    assert (again.new, again.before) == ([], [first])
    assert actions.issue_certificate(enrolment, actor=coordinator, at=at) == first
    assert Message.objects.filter(kind="training.certificate_issued").count() == 1


def test_numbers_run_on_without_gaps_after_somebody_was_left_out(group, coordinator, at):
    for minutes in (480, 10, 480):
        finished(group, minutes=minutes)
    issued = actions.issue_certificates(group, actor=coordinator, at=at)
    assert sorted(c.number[-4:] for c in issued.new) == ["0001", "0002"]


def test_issuing_to_one_person_is_refused_with_the_reasons(group, coordinator, at):
    with pytest.raises(rules.NotDue):
        actions.issue_certificate(finished(group, minutes=0), actor=coordinator, at=at)


@pytest.mark.parametrize("role", ["controller", "office_lead", "trainer", "editor"])
def test_only_the_project_office_issues(group, project, office, role, at):
    stranger = an_actor(role, project, office if role == "office_lead" else None)
    with pytest.raises(PermissionDenied):
        actions.issue_certificates(group, actor=stranger, at=at)


def test_facts_are_frozen(group, coordinator, at):
    certificate = actions.issue_certificate(finished(group, minutes=400), actor=coordinator, at=at)
    group.edition.support_form.required_percent = 100
    group.edition.support_form.save()
    certificate.refresh_from_db()
    assert certificate.facts["rule"] == {
        "required_percent": 80,
        "status": "completed",
        "signed": sorted(rules.EntryKind.values),
    }
    assert (certificate.facts["attended"], certificate.facts["percent"]) == (400, 83)
    assert queries.certificate_rows(group)[0].certificate == certificate


def test_a_void_certificate_keeps_its_number_and_reason(group, coordinator, at):
    certificate = actions.issue_certificate(finished(group), actor=coordinator, at=at)
    actions.void_certificate(certificate, reason="literówka w nazwisku", actor=coordinator, at=at)
    certificate.refresh_from_db()
    assert (certificate.voided_at, certificate.void_reason) == (at, "literówka w nazwisku")
    assert Entry.objects.filter(event="training.certificate.voided").count() == 1
    with pytest.raises(rules.AlreadyVoid):
        actions.void_certificate(certificate, reason="jeszcze raz", actor=coordinator, at=at)


def test_voiding_needs_a_reason(group, coordinator, at):
    certificate = actions.issue_certificate(finished(group), actor=coordinator, at=at)
    with pytest.raises(rules.NoVoidReason):
        actions.void_certificate(certificate, reason=" no ", actor=coordinator, at=at)


def test_a_corrected_certificate_has_a_new_number_and_the_data_of_now(group, project, coordinator, at):
    enrolment = finished(group)
    first = actions.issue_certificate(enrolment, actor=coordinator, at=at)
    person = enrolment.participation.person
    person.last_name = "Poprawna"
    person.save()
    second = actions.reissue_certificate(first, reason="literówka w nazwisku", actor=coordinator, at=at)
    assert second.number.endswith("0002")
    assert "Poprawna" in second.facts["name"]
    row = queries.certificate_rows(group)[0]
    assert (row.certificate, row.void) == (second, [first])


def test_a_controller_cannot_void(group, project, coordinator, at):
    certificate = actions.issue_certificate(finished(group), actor=coordinator, at=at)
    with pytest.raises(PermissionDenied):
        actions.void_certificate(certificate, reason="bo tak chcę", actor=an_actor("controller", project), at=at)


def test_the_archive_holds_the_files_as_issued(group, coordinator, at):
    for _unused in range(3):
        finished(group)
    issued = actions.issue_certificates(group, actor=coordinator, at=at).new
    packed = actions.pack_certificates(group, actor=coordinator, at=at)
    assert packed == actions.pack_certificates(group, actor=coordinator, at=at)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {one.stored.name: files.read(one.stored) for one in issued} == {
            name: archive.read(name) for name in archive.namelist()
        }
    assert Entry.objects.filter(event="training.certificates.downloaded", count=3).count() == 2


def test_there_is_nothing_to_pack_before_anything_was_issued(group, coordinator, at):
    for take in (actions.pack_certificates, actions.print_certificates):
        with pytest.raises(rules.NothingToPrint):
            take(group, actor=coordinator, at=at)
