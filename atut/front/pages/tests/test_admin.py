"""Wagtail's editor as the office gets it: by our door, calling nobody, refusing what harms."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.front.pages import actions
from atut.front.pages.blocks import BODY
from atut.front.pages.models import NewsPage
from atut.front.pages.tests.test_isolation import a_file
from atut.front.pages.tests.test_pages import WORDS


@pytest.fixture
def editor(signed_in, project):
    actions.create_site(project, WORDS, actor=system(), at=clock.now())
    client = signed_in("editor")
    client.post("/biurko/strona/")
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["", "pages/{home}/", "pages/{home}/edit/", "images/", "documents/", "images/add/"])
def test_nothing_calls_out(editor, project, place):
    answer = editor.get(f"/redakcja/{place.format(home=project.public_site.site.root_page_id)}")
    assert answer.status_code == 200
    page = answer.content.decode()
    loaded = re.findall(r'(?:src|srcset|action|data-[\w-]*url)="(https?:)?//([^/"]+)', page) + re.findall(
        r'<link[^>]+href="(https?:)?//([^/"]+)', page
    )
    assert {host for _scheme, host in loaded} <= {"testserver", "localhost"}
    for stranger in ("gravatar", "releases.wagtail.org", "googleapis"):
        assert stranger not in page


@pytest.mark.django_db
def test_a_picture_too_large_or_with_a_script_is_refused_in_words(editor):
    form = get_image_form(get_image_model())
    drawing = SimpleUploadedFile("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "image/svg+xml")
    large = SimpleUploadedFile("x.png", a_file().read() + b"0" * (10 * 2**20), "image/png")
    for file, reason in ((drawing, "Nieobsługiwany format|obsługiwane formaty"), (large, "10,0|10 ?MB|za duży|zbyt duży")):
        errors = form({"title": "x"}, {"file": file}).errors["file"]
        assert re.search(reason, str(errors), re.IGNORECASE), errors


@pytest.mark.django_db
def test_documents_are_of_kinds_that_do_not_run(editor):
    form = get_document_form(get_document_model())
    page = SimpleUploadedFile("x.html", b"<script>1</script>", "text/html")
    assert "file" in form({"title": "x"}, {"file": page}).errors


def test_there_is_no_block_of_html_and_none_that_embeds():
    names = {type(block).__name__ for _name, block in BODY}
    assert not names & {"RawHTMLBlock", "EmbedBlock"}
    text = dict(BODY)["text"]
    assert not {"embed", "image", "code"} & set(text.features)


@pytest.mark.django_db
def test_an_editor_without_a_second_factor_is_led_to_set_it_up(settings, signed_in, project):
    settings.ATUT_DEMO = False
    assert signed_in("editor").get("/redakcja/").url.startswith("/konta/")


@pytest.mark.django_db
def test_the_editors_account_is_ours_and_signing_out_leaves_an_entry(editor, project):
    assert editor.get("/redakcja/account/").url.startswith("/konta/")
    editor.post("/redakcja/logout/")
    assert "_auth_user_id" not in editor.session
    assert Entry.objects.filter(event="accounts.session.closed").exists()


@pytest.mark.django_db
def test_a_picture_is_brought_with_words_and_a_page_may_use_them(editor, project):
    form = get_image_form(get_image_model())
    for words in ("", "DSC_0012.JPG"):
        sent = form({"title": "x", "description": words}, {"file": SimpleUploadedFile("x.png", a_file().read())})
        assert "description" in sent.errors
    picture = get_image_model().objects.create(title="x", description="Ratusz w słońcu", file=a_file())
    news = NewsPage(title="x", picture=picture)
    news.clean()
    assert news.alt == "Ratusz w słońcu"
    picture.description = news.alt = ""
    with pytest.raises(ValidationError):
        news.clean()


@pytest.mark.django_db
def test_the_desk_leads_to_an_empty_piece_of_news(editor, project):
    answer = editor.post("/biurko/strona/", {"news": ""})
    assert "/pages/newspage/" in answer.url
    assert editor.get(answer.url).status_code == 200
