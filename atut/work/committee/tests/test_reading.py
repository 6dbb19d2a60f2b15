"""What members read before they score: written answers beside each score, papers the regulation opens, and who reads neither."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from atut.base.accounts.tests.factories import a_user, an_actor
from atut.base.audit.models import Entry
from atut.base.files.rules import Upload
from atut.base.files.tests.making import a_pdf
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.work.committee import actions
from atut.work.committee.queries import reading
from atut.work.committee.rules.appeals import LINK
from atut.work.committee.rules.members import InConflict, NoLongerMember
from atut.work.committee.tests.factories import MOTIVES, a_closed_sheet, a_judged_call, a_listed_call, a_member, acting
from atut.work.recruitment.actions.drafting import enclose
from atut.work.recruitment.models import Application
from atut.work.recruitment.rules.points import Criterion, Prompt
from atut.work.recruitment.rules.prompts import NotForCommittee
from atut.work.recruitment.rules.regulation import Document

pytestmark = pytest.mark.django_db
QUESTION = {"pl": "Co chcesz zmienić w urzędzie?", "en": "What do you want to change?"}
IDEA = Criterion("idea", {"pl": "Pomysł", "en": "Idea"}, 10, "jury", prompt=Prompt(QUESTION))
PLAN = Criterion("plan", {"pl": "Plan", "en": "Plan"}, 5, "jury")
OPEN = Document("drawing", {"pl": "Rysunek", "en": "Drawing"}, for_committee=True)
SHUT = Document("id", {"pl": "Zaświadczenie", "en": "Certificate"})
SAID = "Tabliczki przy okienkach, prostym językiem.\nZacznę od kasy."


def written(call):
    for one in call.people:
        Application.objects.filter(pk=one.pk).update(written={"idea": SAID})
    return call


def with_papers(call, codes=("drawing", "id")):
    """The first one's papers, by code."""
    return {code: enclose(call.people[0], code, [Upload("a.pdf", a_pdf())], at=clock.now()) for code in codes}


@pytest.fixture
def call(project):
    return written(a_judged_call(project, criteria=(IDEA, PLAN), documents=(OPEN, SHUT)))


@pytest.fixture
def member(call):
    return a_member(call)


@pytest.fixture
def mine(client, member):
    client.force_login(member.user)
    return client


def page(name, call, *more):
    return reverse(f"committee:{name}", args=[call.key, *more])


def paper_at(call, paper):
    return page("sheet_paper", call, call.people[0].code, paper.key)


def test_the_answer_stands_beside_its_score_under_the_code(mine, call):
    person = call.people[0].person
    shown = mine.get(page("sheet_application", call, call.people[0].code)).text
    assert shown.index("Co chcesz zmienić") < shown.index("Zacznę od kasy.") < shown.index('name="idea"')
    assert person.last_name not in shown
    assert person.email not in shown
    with translation.override("en"):
        assert "What do you want to change?" in [one.question for one in reading.written(call.people[0]).values()]


def test_a_closed_sheet_still_shows_what_was_read(mine, call, member):
    a_closed_sheet(member, {"idea": 7, "plan": 3})
    shown = mine.get(page("sheet_application", call, call.people[0].code)).text
    assert "Zacznę od kasy." in shown
    assert "7&nbsp;/&nbsp;10" in shown


def test_who_wrote_nothing_is_shown_so(mine, call):
    Application.objects.update(written={})
    assert "Nic tu nie napisano" in mine.get(page("sheet_application", call, call.people[0].code)).text


def test_a_call_without_written_answers_is_scored_as_before(client, project):
    call = a_judged_call(project)
    client.force_login(a_member(call).user)
    shown = client.get(page("sheet_application", call, call.people[0].code)).text
    assert "blockquote" not in shown
    assert "Dokumenty" not in shown


def test_sheet_paper(mine, call, member):
    papers = with_papers(call)
    shown = mine.get(page("sheet_application", call, call.people[0].code)).text
    assert "Rysunek" in shown
    assert "Zaświadczenie" not in shown
    assert "jest nazwisko" in shown.replace("\u00a0", " ")
    assert mine.get(paper_at(call, papers["drawing"])).status_code == 405
    answer = mine.post(paper_at(call, papers["drawing"]))
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content if answer.streaming else [answer.content]).startswith(b"%PDF")
    entry = Entry.objects.get(event="recruitment.application.looked_at")
    assert (entry.subject_key, entry.fields) == (call.people[0].key, ["attachments"])
    assert member.user.name in entry.actor_label


