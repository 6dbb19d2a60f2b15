"""The desk: template, workbook, preview, taking in, what came back; for whom."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from atut.base.projects.tests.factories import an_office
from atut.work.partnership.tests.factories import a_partner
from atut.work.recruitment.models import Application, PaperImport
from atut.work.recruitment.tests.factories import a_call
from atut.work.recruitment.tests.factories_importing import a_row, filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project, office):
    a_partner(project, office)
    a_partner(project, an_office("Kutno"))
    return a_call(project)


def url(name, thing):
    return reverse(f"recruitment:{name}", args=[thing.key])


def sent(content):
    return {"file": SimpleUploadedFile("papiery 02222900108.xlsx", content)}


def test_a_coordinator_brings_looks_takes_in_and_gets_the_rest_back(signed_in, call):
    client, at = signed_in("coordinator"), timezone.now()
    answer = client.get(url("paper_template", call))
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    content = filled_in(call, a_row(call, at), a_row(call, at, pesel="1"))
    answer = client.post(url("paper_import_bring", call), sent(content))
    brought = PaperImport.objects.get()
    assert answer.url == url("paper_import", brought)
    assert "02222900108" not in brought.name
    page = client.get(answer.url).content.decode()
    assert "nowe zgłoszenie" in page
    assert "Numer PESEL: " in page
    assert client.get(url("paper_import_file", brought)).status_code == 404
    client.post(url("paper_import_apply", brought))
    assert Application.objects.count() == 1
    page = client.get(answer.url).content.decode()
    assert url("paper_import_file", brought) in page
    assert client.get(url("paper_import_file", brought)).status_code == 200
    assert brought.name in client.get(url("paper_import_bring", call)).content.decode()
    client.post(url("paper_import_apply", brought))  # once more, from an old page
    assert Application.objects.count() == 1


def test_a_wrong_file_is_refused_on_the_page(signed_in, call):
    client = signed_in("coordinator")
    page = client.post(url("paper_import_bring", call), sent(b"%PDF-1.7")).content.decode()
    assert "PDF" in page
    assert not PaperImport.objects.exists()


def test_a_workbook_is_thrown_away(signed_in, call):
    client = signed_in("coordinator")
    client.post(url("paper_import_bring", call), sent(filled_in(call, a_row(call, timezone.now()))))
    brought = PaperImport.objects.get()
    assert client.post(url("paper_import_discard", brought)).url == url("paper_import_bring", call)
    brought.refresh_from_db()
    assert brought.discarded_at


def test_a_lead_sees_the_own_office_only_and_others_nothing(signed_in, project, call, office):
    client = signed_in("office_lead", organisation=office)
    answer = client.post(url("paper_import_bring", call), sent(filled_in(call, a_row(call, timezone.now()))))
    brought = PaperImport.objects.get()
    assert brought.organisation == office
    assert client.get(answer.url).status_code == 200
    PaperImport.objects.update(organisation=None)
    assert client.get(answer.url).status_code == 404
    assert signed_in("trainer").get(url("paper_import_bring", call)).status_code == 403
    draft = a_call(project, published=False)
    assert signed_in("coordinator").get(url("paper_import_bring", draft)).status_code == 404


def test_the_preview_asks_as_many_queries_for_three_rows_as_for_thirty(signed_in, call, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, at, asked = signed_in("coordinator"), timezone.now(), []
    for rows in (3, 30):
        content = filled_in(call, *(a_row(call, at) for _unused in range(rows)))
        shown = client.post(url("paper_import_bring", call), sent(content)).url
        client.get(shown)
        with CaptureQueriesContext(connection) as captured:
            client.get(shown)
        asked.append(len(captured))
    assert asked[0] == asked[1]
