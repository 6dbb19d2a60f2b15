"""One verb for many: the preview changes nothing, each is done by its own verb, a second click does nothing more."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.sheets import read_table
from atut.base.kernel.texts import text_in
from atut.base.mail.models import Message
from atut.work.recruitment.actions.batching import Wanted, foresee, run_batch
from atut.work.recruitment.models import Application, Batch, Consent
from atut.work.recruitment.queries.batching import applications
from atut.work.recruitment.tests.factories import a_call_for, an_application

pytestmark = pytest.mark.django_db
WAITED = timedelta(days=2)


@pytest.fixture
def call(project):
    return a_call_for(project, clock.now(), correction_days=7)


@pytest.fixture
def three(call):
    """Two that can be checked and one withdrawn."""
    made = [an_application(call) for _unused in range(3)]
    Application.objects.filter(pk=made[2].pk).update(status="withdrawn")
    return made


def chosen(call, actor, made):
    return applications(call, actor, [one.key for one in made])


@pytest.mark.parametrize(
    ("wanted", "after"),
    [
        (Wanted("assess"), "eligible"),
        (Wanted("accept"), "eligible"),
        (Wanted("reject", reason="untrue"), "rejected"),
        (Wanted("correct", missing="Podpis"), "correction"),
    ],
)
def test_what_is_foreseen_is_what_is_done(call, three, coordinator, wanted, after):
    before = Entry.objects.count(), Message.objects.count()
    found = foresee(wanted, chosen(call, coordinator, three), actor=coordinator, at=clock.now())
    assert [bool(one.refusal) for one in found] == [False, False, True]
    assert set(Application.objects.values_list("status", flat=True)) == {"submitted", "withdrawn"}
    assert (Entry.objects.count(), Message.objects.count()) == before, "nothing of the preview is left"
    batch = run_batch(call, wanted, chosen(call, coordinator, three), token="a", actor=coordinator, at=clock.now())
    assert [text_in(batch.said[one.key]) for one in three] == ["", "", found[2].refusal]
    assert batch.said[three[2].key]["en"] != found[2].refusal
    assert list(Application.objects.order_by("pk").values_list("status", flat=True)) == [after, after, "withdrawn"]
    assert Entry.objects.filter(event__startswith="recruitment.batch.").count() == 2
    assert {one.after for one in found[:2]} == {Application.objects.order_by("pk")[0].get_status_display()}


def test_a_second_click_finds_what_the_first_one_did(call, three, coordinator):
    wanted, at = Wanted("assess"), clock.now()
    first = run_batch(call, wanted, chosen(call, coordinator, three), token="a", actor=coordinator, at=at)
    entries = Entry.objects.count()
    with transaction.atomic():
        again = run_batch(call, wanted, chosen(call, coordinator, three), token="a", actor=coordinator, at=at)
    assert (again.pk, Entry.objects.count()) == (first.pk, entries)


def test_superiors_are_reminded_once_a_day_and_only_by_mail(call, three, coordinator):
    at = clock.now()
    Consent.objects.create(application=three[0], email="wojt@sabnie.example", asked_at=at - WAITED)
    Consent.objects.create(application=three[1], asked_at=at - WAITED)
    batch = run_batch(call, Wanted("remind"), chosen(call, coordinator, three), token="a", actor=coordinator, at=at)
    said = [text_in(batch.said[one.key]) for one in three]
    assert said[0] == ""
    assert "na papierze" in said[1]
    assert "Nikogo nie pytano" in said[2]
    assert Message.objects.filter(kind="recruitment.consent_asked").count() == 1
    batch = run_batch(call, Wanted("remind"), chosen(call, coordinator, three[:1]), token="b", actor=coordinator, at=at)
    assert "jutro" in text_in(batch.said[three[0].key])


def test_only_the_project_office_does_it(call, three, project, office):
    lead = an_actor("office_lead", project, office)
    with pytest.raises(PermissionDenied):
        run_batch(call, Wanted("assess"), [], token="a", actor=lead, at=clock.now())


def url(name, thing, query=""):
    return reverse(f"recruitment:{name}", args=[thing.key]) + query


def test_batch_previews_confirms_and_names_the_outcome(call, three, signed_in):
    client = signed_in("coordinator")
    keys = [one.key for one in three]
    page = client.post(url("batch", call), {"verb": "reject", "application": keys})
    assert page.status_code == 200
    assert [len(page.context[name]) for name in ("able", "unable")] == [2, 1]
    assert Application.objects.filter(status="submitted").count() == 2
    sent = {"verb": "reject", "application": keys[:2], "token": page.context["form"].data["token"], "sure": "1"}
    assert "reason" in client.post(url("batch", call), sent).context["form"].errors, "a rejection says why"
    answer = client.post(url("batch", call), {**sent, "reason": "untrue"})
    assert answer["Location"] == url("batch_show", Batch.objects.get())
    assert [len(client.get(answer["Location"]).context[name]) for name in ("done", "refused")] == [2, 0]
    assert client.post(url("batch", call), {**sent, "reason": "untrue"})["Location"] == answer["Location"]
    assert Batch.objects.count() == 1


def test_batch_takes_the_whole_list_that_the_address_cuts(call, three, signed_in):
    client = signed_in("coordinator")
    page = client.post(url("batch", call, "?waits=office"), {"verb": "assess", "all": "1"})
    assert {one.application.key for one in page.context["able"]} == {one.key for one in three[:2]}
    assert client.post(url("batch", call), {"verb": "assess"})["Location"] == url("call_show", call), "nobody is ticked"
    page = client.post(url("batch", call), {"verb": "correct", "all": "1", "sure": "1", "token": "x"})
    assert "missing" in page.context["form"].errors


def test_compare_shows_two_and_records_each_look(call, three, signed_in):
    client = signed_in("coordinator")
    Application.objects.filter(pk=three[1].pk).update(received_at=clock.now() - WAITED)
    ticked = url("compare_ticked", call, f"?application={three[0].key}&application={three[1].key}")
    address = client.get(ticked)["Location"]
    page = client.get(address)
    assert three[0].person.pesel not in page.content.decode()
    assert {line.what for line in page.context["lines"] if line.differs} >= {"Wpłynęło"}
    shown = client.post(address).content.decode()
    assert three[0].person.pesel in shown
    assert Entry.objects.filter(event="recruitment.application.looked_at").count() == 2
    for points, said in (((9, 5), "więcej punktów"), ((5, 5), "wcześniejszy wpływ")):
        for one, count in zip(three, points, strict=False):
            Application.objects.filter(pk=one.pk).update(points=count)
        assert said in client.get(address).context["higher"]
    assert client.get(url("compare_ticked", call, f"?application={three[0].key}"))["Location"] == url("call_show", call)
    assert client.get(address.replace(three[0].key, three[1].key)).status_code == 404


@pytest.mark.parametrize("file", ["csv", "xlsx"])
def test_the_list_is_taken_as_it_is_cut_and_the_taking_is_recorded(call, signed_in, file):
    mine = an_application(call, last_name="=HYPERLINK(1)")
    an_application(call, last_name="Inna")
    client = signed_in("coordinator")
    answer = client.post(url("call_export", call, "?words=hyperlink"), {"file": file})
    rows = read_table(answer.content).rows
    text = answer.content.decode("utf-8-sig") if file == "csv" else ""
    assert "Inna" not in str(rows)
    assert mine.number in str(rows)
    assert "hyperlink" in str(rows), "the filter stands in the file"
    assert ";=HYPERLINK" not in text, "nothing is calculated when the file is opened"
    entry = Entry.objects.filter(event="recruitment.list.taken").get()
    assert (entry.count, "hyperlink" in str(entry.detail.values)) == (1, True)


def test_charts_and_their_numbers(call, three, signed_in):
    client = signed_in("coordinator")
    page = client.get(url("call_charts", call))
    assert len(page.context["charts"]) == 2
    assert sum(row[1] for row in page.context["charts"][0].rows) == 3
    numbers = client.post(url("numbers_export", call), {"file": "csv"}).content.decode("utf-8-sig")
    assert "Jak stoi każdy urząd?" in numbers
    assert client.post(url("numbers_export", call), {"file": "xlsx"}).content[:2] == b"PK"


def test_the_charts_ask_as_often_for_many_as_for_few(call, signed_in):
    client, asked = signed_in("coordinator"), []
    for more in (3, 9):
        for _unused in range(more):
            an_application(call)
        client.get(url("call_charts", call))
        with CaptureQueriesContext(connection) as queries:
            client.get(url("call_charts", call))
        asked.append(len(queries))
    assert asked[0] == asked[1]
