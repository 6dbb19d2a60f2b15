"""The search page: every state it can be in, whatever is typed, in both languages; two projects never meet."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.front.duties import actions as duties
from atut.front.pages.models import StandardPage
from atut.front.search import index
from atut.front.search.models import SearchState, SearchWord
from atut.front.search.tests.corpus import a_page, body_of, open_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_made():
    caches["made"].clear()


@pytest.fixture
def site(project):
    site = open_site(project)
    StandardPage.objects.all().delete()
    a_page(project, "kurs", "Prosty język w pismach", "Uczymy pracować z pismami. Spotykamy się na szkoleniach w urzędzie.")
    a_page(project, "wizyta", "Wizyta w Łodzi", "Uczestnicy pojechali autobusem.", clock.today() - timedelta(days=400))
    a_page(project, "druk", "Druki", "Druk <b>z & znakiem</b> i wykładem szkolenia.")
    return site


def seen(client, typed, more="", start="/"):
    answer = client.get(f"{start}szukaj/?q={quote(typed)}{more}")
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("szkolenie", "kurs"),
        ("SZKOLEŃ", "kurs"),
        ("urzad", "kurs"),
        ("lodz", "wizyta"),
        ("Łódź", "wizyta"),
        ("autobus", "wizyta"),
    ],
)
def test_any_form_with_or_without_polish_letters_is_found(client, site, typed, slug):
    assert f'href="/{slug}/"' in seen(client, typed)


def test_the_inflected_hit_is_marked_and_everything_is_escaped(client, site):
    page = seen(client, "szkolenie")
    assert "<mark>szkoleniach</mark>" in page
    assert "z &amp; znakiem" in page
    assert "<b>z" not in page
    assert "&lt;script&gt;" in seen(client, "<script>alert(1)</script>")


@pytest.mark.parametrize(("count", "words"), [(1, "1 wynik dla"), (3, "3 wyniki dla"), (5, "5 wyników dla"), (22, "22 wyniki dla")])
def test_hits_are_counted_in_correct_polish(client, site, project, count, words):
    for number in range(count):
        a_page(project, f"zebra-{number}", f"Zebra {number}", "Pasy.")
    assert f"<h1>{words} „zebra”</h1>" in seen(client, "zebra")


def test_long_lists_are_parted_and_keep_the_words(client, site, project):
    for number in range(23):
        a_page(project, f"zebra-{number}", f"Zebra {number}", "Pasy.")
    first, last = seen(client, "zebra"), seen(client, "zebra", "&strona=3")
    assert "q=zebra&amp;strona=2" in first
    assert first.count("<li><h3>") == 10
    assert last.count("<li><h3>") == 3


def test_the_beginning_of_a_word_finds_it(client, site):
    assert 'href="/wizyta/"' in seen(client, "autob")


def test_a_misspelt_word_is_put_right_and_the_page_says_so(client, site):
    page = seen(client, "szkolenaimi")
    assert "Czy chodziło o „szkoleni" in page
    assert 'href="/kurs/"' in page


def test_a_real_word_is_not_put_right_but_what_is_near_is_proposed(client, site, settings):
    settings.ATUT_DICTIONARY = "morfeusz"
    page = seen(client, "druh")
    assert "<h1>Nic nie znaleziono dla „druh”</h1>" in page
    assert 'Czy chodziło o: <a href="?q=druk">druk</a>' in page


def test_words_nobody_has_together_show_what_has_some(client, site):
    page = seen(client, "język autobus")
    assert "Nigdzie nie ma wszystkich tych słów naraz" in page
    assert 'href="/kurs/"' in page
    assert 'href="/wizyta/"' in page


def test_words_in_quotes_stand_beside_each_other(client, site):
    assert 'href="/kurs/"' in seen(client, '"prosty język"')
    page = seen(client, '"język prosty"')
    assert "Nigdzie nie ma wszystkich" not in page or 'href="/kurs/"' in page
    assert 'href="/kurs/"' in seen(client, "język prosty")


def test_nothing_found_helps_and_names_the_telephone(client, project, site):
    project.office_phone = "25 787 11 22"
    project.save()
    page = seen(client, "hipopotam")
    assert "<h1>Nic nie znaleziono dla „hipopotam”</h1>" in page
    assert "Sprawdź pisownię" in page
    assert "tel:+48257871122" in page


WILD = [
    "", " ", '"', '""""', "'", "\\", "%", "_", "*", "(", ")", "()", "-", "--", "a OR", "AND", "NOT AND OR", "NEAR(a b)", "title:x",
    "{a b}", "^a", "a:*", "a & b | !c", "'; DROP TABLE search_searchentry; --", "1' OR '1'='1", "🙂", "🙂 szkolenie 🙂",
    "a\x00b", "\x00", "\ud83d", "١٢٣", "½", "ß", "ﬁ", "Привет", "中文", "a" * 10_000, "ą " * 5_000, "„szkolenia",
    "„w urzędzie”", "w", "i w z", "12e3abc", "007", "²", "x_y", "a-b-c", "<>&", "\u202eabc", "%00", "\n\n", "+++",
    "urząd/gmina", "e@mail.pl", "https://a.b/c?d=e#f",
]  # fmt: skip


@pytest.mark.parametrize("typed", WILD)
def test_whatever_is_typed_is_answered(client, site, typed):
    answer = client.get("/szukaj/", {"q": typed.encode("utf-8", "replace").decode()})
    assert answer.status_code == 200
    assert client.get("/szukaj/podpowiedzi/", {"q": typed.encode("utf-8", "replace").decode()}).status_code == 200


STRANGE = ["rodzaj=nic", "od=jutro", "strona=0", "strona=-1", "strona=999", "strona=x", "rodzaj=page&od=rok", "q=a&q=b"]


