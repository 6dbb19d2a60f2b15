"""The pages the law asks for, the desk that says what is missing, the poster; who may."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous, system
from atut.base.privacy.actions import publish_text
from atut.base.projects.letterhead import funding
from atut.base.projects.models import Sign
from atut.front.duties import actions, documents, models, queries
from atut.front.duties.models import Barrier
from atut.front.duties.rules.description import Element
from atut.work.monitoring.models import Indicator

pytestmark = pytest.mark.django_db
IDS = (
    *("wstep", "podmiot", "url", "data-publikacja", "data-aktualizacja", "status", "data-sporzadzenie", "data-przeglad"),
    *("audytor", "kontakt", "osoba", "email", "telefon", "procedura", "architektura", "aplikacje"),
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M0 0h9v9H0z"/></svg>'


def url(name, *args):
    return reverse(f"duties:{name}", args=args)


def details(**changes):
    given = {"kind": "manual", "tester": "Ewa Nowak", "scope_tested": "cały serwis", "outcome": "passed", "findings": ""}
    return actions.TestDetails(**(given | {"tested_on": clock.today()} | changes))


@pytest.mark.parametrize("language", ["", "/en"])
def test_accessibility(project, client, coordinator, language):
    path = language + url("accessibility")
    empty = client.get(path)
    assert "Set-Cookie" not in empty.headers
    assert not empty.cookies
    assert all(f'id="a11y-{one}"' in empty.content.decode() for one in IDS)
    assert ("<strong>not compliant" if language else "<strong>niezgodna") in empty.content.decode()
    actions.record_test(project, details(), actor=coordinator, at=clock.now())
    shown = client.get(path).content.decode()
    assert "Ewa Nowak" in shown
    assert ("<strong>compliant" if language else "<strong>zgodna") in shown


@pytest.mark.parametrize("name", ["description", "your_data", "easy"])
def test_pages_to_read_set_no_cookie(client, project, name):
    answer = client.get(url(name))
    assert answer.status_code == 200
    assert not answer.cookies


def test_description(project, client, coordinator):
    actions.say(project, {"groups": {"pl": "Urzędnicy gmin"}}, actor=coordinator, at=clock.now())
    shown = client.get(url("description")).content.decode()
    assert "Urzędnicy gmin" in shown
    assert funding(project, "pl").sentence in shown


def test_a_planned_effect_reads_well_with_its_unit(project, client):
    for position, (unit, target) in enumerate([("osoby", 117), ("%", 50)]):
        words = {"name": {"pl": f"Wskaźnik {position}"}, "unit": {"pl": unit}}
        Indicator.objects.create(project=project, code=f"P{position}", measure="", target_total=target, position=position, **words)
    shown = client.get(url("description")).content.decode()
    assert ": 117 (osoby)</li>" in shown
    assert ": 50&nbsp;%</li>" in shown


def test_your_data(project, client, coordinator):
    for kind in queries.CLAUSES:
        publish_text(project, kind, title={"pl": f"Klauzula {kind}"}, body={"pl": "Treść"}, actor=coordinator, at=clock.now())
    assert "Klauzula clause_minister" in client.get(url("your_data")).content.decode()


def test_scope(project, client, coordinator):
    assert client.get(url("scope")).status_code == 404
    actions.say(project, {"scope_text": {"pl": "Prowadzimy szkolenia."}}, actor=coordinator, at=clock.now())
    answer = client.get(url("scope"))
    assert (answer.content.decode(), answer["Content-Type"]) == ("Prowadzimy szkolenia.\n", "text/plain; charset=utf-8")


def test_duties_says_what_is_missing_until_it_is_there(project, signed_in, coordinator):
    desk = signed_in("coordinator")
    assert "Rozporządzenie" in desk.get(url("duties")).content.decode()
    before = {gap.element for gap in queries.gaps(project, clock.now())}
    assert {Element.GROUPS, Element.EASY_TEXT, Element.MANUAL_TEST, Element.REVIEW, Element.SIGN_FE} <= before
    desk.post(url("description_change"), {"groups_pl": "Urzędnicy", "aim_pl": "Lepsza obsługa"})
    desk.post(url("plain_words_change"), {"easy_text_pl": "Uczymy.", "scope_text_pl": "Szkolenia."})
    desk.post(url("statement_review"))
    actions.record_test(project, details(), actor=coordinator, at=clock.now())
    after = {gap.element for gap in queries.gaps(project, clock.now())}
    assert before - after >= {Element.GROUPS, Element.AIM, Element.EASY_TEXT, Element.SCOPE, Element.REVIEW, Element.MANUAL_TEST}
    said = queries.said_of(project)
    assert (said.groups, said.easy_text) == ({"pl": "Urzędnicy"}, {"pl": "Uczymy."})
    assert Entry.objects.filter(event__in=["duties.said.changed", "duties.said.reviewed", "duties.test.recorded"]).count() == 4


@pytest.mark.parametrize("role", ["coordinator", "editor", "controller", "administrator"])
def test_each_missing_thing_leads_to_a_page_the_reader_may_open_or_says_who_may(project, signed_in, role):
    project.number = ""
    project.save()
    desk = signed_in(role)
    page = desk.get(url("duties")).content.decode().partition('<ul class="todo">')[2].partition("</ul>")[0]
    links = re.findall(r'href="([^"]+)"', page)
    assert page.count("<li>") == len(links) + page.count("Może to uzupełnić: ")
    assert [one for one in links if desk.get(one).status_code != 200] == []
    assert (role == "administrator") == (reverse("projects:project_change", args=[project.key]) in links)
    assert (role == "administrator") == ("Może to uzupełnić: Administrator" not in page)


def test_accessibility_change_keeps_particulars(project, signed_in):
    desk = signed_in("editor")
    assert desk.get(url("accessibility_change")).status_code == 200
    answer = desk.post(url("accessibility_change"), {"contact_name": "Jan Kot", "architecture_pl": "Wejście bez progu."})
    assert answer.status_code == 302
    assert "Jan Kot" in desk.get(url("accessibility")).content.decode()


def test_test_record_and_its_refusal(project, signed_in):
    desk, today = signed_in("coordinator"), clock.today()
    given = {"kind": "manual", "scope_tested": "strona główna", "outcome": "passed", "tester": ""}
    day = {"tested_on_day": today.day, "tested_on_month": today.month, "tested_on_year": today.year}
    assert desk.get(url("test_record")).status_code == 200
    assert desk.post(url("test_record"), given | day).status_code == 200
    assert not models.Test.objects.exists()
    assert desk.post(url("test_record"), given | day | {"tester": "Ewa Nowak"}).status_code == 302


def test_barrier_report_and_mend(project, other_project, signed_in):
    desk, today = signed_in("coordinator"), clock.today()
    day = {"found_on_day": today.day, "found_on_month": today.month, "found_on_year": today.year}
    assert desk.get(url("barrier_report")).status_code == 200
    desk.post(url("barrier_report"), {"what_pl": "Mapa bez opisu", "reason": "noncompliance", **day})
    barrier = Barrier.objects.get()
    assert "Mapa bez opisu" in desk.get(url("accessibility")).content.decode()
    desk.post(url("barrier_mend", barrier.key))
    assert "Mapa bez opisu" not in desk.get(url("accessibility")).content.decode()
    strange = Barrier.objects.create(project=other_project, what={"pl": "x"}, reason="burden", found_on=today)
    assert desk.post(url("barrier_mend", strange.key)).status_code == 404


def test_sign_keep_and_take_away(project, signed_in):
    desk = signed_in("editor")
    given = {"code": "fe", "variant": "colour", "name_pl": "Fundusze Europejskie", "source": "https://x.example"}
    bad = SimpleUploadedFile("fe.svg", SVG.replace(b"<path", b"<script/><path"))
    assert desk.post(url("sign_keep"), given | {"file": bad}).status_code == 200
    assert desk.post(url("sign_keep"), given | {"file": SimpleUploadedFile("fe.svg", SVG)}).status_code == 302
    sign = Sign.objects.get()
    assert sign.url in desk.get(url("sign_keep")).content.decode()
    desk.post(url("sign_take_away", sign.key))
    assert not Sign.objects.exists()


def test_poster(project, signed_in):
    answer = signed_in("coordinator").get(url("poster"))
    assert answer.content.startswith(b"%PDF")
    assert documents.poster(project, "en", at=clock.now()).startswith(b"%PDF")


def test_the_post_says_who_pays_and_carries_the_hashtags(project):
    project.profile.data = project.profile.data | {"hashtags": ["#FunduszeUE"]}
    text = queries.post(project)
    assert funding(project).sentence in text
    assert text.endswith("#FunduszeUE")


def test_the_review_waits_on_the_desk_until_it_is_done(project, coordinator):
    assert queries.worklist(coordinator, clock.now()) == []
    actions.say(project, {"contact_name": "Jan Kot"}, actor=coordinator, at=clock.now())
    item = queries.worklist(coordinator, clock.now())[0]
    assert item.url == url("accessibility_change")
    actions.review(project, actor=coordinator, at=clock.now())
    assert queries.worklist(coordinator, clock.now()) == []
    assert queries.worklist(anonymous(project.pk), clock.now()) == []


def test_names_of_testers_go_after_five_years(project, coordinator):
    old = actions.record_test(project, details(tested_on=clock.today() - timedelta(days=1827)), actor=coordinator, at=clock.now())
    actions.record_test(project, details(), actor=coordinator, at=clock.now())
    assert actions.purge_testers(actor=system(), at=clock.now()) == 1
    old.refresh_from_db()
    assert old.tester == ""


@pytest.mark.parametrize("role", ["trainer", "participant"])
def test_others_see_and_say_nothing(project, signed_in, role):
    desk = signed_in(role)
    assert desk.get(url("duties")).status_code == 403
    assert desk.post(url("description_change"), {"groups_pl": "x"}).status_code == 403


def test_a_visitor_says_and_tests_nothing(project):
    visitor, now = anonymous(project.pk), clock.now()
    for verb, options in (
        (actions.say, {"words": {}}),
        (actions.review, {}),
        (actions.record_test, {"given": details()}),
    ):
        with pytest.raises(PermissionDenied):
            verb(project, **options, actor=visitor, at=now)
    with pytest.raises(PermissionDenied):
        actions.purge_testers(actor=visitor, at=now)
    with pytest.raises(PermissionDenied):
        actions.report_barrier(project, what={"pl": "x"}, reason="burden", instead={}, found_on=now.date(), actor=visitor, at=now)


def test_lists_ask_as_many_queries_for_thirty_tests_as_for_three(project, coordinator, django_assert_num_queries):
    for count in (3, 27):
        for _unused in range(count):
            actions.record_test(project, details(), actor=coordinator, at=clock.now())
        with django_assert_num_queries(3):
            queries.statement(project, clock.now())
