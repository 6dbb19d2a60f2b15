"""Documents of a site: chosen in the editor, under the address visitors know, stored by the name they were brought with."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents import get_document_model

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.front.pages import actions
from atut.front.pages.models import StandardPage
from atut.front.pages.tests.test_isolation import actor_of
from atut.front.pages.tests.test_pages import WORDS

pytestmark = pytest.mark.django_db
CHOOSER = "/redakcja/documents/chooser/"


@pytest.fixture
def site(project, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return actions.create_site(project, WORDS, actor=system(), at=clock.now())


@pytest.fixture
def editor(signed_in, site):
    client = signed_in("editor")
    client.post("/biurko/strona/")
    return client


def bring(client, words=b"wzor"):
    """By the chooser, as from the page being written."""
    sent = {"document-chooser-upload-title": "Regulamin", "document-chooser-upload-file": a_pdf(words)}
    answer = client.post(f"{CHOOSER}create/", sent, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.json()["step"] == "chosen", answer.content
    return answer.json()["result"]


def a_pdf(words):
    return SimpleUploadedFile("regulamin-naboru.pdf", words, "application/pdf")


def test_a_document_is_chosen_and_linked_in_a_text(editor, site):
    visitor = type(editor)()
    chosen = bring(editor)
    address = f"/pliki/{chosen['id']}/regulamin-naboru.pdf/"
    assert chosen["url"] == address
    for place in ("", f"chosen/{chosen['id']}/", "?q=Regulamin"):
        answer = editor.get(f"{CHOOSER}{place}", headers={"X-Requested-With": "XMLHttpRequest"})
        assert answer.status_code == 200
        assert "Regulamin" in answer.content.decode()
    assert editor.get(f"/redakcja/documents/edit/{chosen['id']}/").status_code == 200
    page = StandardPage.objects.get(slug="o-projekcie")
    page.body = [("text", f'<p><a linktype="document" id="{chosen["id"]}">Regulamin</a></p>')]
    assert visitor.get(address).status_code == 404
    actions.put_page(page, actor=actor_of(editor, site), at=clock.now())
    assert f'href="{address}"' in visitor.get("/o-projekcie/").content.decode()
    assert b"".join(visitor.get(address).streaming_content) == b"wzor"
    assert editor.get(f"/redakcja/pages/{page.pk}/edit/").status_code == 200


def test_editors_open_what_no_page_shows_yet_others_do_not(editor, site, signed_in, other_project):
    address = bring(editor)["url"]
    assert b"".join(editor.get(address).streaming_content) == b"wzor"
    assert editor.get(address.replace("regulamin", "inny")).status_code == 404
    assert editor.get(address, headers={"host": "other.testserver"}).status_code == 404
    assert signed_in("coordinator").get(address).status_code == 404


def test_each_project_stores_its_files_apart_and_names_stay_as_given(editor, site, other_project):
    theirs = actions.create_site(other_project, WORDS, actor=system(), at=clock.now())
    document, hand = get_document_model(), an_actor("editor", other_project)
    own = document.objects.get(pk=bring(editor)["id"])
    same = ContentFile(b"obcy", name="regulamin-naboru.pdf")
    kept = actions.keep_document(theirs, same, title="x", actor=hand, at=clock.now())
    assert own.filename == document.objects.get(pk=kept).filename == "regulamin-naboru.pdf"
    assert own.file.name == f"documents/{site.key}/regulamin-naboru.pdf"
    sent = {"title": "Regulamin", "file": a_pdf(b"nowy")}
    assert editor.post(f"/redakcja/documents/edit/{own.pk}/", sent).status_code == 302
    own.refresh_from_db()
    assert own.file.name == f"documents/{site.key}/regulamin-naboru.pdf"
    assert own.file.read() == b"nowy"
    number = actions.keep_document(
        site, ContentFile(b"trzeci", name="statut.pdf"), title="Statut", actor=actor_of(editor, site), at=clock.now()
    )
    assert document.objects.get(pk=number).file.name == f"documents/{site.key}/statut.pdf"
    several = {"title": "Plan", "files[]": SimpleUploadedFile("plan.pdf", b"plan", "application/pdf")}
    answer = editor.post("/redakcja/documents/multiple/add/", several, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.json()["success"]
    assert document.objects.latest("pk").file.name == f"documents/{site.key}/plan.pdf"
