"""Screens of certificates, and checking one in public without telling names."""

import pytest
from django.core import signing
from django.core.cache import cache
from django.urls import reverse

from atut.base.files import actions as files
from atut.base.mail.models import Message
from atut.work.training import actions, notices, queries
from atut.work.training.models import Certificate
from atut.work.training.tests.factories import a_person
from atut.work.training.tests.factories_records import finished

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(completed_group):
    return completed_group


def test_the_person_gets_a_link_or_is_told_to_collect_it(group, project, coordinator, at):
    finished(group)
    finished(group, person=a_person(project, email=""))
    actions.issue_certificates(group, actor=coordinator, at=at)
    by_mail = Message.objects.get(kind="training.certificate_issued", state="queued")
    on_paper = Message.objects.get(kind="training.certificate_issued", state="paper")
    assert "/zaswiadczenie/" in by_mail.text
    assert "http" not in on_paper.text
    assert "Odbierz" in on_paper.text or "odebrać" in on_paper.text


def test_the_link_hands_the_file_over_by_a_button_only(client, group, coordinator, at):
    certificate = actions.issue_certificate(finished(group), actor=coordinator, at=at)
    url = "/zaswiadczenie/" + notices.certificate_link(certificate).rpartition("/zaswiadczenie/")[2]
    seen = client.get(url)
    assert certificate.facts["name"] not in seen.content.decode()
    assert client.post(url).content == files.read(certificate.stored)
    assert client.get("/zaswiadczenie/" + signing.dumps("x" * 12, salt="else") + "/").status_code == 404


def test_an_expired_link_sends_a_new_one_to_the_known_address(client, group, coordinator, at, monkeypatch):
    certificate = actions.issue_certificate(finished(group), actor=coordinator, at=at)
    url = "/zaswiadczenie/" + notices.certificate_link(certificate).rpartition("/zaswiadczenie/")[2]
    monkeypatch.setattr("atut.work.training.notices.LINK_DAYS", -1)
    assert "wygasł" in client.get(url).content.decode()
    for _unused in range(5):
        assert client.post(url)["Content-Type"].startswith("text/html")
    assert Message.objects.filter(kind="training.certificate_issued").count() == 4


def test_the_link_of_a_void_certificate_gives_nothing(client, group, coordinator, at):
    certificate = actions.issue_certificate(finished(group), actor=coordinator, at=at)
    url = "/zaswiadczenie/" + notices.certificate_link(certificate).rpartition("/zaswiadczenie/")[2]
    actions.void_certificate(certificate, reason="pomyłka w dacie", actor=coordinator, at=at)
    assert client.post(url)["Content-Type"].startswith("text/html")


def test_group_certificates(signed_in, group, at):
    client, url = signed_in("coordinator"), reverse("training:group_certificates", args=[group.key])
    finished(group)
    assert "1\u00a0osobie" in client.get(url).content.decode()
    client.post(url)
    certificate = Certificate.objects.get()
    assert certificate.number in client.get(url).content.decode()
    take = reverse("training:group_certificates_take", args=[group.key])
    assert client.post(take, {"what": "zip"})["Content-Type"] == "application/zip"
    assert client.post(take, {"what": "print"})["Content-Type"] == "application/pdf"
    client.post(url)
    assert Certificate.objects.count() == 1


def test_nothing_to_take_comes_back_with_a_sentence(signed_in, group):
    client = signed_in("coordinator")
    answer = client.post(reverse("training:group_certificates_take", args=[group.key]), {"what": "zip"}, follow=True)
    assert answer.status_code == 200
    assert "ZIP" not in answer.content.decode()


