"""The office's own sentences stand in the regulation and in its hash; the signed PDF stands beside it for everybody."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.tests.reading import events
from atut.base.files.models import StoredFile
from atut.base.files.rules import Upload
from atut.base.files.tests.making import a_pdf, a_picture
from atut.base.kernel import clock
from atut.work.recruitment.actions.signing import add_signed_regulation
from atut.work.recruitment.models import Call
from atut.work.recruitment.rules import signing
from atut.work.recruitment.rules.regulation import Regulation, regulation_from
from atut.work.recruitment.tests.factories import a_call, the_texts

pytestmark = pytest.mark.django_db
OWN = ({"pl": "Koszty dojazdu pokrywa pracodawca.", "en": "The employer pays for travel."}, {"pl": "Zajęcia są bezpłatne."})


def to(name, *args):
    return reverse(f"recruitment:{name}", args=args)


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


def test_they_are_kept_and_hashed():
    whole = Regulation(provisions=OWN)
    assert regulation_from(json.loads(json.dumps(whole.as_data()))) == whole
    assert whole.as_data()["version"] == 3
    assert whole.hash() != Regulation(provisions=OWN[:1]).hash()


def test_they_are_written_in_a_section_of_their_own_and_read_with_their_numbers(project, edition, signed_in, client):
    call = a_call(project, [edition], published=False)
    url, office = to("call_edit", call.key, "inne"), signed_in("coordinator")
    page = office.get(url)
    typed = {"sentence_pl_0": OWN[0]["pl"], "sentence_en_0": OWN[0]["en"], "sentence_en_1": "Free."}
    known = {"seen": page.context["seen"], **page.context["form"].counts}
    assert "sentence_pl_1" in office.post(url, {**known, **typed}).context["form"].errors
    assert office.post(url, {**known, **typed, "sentence_pl_1": OWN[1]["pl"], "sentence_en_1": ""}).status_code == 302
    assert Call.objects.get().rules.provisions == OWN
    the_texts(project)
    office.post(to("call_publish", call.key))
    said = text(client.get(to("call_regulation", call.key)))
    assert "– 1. Koszty dojazdu pokrywa pracodawca." in said
    assert "– 2. Zajęcia są bezpłatne." in said
    assert "program niczego z nich nie wylicza" in said
    assert OWN[1]["pl"] in client.get(to("call_regulation_data", call.key)).content.decode()


def test_the_signed_pdf_is_public_with_type_and_size_and_replaced_without_a_trace_but_the_entry(
    project, edition, signed_in, client
):
    call, office = a_call(project, [edition]), signed_in("coordinator")
    assert client.get(to("regulation_signed", call.key)).status_code == 404
    for size in (1, 2):
        assert "Dodaj podpisany" in text(office.get(to("regulation_sign", call.key))) or size == 2
        file = SimpleUploadedFile("Podpisany.pdf", a_pdf(pages=size))
        assert office.post(to("regulation_sign", call.key), {"file": file}).status_code == 302
    assert StoredFile.objects.filter(purpose="recruitment.regulation").count() == 1
    assert events().count("recruitment.call.signed") == 2
    page = text(client.get(to("call_public", call.key)))
    assert "Podpisany regulamin (PDF, " in page
    assert client.get(to("regulation_signed", call.key))["Content-Type"] == "application/pdf"
    again = text(client.get(to("call_regulation", call.key)))
    assert Call.objects.get().signed.sha256 in again
    assert "jej odcisk jest inny" not in again


def test_only_a_pdf_of_a_published_call_and_only_by_the_office(project, edition):
    draft, coordinator, at = a_call(project, [edition], published=False), an_actor("coordinator", project), clock.now()
    with pytest.raises(signing.NotPublishedYet):
        add_signed_regulation(draft, Upload("a.pdf", a_pdf()), actor=coordinator, at=at)
    call = a_call(project)
    with pytest.raises(signing.NotAPdf):
        add_signed_regulation(call, Upload("a.jpg", a_picture()), actor=coordinator, at=at)
    with pytest.raises(PermissionDenied):
        add_signed_regulation(call, Upload("a.pdf", a_pdf()), actor=an_actor("controller", project), at=at)
