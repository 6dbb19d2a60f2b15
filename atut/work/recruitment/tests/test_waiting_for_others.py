"""What waits for the committee, and what is still to be confirmed: filters, counts, the start page, the batch."""

import pytest
from django.urls import reverse

from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.actions.batching import Wanted, foresee, run_batch
from atut.work.recruitment.actions.checking import check_answer
from atut.work.recruitment.models import Application, Batch
from atut.work.recruitment.queries import batching, desk
from atut.work.recruitment.queries.stages import pipeline
from atut.work.recruitment.rules.batching import SCORES
from atut.work.recruitment.rules.checking import Check
from atut.work.recruitment.rules.pipeline import Waits
from atut.work.recruitment.rules.points import Criterion
from atut.work.recruitment.tests.factories import a_call_for, an_application

pytestmark = pytest.mark.django_db
IDEA = Criterion("idea", {"pl": "Pomysł", "en": "Idea"}, 10, "jury")
DAILY = Criterion("daily", {"pl": "Codziennie", "en": "Daily"}, 5)


def show(call, more=""):
    return reverse("recruitment:call_show", args=[call.key]) + more


def listed(client, call, waits):
    return set(client.get(show(call, f"?waits={waits}")).context["page"].object_list)


@pytest.fixture
def judged(project):
    """One the committee has scored, one it has not, one not of age."""
    call = a_call_for(project, clock.now(), criteria=(IDEA,))
    call.people = [an_application(call), an_application(call), an_application(call, pesel="", other_identifier="X", sex="f",
                   birth_date=clock.today().replace(year=clock.today().year - 10, day=1))]  # fmt: skip
    Application.objects.filter(pk=call.people[0].pk).update(jury={"idea": 7})
    return call


def test_what_the_committee_has_not_scored_waits_for_it_and_not_for_the_office(judged, coordinator, signed_in):
    scored, unscored, young = judged.people
    client = signed_in("coordinator")
    assert listed(client, judged, Waits.OFFICE) == {scored}
    assert listed(client, judged, Waits.SCORES) == {unscored, young}
    found = pipeline(judged, coordinator, clock.now())
    assert (found.waits[Waits.OFFICE], found.waits[Waits.SCORES], found.waiting) == (1, 2, 3)
    (row,) = client.get(reverse("recruitment:calls")).context["rows"]
    assert row[2] == 1


def test_the_batch_does_what_it_can_and_says_who_waits_for_scores(judged, coordinator, signed_in):
    scored, unscored, young = judged.people
    people = batching.applications(judged, coordinator, [one.key for one in judged.people])
    found = {one.application: one for one in foresee(Wanted("assess"), people, actor=coordinator, at=clock.now())}
    assert (found[scored].refusal, found[young].refusal) == ("", "")
    assert found[unscored].waits_for_scores
    client = signed_in("coordinator")
    typed = {"verb": "assess", "application": [one.key for one in judged.people]}
    page = client.post(reverse("recruitment:batch", args=[judged.key]), typed)
    assert (len(page.context["able"]), page.context["unscored"], page.context["unable"]) == (2, [unscored], [])
    assert "spełnia warunki i czeka na komisję" in page.content.decode().replace("\u00a0", " ")
    batch = run_batch(judged, Wanted("assess"), people, token="a", actor=coordinator, at=clock.now())
    assert batch.said == {scored.key: {}, unscored.key: {SCORES: SCORES}, young.key: {}}
    page = client.get(reverse("recruitment:batch_show", args=[batch.key]))
    assert (page.context["unscored"], page.context["refused"], len(page.context["done"])) == ([unscored], [], 2)
    assert listed(client, judged, Waits.DECISION) == {young}
    assert listed(client, judged, Waits.SCORES) == {unscored}


def test_when_only_scores_are_waited_for_the_page_says_so(project, signed_in):
    call = a_call_for(project, clock.now(), criteria=(IDEA,))
    one = an_application(call)
    client = signed_in("coordinator")
    words = client.get(show(call)).content.decode().replace("\u00a0", " ")
    assert "1 zgłoszenie czeka na oceny komisji" in words
    assert "Sprawdź warunki jednego zgłoszenia" in words
    page = client.post(reverse("recruitment:batch", args=[call.key]) + "?waits=scores", {"verb": "assess", "all": "1"})
    assert page.context["unscored"] == [one]
    assert "najpierw ocenia komisja" in page.content.decode().replace("\u00a0", " ")
    assert not Batch.objects.exists()


def test_when_only_people_are_to_complete_something_the_page_says_so(project, signed_in):
    call = a_call_for(project, clock.now())
    an_application(call)
    Application.objects.update(status="correction")
    words = signed_in("coordinator").get(show(call)).content.decode().replace("\u00a0", " ")
    assert "1 zgłoszenie do uzupełnienia" in words


def test_without_a_committee_nothing_waits_for_it(project, coordinator, signed_in):
    call = a_call_for(project, clock.now(), criteria=(DAILY,))
    an_application(call)
    assert Waits.SCORES not in pipeline(call, coordinator, clock.now()).waits
    assert listed(signed_in("coordinator"), call, Waits.SCORES) == set()


@pytest.fixture
def strict(project):
    """One who declared, one who did not, one who withdrew."""
    call = a_call_for(project, clock.now(), [an_edition(project)], criteria=(DAILY,), confirmed_only=True)
    call.people = [an_application(call, answers={"daily": is_so}) for is_so in (True, False, True)]
    Application.objects.filter(pk=call.people[2].pk).update(status="withdrawn")
    return call


def test_what_is_still_to_be_confirmed_is_a_list_a_count_and_an_item_of_the_start_page(strict, coordinator, signed_in):
    client, declared = signed_in("coordinator"), strict.people[0]
    assert listed(client, strict, Waits.DECLARED) == {declared}
    assert "?waits=declared" in client.get(show(strict)).content.decode()
    (item,) = [one for one in desk.worklist(coordinator, clock.now()) if "declared" in one.url]
    assert (item.count, item.is_late) == (1, False)
    assert [one.is_late for one in desk.worklist(coordinator, strict.closes_at) if "declared" in one.url] == [True]
    check_answer(declared, "daily", Check(is_confirmed=False), actor=coordinator, at=clock.now())
    assert Entry.objects.filter(event="recruitment.application.checked").count() == 1
    assert listed(client, strict, Waits.DECLARED) == set()
    assert not [one for one in desk.worklist(coordinator, clock.now()) if "declared" in one.url]


def test_where_declared_is_enough_nothing_has_to_be_confirmed_but_the_list_is_there(project, coordinator, signed_in):
    call = a_call_for(project, clock.now(), criteria=(DAILY,))
    one = an_application(call, answers={"daily": True})
    assert Waits.DECLARED not in pipeline(call, coordinator, clock.now()).waits
    assert not [one for one in desk.worklist(coordinator, clock.now()) if "declared" in one.url]
    assert listed(signed_in("coordinator"), call, Waits.DECLARED) == {one}
