"""Files that a live page links to: their text is found, whatever is in them; nobody else's file is served or found."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import ModelLogEntry

from atut.front.pages.models import StandardPage
from atut.front.search.extraction import Unreadable, text_of
from atut.front.search.tests.corpus import a_page, open_site

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
T = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
DOCX = (
    f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Regulamin</w:t><w:tab/><w:t>rekru</w:t></w:r>'
    "<w:r><w:t>tacji</w:t></w:r></w:p><w:p><w:r><w:t>Drugi akapit</w:t></w:r></w:p></w:body></w:document>"
)
ODT = f'<o xmlns:t="{T}"><t:h>Statut</t:h><t:p>part<t:span>nerstwa</t:span><t:s/>gmin</t:p></o>'


def zipped(name, text):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return made.getvalue()


def a_pdf(words):
    import typst

    return typst.compile(words.encode(), format="pdf")


def docx(text=DOCX):
    return zipped("word/document.xml", text)


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.docx", docx(), "Regulamin rekrutacji Drugi akapit"),
        ("a.ODT", zipped("content.xml", ODT), "Statut partnerstwa gmin"),
        ("a.pdf", a_pdf("Żółta księga szkoleń"), "Żółta księga szkoleń"),
        ("a.xlsx", b"anything", ""),
        ("a", b"", ""),
    ],
)
def test_the_text_inside_is_read(name, data, text):
    assert text_of(name, io.BytesIO(data)) == text


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b""),
        ("a.pdf", b"%PDF-1.4 broken"),
        ("a.docx", b"no archive"),
        ("a.docx", docx("<broken")),
        ("a.docx", docx(BOMB)),
        ("a.odt", zipped("content.xml", BOMB)),
        ("a.docx", docx("<a>" + " " * (8 * 2**20 + 1) + "</a>")),
    ],
)
def test_a_broken_or_malicious_file_says_nothing(name, data):
    with pytest.raises(Unreadable):
        text_of(name, io.BytesIO(data))


def bring(data, name):
    return get_document_model().objects.create(title="Druk", file=ContentFile(data, name=name))


def link(document):
    return f'<a linktype="document" id="{document.pk}">Pobierz</a>'


@pytest.mark.django_db
def test_a_file_is_found_by_its_text_once_a_live_page_links_to_it(client, project, other_project, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    open_site(project)
    open_site(other_project)
    document = bring(docx(), "zasady.docx")
    address = f"/pliki/{document.pk}/{document.filename}/"
    assert client.get(address).status_code == 404
    page = a_page(project, "pliki-do-pobrania", "Pliki", link(document))
    found = client.get("/szukaj/?q=regulaminem+rekrutacji").content.decode()
    assert f'href="{address}"' in found
    assert "Dokument · DOCX, " in found
    document.title = "Zarządzenie wójta"
    document.save()
    ModelLogEntry.objects.log_action(document, "wagtail.edit")  # as the editor's form does
    assert "Zarządzenie wójta" in client.get("/szukaj/?q=regulaminem+rekrutacji").content.decode()
    assert client.get(address).status_code == 200
    assert client.get(address, headers={"host": other_project.host}).status_code == 404
    assert "Nic nie znaleziono" in client.get("/szukaj/?q=regulamin", headers={"host": other_project.host}).content.decode()
    StandardPage.objects.get(pk=page.pk).unpublish(log_action=True)
    assert client.get(address).status_code == 404
    assert f'href="{address}"' not in client.get("/szukaj/?q=regulamin").content.decode()


@pytest.mark.django_db
def test_an_unreadable_file_is_found_by_its_title(client, project, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    open_site(project)
    document = bring(b"%PDF broken", "druk.pdf")
    a_page(project, "pliki-do-pobrania", "Pliki", link(document))
    assert f'href="/pliki/{document.pk}/{document.filename}/"' in client.get("/szukaj/?q=druki").content.decode()