def test_the_list_takes_the_same_number_of_queries_for_3_and_30_people(
    signed_in, group, coordinator, at, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for more in (3, 27):
        for _unused in range(more):
            finished(group)
        actions.issue_certificates(group, actor=coordinator, at=at)
        with CaptureQueriesContext(connection) as caught:
            queries.certificate_rows(group)
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_another_project_answers_404(signed_in, group, other_project):
    client = signed_in("coordinator", in_project=other_project)
    url = reverse("training:group_certificates", args=[group.key])
    assert client.get(url).status_code == 403
    assert client.get(url, headers={"host": "other.testserver"}).status_code == 404


def test_certificate_file(signed_in, group, coordinator, at, office):
    enrolment = finished(group)
    certificate = actions.issue_certificate(enrolment, actor=coordinator, at=at)
    url = reverse("training:certificate_file", args=[certificate.key])
    own = enrolment.participation.employment.organisation
    assert signed_in("office_lead", own).get(url).content == files.read(certificate.stored)
    assert signed_in("office_lead", office).get(url).status_code == 404


def test_certificate_void(signed_in, group, coordinator, at):
    certificate = actions.issue_certificate(finished(group), actor=coordinator, at=at)
    client, url = signed_in("coordinator"), reverse("training:certificate_void", args=[certificate.key])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": "no"}).status_code == 200
    assert client.post(url, {"reason": "błędna data urodzenia", "again": "on"}).status_code == 302
    assert Certificate.objects.filter(voided_at=None).count() == 1
    latest = Certificate.objects.get(voided_at=None)
    client.post(reverse("training:certificate_void", args=[latest.key]), {"reason": "jednak niepotrzebne"})
    assert not Certificate.objects.filter(voided_at=None).exists()


def test_anybody_checks_a_code_and_learns_no_name(client, group, coordinator, at):
    certificate = actions.issue_certificate(finished(group), actor=coordinator, at=at)
    typed = certificate.check_code.replace("-", " ").lower()
    answer = client.get(reverse("training:certificate_check"), {"code": typed}, follow=True)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert certificate.number in shown
    assert "Prosty" in shown
    for part in certificate.facts["name"].split():
        assert part not in shown
    assert client.get(reverse("training:certificate_check"), {"code": ""}).status_code == 200


def test_a_number_typed_instead_of_the_code_is_told_apart(client, group, coordinator, at):
    certificate = actions.issue_certificate(finished(group), actor=coordinator, at=at)
    answer = client.get(reverse("training:certificate_check"), {"code": f" {certificate.number}"})
    assert f"{certificate.number} to numer" in answer.content.decode().replace("\xa0", " ")


def test_the_record_of_a_person_leads_a_controller_to_the_certificate(signed_in, group, coordinator, at):
    certificate = actions.issue_certificate(finished(group), actor=coordinator, at=at)
    record = reverse("training:participation_show", args=[certificate.enrolment.participation.key])
    page = signed_in("controller").get(record).content.decode()
    assert reverse("training:certificate_file", args=[certificate.key]) in page


def test_the_file_of_certificates_has_a_polish_name(signed_in, group, coordinator, at):
    actions.issue_certificate(finished(group), actor=coordinator, at=at)
    answer = signed_in("coordinator").post(reverse("training:group_certificates_take", args=[group.key]), {"what": "zip"})
    assert "zaswiadczenia.zip" in answer["Content-Disposition"]


def test_a_name_is_compared_and_never_shown(client, group, coordinator, at):
    certificate = actions.issue_certificate(finished(group), actor=coordinator, at=at)
    url = reverse("training:certificate_answer", args=[certificate.check_code])
    right = client.post(url, {"name": certificate.facts["name"].upper()})
    assert right.context["is_same"]
    wrong = client.post(url, {"name": "Anna Inna"})
    assert not wrong.context["is_same"]
    assert certificate.facts["name"] not in wrong.content.decode()
    assert client.post(url, {"name": ""}).status_code == 200


def test_a_void_certificate_says_so_at_once(client, group, coordinator, at):
    certificate = actions.issue_certificate(finished(group), actor=coordinator, at=at)
    actions.void_certificate(certificate, reason="literówka w nazwisku", actor=coordinator, at=at)
    shown = client.get(reverse("training:certificate_answer", args=[certificate.check_code])).content.decode()
    assert "literówka" not in shown
    assert "Nie." in shown


def test_a_code_of_another_project_is_not_known_here(client, group, coordinator, other_project, at):
    certificate = actions.issue_certificate(finished(group), actor=coordinator, at=at)
    url = reverse("training:certificate_answer", args=[certificate.check_code])
    assert client.get(url, headers={"host": "other.testserver"}).status_code == 404


def test_trying_codes_is_stopped(client, group, coordinator, at):
    certificate = actions.issue_certificate(finished(group), actor=coordinator, at=at)
    answers = [client.get(f"/z/AAAA-BBBB-{number:04d}/").status_code for number in range(2000, 2022)]
    assert (answers[0], answers[-1]) == (404, 429)
    known = reverse("training:certificate_answer", args=[certificate.check_code])
    assert client.get(known).status_code == 200  # who has the paper is served all the same
    assert client.post(known, {"name": "x"}).status_code == 429


@pytest.mark.parametrize("hops", [0, 1])
def test_writing_another_address_into_the_header_escapes_no_limit(client, project, settings, hops):
    settings.ATUT_PROXIES = hops
    cache.clear()
    ours = ", 198.51.100.7" if hops else ""
    forged = [{"x-forwarded-for": f"203.0.113.{number}{ours}"} for number in range(22)]
    answers = [client.get("/z/AAAA-BBBB-CCCC/", headers=headers).status_code for headers in forged]
    assert (answers[0], answers[-1]) == (404, 429)


def test_behind_a_proxy_one_visitor_stops_no_other(client, project, settings):
    settings.ATUT_PROXIES = 1
    cache.clear()
    one, other = {"x-forwarded-for": "203.0.113.9, 198.51.100.7"}, {"x-forwarded-for": "203.0.113.9, 198.51.100.8"}
    assert [client.get("/z/AAAA-BBBB-CCCC/", headers=one).status_code for _unused in range(22)][-1] == 429
    assert client.get("/z/AAAA-BBBB-CCCC/", headers=other).status_code == 404