@pytest.mark.parametrize("more", STRANGE)
def test_filters_nobody_offers_are_left_out(client, site, more):
    assert client.get(f"/szukaj/?q=szkolenie&{more}").status_code == 200


def test_kinds_and_dates_are_links_that_keep_the_words(client, site):
    page = seen(client, "wizyta")
    assert 'href="?q=wizyta&amp;rodzaj=page">Strony <span class="tabs__count num">1</span>' in page
    assert "?q=szkolenie&amp;od=rok" in seen(client, "szkolenie")
    assert 'href="/wizyta/"' not in seen(client, "wizyta", "&od=rok")
    assert 'href="/wizyta/"' not in seen(client, "wizyta", "&rodzaj=call")
    assert 'href="/kurs/"' in seen(client, "szkolenie", "&rodzaj=page")


def test_a_change_is_found_at_once_and_what_was_withdrawn_is_not(client, site, project):
    assert 'href="/nowa/"' not in seen(client, "nosorożec")
    page = a_page(project, "nowa", "Nosorożec", "Przyszedł do urzędu.")
    assert 'href="/nowa/"' in seen(client, "nosorożce")
    page.title = "Żyrafa"
    page.save_revision(log_action=True).publish()
    assert "Nic nie znaleziono" in seen(client, "nosorożec")
    assert 'href="/nowa/"' in seen(client, "żyrafy")
    page.unpublish(log_action=True)
    assert "Nic nie znaleziono" in seen(client, "żyrafy")
    assert not SearchWord.objects.filter(word="zyrafa").exists()


def test_drafts_are_not_found(client, site, project):
    a_page(project, "szkic", "Tapir", "Jeszcze nie teraz.", live=False)
    assert "Nic nie znaleziono" in seen(client, "tapir")


def test_projects_never_see_each_other(client, site, project, other_project):
    open_site(other_project)
    a_page(other_project, "obca", "Lemur", "Tylko tam.")
    assert "Nic nie znaleziono" in seen(client, "lemur")
    there = client.get("/szukaj/?q=lemury", headers={"host": other_project.host}).content.decode()
    assert 'href="/obca/"' in there
    seen(client, "szkolenie")
    assert "Nic nie znaleziono" in client.get("/szukaj/?q=autobus", headers={"host": other_project.host}).content.decode()
    assert "lemur" not in client.get("/szukaj/podpowiedzi/?q=lem").content.decode()


def test_languages_are_kept_apart(client, site, project):
    page = StandardPage.objects.get(slug="kurs")
    page.title_en, page.body_en = "Simple language", body_of("<p>Trainings about letters.</p>")
    page.save_revision(log_action=True).publish()
    assert 'href="/en/kurs/"' in seen(client, "training", start="/en/")
    assert "Nothing found" in seen(client, "autobus", start="/en/")
    assert "Nic nie znaleziono" in seen(client, "trainings letters")


def test_proposals_are_a_list_of_options_said_aloud(client, site):
    seen(client, "kurs")
    part = client.get("/szukaj/podpowiedzi/?q=wizyta+autob").content.decode()
    assert '<li id="podpowiedz-1" role="option" aria-selected="false">wizyta autobus</li>' in part
    assert "<html" not in part
    assert 'role="status"' in part


def test_no_engine_outside_keeps_the_page_and_it_sets_no_cookie(client, site):
    answer = client.get("/szukaj/?q=kurs")
    assert answer["X-Robots-Tag"] == "noindex, follow"
    assert '<meta name="robots" content="noindex, follow">' in answer.content.decode()
    assert not answer.cookies


def test_the_field_at_the_top_stands_on_every_page_but_the_search_page(client, site):
    assert 'action="/szukaj/"' in client.get("/kurs/").content.decode()
    assert 'id="szukaj"' not in client.get("/szukaj/").content.decode()
    assert 'action="/en/szukaj/"' in client.get("/en/").content.decode()
    assert "<script" not in client.get("/kurs/").content.decode()


def test_posting_a_search_is_refused(client, site):
    assert client.post("/szukaj/", {"q": "kurs"}).status_code == 405


def test_as_many_questions_for_three_hits_as_for_thirty(client, site, project):
    def asked():
        with CaptureQueriesContext(connection) as found:
            seen(client, "zebra")
        return len(found)

    for number in range(3):
        a_page(project, f"zebra-{number}", f"Zebra {number}", "Pasy.")
    seen(client, "zebra")
    few = asked()
    for number in range(3, 30):
        a_page(project, f"zebra-{number}", f"Zebra {number}", "Pasy.")
    seen(client, "zebra")
    assert asked() == few
    assert few <= 16


def test_while_somebody_else_refreshes_the_entries_serve_as_they_are(client, site, project):
    seen(client, "kurs")
    SearchState.objects.update(mark="old", claimed_until=clock.now() + timedelta(minutes=1))
    a_page(project, "nowa", "Nosorożec", "Przyszedł.")
    assert "Nic nie znaleziono" in seen(client, "nosorożec")
    SearchState.objects.update(claimed_until=clock.now() - timedelta(minutes=1))  # its process was killed
    assert 'href="/nowa/"' in seen(client, "nosorożec")


def test_the_accessibility_statement_is_found_once_the_office_has_said_something(client, site, project):
    link = 'href="/dostepnosc/"'  # the foot of every page has one
    before = seen(client, "deklaracjach dostępności").count(link)
    duties.say(project, {"architecture": {"pl": "Wejście bez progu"}}, actor=system(project.pk), at=clock.now())
    index.refresh(project, clock.now())
    assert seen(client, "deklaracjach dostępności").count(link) == before + 1