def test_a_paper_is_read_by_nobody_the_rules_do_not_name(client, mine, call, member, project, other_project):
    papers = with_papers(call)
    assert mine.post(paper_at(call, papers["id"])).status_code == 404
    assert mine.post(page("sheet_paper", call, call.people[1].code, papers["drawing"].key)).status_code == 404
    others = {
        "a member of another committee": (a_member(a_judged_call(project)).user, 404),
        "an undeclared member": (a_member(call, declared=False).user, 404),
        "a member with a tie": (a_member(call, ties={call.people[0]: "family"}).user, 404),
        "a coordinator": (a_user("coordinator", project), 404),
        "a coordinator of another project": (a_user("coordinator", other_project), 403),
        "a trainer": (a_user("trainer", project), 403),
    }
    for who, (user, status) in others.items():
        client.force_login(user)
        assert client.post(paper_at(call, papers["drawing"])).status_code == status, who
        assert client.get(page("sheet_application", call, call.people[0].code)).status_code == status, who
    assert not Entry.objects.filter(event="recruitment.application.looked_at").exists()


def test_the_verb_refuses_whoever_the_page_would_not_lead_to(call, member, project):
    papers, at = with_papers(call), clock.now()
    with pytest.raises(NotForCommittee):
        actions.read_paper(member, papers["id"], actor=acting(member), at=at)
    with pytest.raises(PermissionDenied):
        actions.read_paper(member, papers["drawing"], actor=an_actor("committee", project), at=at)
    tied = a_member(call, ties={call.people[0]: "unit"})
    with pytest.raises(InConflict):
        actions.read_paper(tied, papers["drawing"], actor=acting(tied), at=at)
    gone = actions.dismiss_member(member, actor=an_actor("coordinator", project), at=at)
    with pytest.raises(NoLongerMember):
        actions.read_paper(gone, papers["drawing"], actor=acting(gone), at=at)


def test_a_withdrawn_application_is_read_by_nobody(mine, call):
    papers = with_papers(call)
    Application.objects.filter(pk=call.people[0].pk).update(status="withdrawn")
    assert mine.post(paper_at(call, papers["drawing"])).status_code == 404
    assert mine.get(page("sheet_application", call, call.people[0].code)).status_code == 404


def test_where_the_committee_reads_no_papers_nothing_is_asked_for(project, django_assert_num_queries):
    other = a_judged_call(project)
    member = a_member(other)
    with django_assert_num_queries(0):
        assert reading.papers(member, other.people[0]) == []


@pytest.mark.parametrize("name", ["sheet", "sheet_application"])
def test_three_and_thirty_take_the_same_number_of_queries(client, project, name):
    counts = []
    for people in (3, 30):
        call = written(a_judged_call(project, people=people, criteria=(IDEA, PLAN), documents=(OPEN,)))
        with_papers(call, ["drawing"])
        client.force_login(a_member(call).user)
        address = page(name, call, *([call.people[0].code] if name == "sheet_application" else []))
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_whoever_decides_an_appeal_reads_it_and_the_office_does_not(client, project):
    call = a_listed_call(project, criteria=(MOTIVES, replace(PLAN, prompt=Prompt(QUESTION))), appeal_days=7)
    Application.objects.update(written={"plan": SAID})
    at = clock.now()
    actions.open_appeals(call.selection, actor=an_actor("coordinator", project), at=at)
    bearer = Actor(label=f"{LINK}{call.people[0].key}", project_id=project.pk)
    appeal = actions.lodge_appeal(call.people[0], "Proszę o ponowną ocenę.", actor=bearer, at=at)
    address = reverse("committee:appeal_show", args=[appeal.key])
    client.force_login(call.seats[0].user)
    assert "Zacznę od kasy." in client.get(address).text
    client.force_login(a_user("coordinator", project))
    assert "Zacznę od kasy." not in client.get(address).text
