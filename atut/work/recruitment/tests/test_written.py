"""What applicants write for the committee: the form, paper, workbooks, corrections, who reads it, the file, erasure."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.audit.tests.reading import events
from atut.base.kernel.actors import system
from atut.work.partnership.tests.factories import a_partner
from atut.work.recruitment import actions
from atut.work.recruitment.actions.erasing import erase_applications
from atut.work.recruitment.models import Application, Draft
from atut.work.recruitment.queries.own import own_page
from atut.work.recruitment.rules import prompts
from atut.work.recruitment.rules.points import Criterion, Prompt
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.tests.factories import a_call, an_application, holder
from atut.work.recruitment.tests.factories_importing import a_row, filled_in, take_in

pytestmark = pytest.mark.django_db
QUESTION = {"pl": "Co chcesz zmienić?", "en": "What do you want to change?"}
IDEA = Criterion("idea", {"pl": "Pomysł"}, 10, "jury", prompt=Prompt(QUESTION, 200))
PLAN = Criterion("plan", {"pl": "Plan"}, 5, "jury", prompt=Prompt({"pl": "Kiedy i z kim?"}, 200, is_voluntary=True))
SAID = "Tabliczki w prostym języku przy każdym okienku."


@pytest.fixture
def call(project, office, at):
    a_partner(project, office)
    return a_call(project, at=at, regulation=Regulation(criteria=(IDEA, PLAN), correction_days=5))


@pytest.fixture
def open_call(project, office):
    a_partner(project, office)
    return a_call(project, regulation=Regulation(criteria=(IDEA, PLAN), correction_days=5))


@pytest.fixture
def sent(call, at):
    return an_application(call, at=at, written={"idea": f" {SAID} ", "else": "x"})


def to(name, *args):
    return reverse(f"recruitment:{name}", args=args)


def typed(client, call, **fields):
    shown = re.search(r'name="shown" value="([^"]*)"', client.get(to("apply", call.key)).text)[1]
    known = {"form_token": "t" * 24, "shown": shown, "post": "inspektorka", "rules": "on", "true_data": "on"}
    known |= {"office": call.project.partners.first().organisation.key, "choice_1": call.openings.first().edition.key}
    known |= {"first_name": "Anna", "last_name": "Nowak", "pesel": "44051401359", "email": "anna@example.org"}
    return known | fields


def test_it_is_kept_encrypted_and_stands_in_no_entry(sent):
    assert Application.objects.get().written == {"idea": SAID}
    with connection.cursor() as cursor:
        cursor.execute("SELECT written FROM recruitment_application")
        assert "Tabliczki" not in cursor.fetchone()[0]
    assert not any("Tabliczki" in str(entry.__dict__) for entry in Entry.objects.all())


def test_online_it_is_needed_and_fits(call, at):
    with pytest.raises(prompts.AnswersMissing):
        an_application(call, at=at)
    with pytest.raises(prompts.AnswerTooLong):
        an_application(call, at=at, written={"idea": "a" * 201})


def test_the_form_asks_keeps_shows_and_sends_it(client, open_call):
    page = client.get(to("apply", open_call.key)).text
    assert "Co chcesz zmienić?" in page
    assert "Najwyżej 200 znaków." in page.replace("\u00a0", " ")
    refused = client.post(to("apply", open_call.key), typed(client, open_call, step="check")).text
    assert 'href="#id_answer_idea"' in refused
    lines = "a" * 100 + "\r\n" + "b" * 99  # two hundred signs as a browser counts them
    client.post(to("apply", open_call.key), typed(client, open_call, answer_idea=lines, step="save"))
    assert Draft.objects.get().typed["answer_idea"] == [lines]
    checked = client.post(to("apply", open_call.key), typed(client, open_call, answer_idea=lines, step="check")).text
    assert "b" * 99 in checked
    receipt = client.post(to("apply", open_call.key), typed(client, open_call, answer_idea=lines, step="send"), follow=True).text
    assert "b" * 99 not in receipt
    assert "odpowiedzi dla komisji" in receipt.replace("\u00a0", " ")
    assert Application.objects.get().written == {"idea": lines.replace("\r\n", "\n")}


def test_on_paper_and_in_a_workbook_it_may_come_later_but_no_longer_than_said(call, coordinator, at):
    done = take_in(
        call,
        filled_in(
            call,
            a_row(call, at, answer_idea="tak", answer_plan=None),
            a_row(call, at, register_number="OR.2/2026", answer_idea=None, answer_plan="W maju."),
            a_row(call, at, register_number="OR.3/2026", answer_idea="a" * 201),
        ),
        coordinator,
        at,
    )
    assert (done.added, done.rejected) == (2, 1)
    assert [one.written for one in Application.objects.order_by("register_number")] == [{"idea": "tak"}, {"plan": "W maju."}]


def test_whoever_did_not_write_what_is_needed_does_not_meet_the_conditions_until_it_is_supplied(call, project, coordinator, at):
    paper = actions.Paper("OR.1/2026")
    with_gap = an_application_on_paper(call, paper, coordinator, at)
    assessed = actions.assess(with_gap, actor=coordinator, at=at)
    assert [reason["code"] for reason in assessed.reasons] == ["no_answer"]
    correction = actions.ask_correction(assessed, "", (), actor=coordinator, at=at)
    assert correction.questions == ["idea"]
    actor, later = holder(correction, project), at + timedelta(days=1)
    with pytest.raises(prompts.AnswersMissing):
        actions.supply_correction(correction, "", {}, {"idea": " "}, actor=actor, at=later)
    actions.supply_correction(correction, "", {}, {"idea": SAID, "plan": "Nie pytano."}, actor=actor, at=later)
    assert Application.objects.get().written == {"idea": SAID}
    assert "recruitment.correction.supplied" in events()


def an_application_on_paper(call, paper, actor, at):
    from atut.work.recruitment.tests.factories import application_data

    return actions.submit(call, application_data(call, at=at), paper=paper, received_at=at, actor=actor, at=at)


def test_the_page_of_a_correction_asks_for_it(client, open_call, signed_in):
    from atut.base.kernel import clock
    from atut.work.recruitment.queries.enclosing import token_of
    from atut.work.recruitment.rules import links

    coordinator, at = an_actor("coordinator", open_call.project), clock.now()
    application = an_application_on_paper(open_call, actions.Paper("OR.1/2026"), coordinator, at)
    assert "Co chcesz zmienić?" in signed_in("coordinator").get(to("application_correct", application.key)).text
    correction = actions.ask_correction(application, "", (), actor=coordinator, at=at)
    page = to("correction", token_of(links.CORRECTION, correction))
    assert "Co chcesz zmienić?" in client.get(page).text
    assert 'href="#id_answer_idea"' in client.post(page, {"note": ""}).text
    assert client.post(page, {"answer_idea": SAID}).status_code == 302
    assert Application.objects.get().written == {"idea": SAID}


def test_application_written(signed_in, sent, other_project):
    page, client = to("application_written", sent.key), signed_in("coordinator")
    assert "Tabliczki" not in client.get(to("application_show", sent.key)).text
    shown = client.post(page).text
    assert "Tabliczki" in shown
    assert "Nic tu nie napisano" in shown
    entry = Entry.objects.filter(event="recruitment.application.looked_at").get()
    assert entry.fields == ["written"]
    assert signed_in("office_lead").post(page).status_code in (403, 404)
    assert signed_in("committee").post(page).status_code in (403, 404)


def test_only_those_who_may_look_read_it(sent, at):
    for role in ("office_lead", "trainer", "committee"):
        with pytest.raises(PermissionDenied):
            actions.look_at_written(sent, actor=an_actor(role, sent.call.project), at=at)


def test_the_file_of_the_list_has_it_and_the_trail_says_so(signed_in, sent):
    answer = signed_in("coordinator").post(to("call_export", sent.call.key))
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].values)
    assert (rows[0][-2:], rows[1][-2:]) == (("Co chcesz zmienić?", "Kiedy i z kim?"), (SAID, None))
    assert Entry.objects.get(event="recruitment.list.taken").fields == ["written", "xlsx"]


def test_the_own_page_shows_it(sent, at):
    assert [(question, answer) for _line, question, answer in own_page(sent, at).written] == [
        ("Co chcesz zmienić?", SAID), ("Kiedy i z kim?", ""),
    ]  # fmt: skip


def test_it_goes_with_the_rest_when_values_are_erased(sent, at):
    erase_applications(sent.person.key, actor=system(sent.call.project_id), at=at)
    assert Application.objects.get().written == {}


def test_it_is_found_by_nobody_who_searches_the_list(signed_in, sent):
    found = signed_in("coordinator").get(to("call_show", sent.call.key), {"q": "Tabliczki"}).text
    assert "Tabliczki przy" not in found
