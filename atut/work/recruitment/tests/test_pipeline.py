"""The list of a call by stage, wait, fact and doubt: each count says what the list behind it shows."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.base.projects.tests.factories import an_office
from atut.work.partnership.tests.factories import a_person, a_pesel
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.models import Application, Call, Consent, Correction, Draft, Place, RepeatedForm
from atut.work.recruitment.queries.listing import PAGE, Sought, found
from atut.work.recruitment.queries.stages import pipeline
from atut.work.recruitment.rules.identity import Identity
from atut.work.recruitment.rules.pipeline import PROMISED, READABLE, Doubt, Order, Step, Waits
from atut.work.recruitment.rules.regulation import Access, Regulation
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, an_eligible_application, an_offer

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project):
    call = a_past_call(project, {an_edition(project, capacity=2): 2})
    call.regulation = Regulation(access=Access(superior_consent=True)).as_data()
    call.save()
    return Call.objects.get(pk=call.pk)


@pytest.fixture
def add(call):
    """An application to the call, of this status and with these fields."""

    def make(status="eligible", **fields):
        wanted = [opening.edition for opening in call.openings.order_by("pk")]
        return an_eligible_application(call, wanted, status=status, **fields)

    return make


@pytest.fixture
def numbers(call, coordinator):
    """Numbers of those the list shows under these filters."""

    def ask(**sought):
        return sorted(found(call, coordinator, Sought(**sought), clock.now()).values_list("number", flat=True))

    return ask


def test_each_count_is_the_length_of_its_list(call, add, numbers, coordinator, at):
    at = clock.now()
    add("submitted")
    add("submitted", assessed_at=at, reasons=[{"code": "under_age", "edition": ""}])
    Consent.objects.create(application=add("submitted"), asked_at=at)
    add("correction")
    add("rejected", assessed_at=at)
    add("withdrawn")
    add("eligible", assessed_at=at)
    add("submitted", identity=Identity.DOUBTED)
    Draft.objects.create(call=call, form_token="a" * 32, code_hash="", expires_at=at + timedelta(days=1))
    counts = pipeline(call, coordinator, at)
    assert counts.drafts == 1
    assert (counts.received, counts.waiting, counts.counting) == (8, 5, 6)
    assert counts.waits == {"office": 4, "check": 3, "decision": 1, "correction": 1, "identity": 1, "consent": 1}
    assert counts.steps == {"received": 8, "checked": 3, "accepted": 1, "rejected": 1, "withdrawn": 1}
    for step, count in counts.steps.items():
        assert len(numbers(stage=step)) == count, step
    for what, count in counts.waits.items():
        assert len(numbers(waits=what)) == count, what
    assert numbers(waits=Waits.ANSWER) == []


def test_after_the_list_is_closed_places_are_counted_too(call, add, numbers, coordinator):
    for points in (50, 40, 30, 20):
        add(points=points)
    a_closed_list(call)
    call.refresh_from_db()
    offered, taken = Place.objects.order_by("seat")
    Place.objects.filter(pk=taken.pk).update(status="confirmed")
    counts = pipeline(call, coordinator, clock.now())
    assert {step: counts.steps[step] for step in ("offered", "confirmed", "reserve", "declined")} == {
        "offered": 1, "confirmed": 1, "reserve": 2, "declined": 0,
    }  # fmt: skip
    assert numbers(waits=Waits.ANSWER) == numbers(stage=Step.OFFERED) == [offered.application.number]
    for status in ("declined", "expired", "released"):
        Place.objects.filter(pk=offered.pk).update(status=status)
        counts = pipeline(call, coordinator, clock.now())
        assert counts.steps[status] == len(numbers(stage=status)) == 1
    assert counts.funnel()[-1][1] == 1


def test_facts_of_the_records_cut_the_list(add, numbers, project):
    gops = an_office("GOPS Repki", kind="gops")
    woman = add(person=a_person(project, gops, pesel=a_pesel(date(1970, 1, 1), "f")))
    man = add(person=a_person(project, pesel=a_pesel(date(2000, 1, 1), "m")))
    assert {fact: numbers(fact=fact) for fact in READABLE} == {
        "woman": [woman.number],
        "man": [man.number],
        "age_45": [woman.number],
        "gops": [woman.number],
        "first_support": sorted([woman.number, man.number]),
    }


def test_support_held_elsewhere_is_a_doubt_and_no_first_support(project, call, add, numbers):
    edition = call.openings.get().edition
    other = an_edition(project, support_form=edition.support_form)
    one = add()
    add()
    place = an_offer(project, other, one.person)
    assert numbers(doubt=Doubt.DOUBLE) == [one.number]
    assert one.number in numbers(fact="first_support"), "an offer is no support yet"
    Place.objects.filter(pk=place.pk).update(status="used")
    assert one.number not in numbers(fact="first_support")


def test_other_doubts_and_the_way_it_came(add, numbers, at):
    different, repeated, paper = add(differs={"email": "a@b.example"}), add(), add(channel="paper")
    RepeatedForm.objects.create(application=repeated, number="X", code="X", received_at=at)
    assert numbers(doubt=Doubt.DIFFERS) == [different.number]
    assert numbers(doubt=Doubt.REPEATED) == [repeated.number]
    assert numbers(channel="paper") == [paper.number]


def test_late_is_what_waits_longer_than_promised_or_given(add, numbers):
    now = clock.now()
    fresh = {"received_at": now - timedelta(days=1)}
    add("submitted", **fresh)
    add("eligible", received_at=now - timedelta(days=90))
    old = add("submitted", received_at=now - PROMISED)
    corrected, asked = add("correction", **fresh), add("correction", **fresh)
    for application, answer_by in ((corrected, now), (asked, now + timedelta(days=1))):
        Correction.objects.create(application=application, missing="skan", asked_at=now, answer_by=answer_by)
    silent, patient = add("submitted", **fresh), add("submitted", **fresh)
    for application, asked_at in ((silent, now - PROMISED), (patient, now - timedelta(days=1))):
        Consent.objects.create(application=application, asked_at=asked_at)
    assert numbers(late=True) == sorted([old.number, corrected.number, silent.number])
    assert numbers(late=True, waits="correction") == [corrected.number], "filters are combined"


def test_an_office_lead_counts_own_people_only(call, add, project, office):
    add(person=a_person(project, office))
    add()
    Draft.objects.create(call=call, form_token="a" * 32, code_hash="", expires_at=clock.now() + timedelta(days=1))
    lead = an_actor("office_lead", project, office)
    counts = pipeline(call, lead, clock.now())
    assert (counts.received, counts.drafts) == (1, None), "a draft names no office"
    assert set(pipeline(call, lead, clock.now()).steps.values()) == {0, 1}


def test_filters_stand_in_the_address_and_can_be_taken_off_one_by_one(call, add, signed_in):
    add("submitted")
    client, url = signed_in("coordinator"), reverse("recruitment:call_show", args=[call.key])
    page = client.get(url, {"waits": "office", "fact": "woman", "channel": "online", "strona": "1", "late": "on"})
    form = page.context["form"]
    assert [cut.url for cut in form.cuts()] == [
        "?fact=woman&channel=online&late=on",
        "?waits=office&channel=online&late=on",
        "?waits=office&fact=woman&late=on",
        "?waits=office&fact=woman&channel=online",
    ]
    assert form.in_words().endswith("tylko to, co czeka zbyt długo")
    assert '<details class="govuk-details filters-more" open>' in page.content.decode()
    whole = client.get(url)
    assert whole.context["form"].in_words() == "wszystkie zgłoszenia"
    links = {part.url: part.count for row in whole.context["rows"] for part in row if part.url and part.count}
    assert links == {"?stage=received": 1, "?waits=office": 1}
    for link, count in links.items():
        assert client.get(url + link).context["page"].paginator.count == count


@pytest.mark.parametrize("order", Order.values)
def test_the_list_stands_in_the_order_asked_for(call, add, signed_in, order):
    now = clock.now()
    add(points=5, person=a_person(call.project, last_name="Żyła"), received_at=now - timedelta(days=2))
    add(points=None, person=a_person(call.project, last_name="Ćma"), received_at=now - timedelta(days=1))
    page = signed_in("coordinator").get(reverse("recruitment:call_show", args=[call.key]), {"order": order})
    names = [one.person.last_name for one in page.context["page"]]
    assert names == (["Ćma", "Żyła"] if order in ("", "name") else ["Żyła", "Ćma"])


def test_the_page_asks_as_often_for_three_thousand_rows_as_for_three(call, add, signed_in):
    client, url = signed_in("coordinator"), reverse("recruitment:call_show", args=[call.key])
    asked = []
    for count in (3, 3000):
        _grow(call, add, count)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url, {"strona": "1", "fact": "woman"})
        asked.append(len(queries))
        assert len(client.get(url).context["page"].object_list) == min(count, PAGE)
        assert page.context["counts"].received == count
    assert asked[0] == asked[1]


def _grow(call, add, count):
    """So many applications; beyond three they are copies of one."""
    while call.applications.count() < min(count, 3):
        add("submitted", person=a_person(call.project))
    first = call.applications.select_related("person").order_by("pk")[0]
    have = call.applications.count()
    people = [_copy(first.person, identity_hash=None, key=f"p{number}") for number in range(have, count)]
    people = type(first.person).objects.bulk_create(people)
    rows = [_copy(first, person=one, key=f"a{one.key}", code=f"c{one.key}", number=f"n{one.key}") for one in people]
    Application.objects.bulk_create(rows)


def _copy(row, **changed):
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)(**{**fields, **{f"{k}_id" if k == "person" else k: v.pk if k == "person" else v for k, v in changed.items()}})
