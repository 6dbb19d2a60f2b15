"""The desk: calls from draft to publication, the list and its next step; who may not."""

from datetime import timedelta

import pytest
from django.urls import reverse

from atut.base.kernel import clock
from atut.base.projects.tests.factories import an_office
from atut.work.partnership.tests.factories import a_partner
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.models import Application, Call
from atut.work.recruitment.rules.moves import CallStatus
from atut.work.recruitment.tests.factories import a_call, an_application, the_texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project, office):
    a_partner(project, office)
    return a_call(project, bound_percent=50)


def url(name, thing=None):
    return reverse(f"recruitment:{name}", args=[thing.key] if thing else [])


def draft_data(edition, **changes):
    today = clock.today()
    return {
        "title_pl": "Nabór zimowy",
        "title_en": "Winter call",
        "opens_on": today.isoformat(),
        "opens_hour": "8:00",
        "closes_on": (today + timedelta(days=20)).isoformat(),
        "closes_hour": "16:00",
        f"places_{edition.key}": "8",
        "bound_percent": "50",
        "answer_days": "3",
        "lines": "4",
        "label_pl_0": "Obsługuję mieszkańców",
        "label_en_0": "I serve residents",
        "points_0": "5",
        "source_0": "answer",
        "label_pl_1": "45 lat lub więcej",
        "points_1": "3",
        "source_1": "age_45",
        **changes,
    }


def test_calls_call_new_call_publish_go_from_nothing_to_an_open_call(project, signed_in):
    client, edition = signed_in("coordinator"), an_edition(project)
    the_texts(project)
    assert client.get(url("calls")).status_code == 200
    assert client.get(url("call_new")).status_code == 200
    answer = client.post(url("call_new"), draft_data(edition))
    call = Call.objects.get()
    assert answer["Location"] == url("call_publish", call)
    assert [(c["code"], c["points"], c["source"]) for c in call.regulation["criteria"]] == [
        ("obsluguje_mieszkancow", 5, "answer"), ("age_45", 3, "age_45"),
    ]  # fmt: skip
    assert call.openings.get().places == 8
    rules = client.get(url("call_publish", call)).content.decode()
    assert "Obsługuję mieszkańców" in rules
    assert client.post(url("call_publish", call))["Location"] == url("call_show", call)
    call.refresh_from_db()
    assert call.status == CallStatus.PUBLISHED
    assert client.get(url("calls")).context["rows"][0][0] == call


def test_call_edit_keeps_what_was_saved_and_adds_lines(project, signed_in):
    client, edition = signed_in("coordinator"), an_edition(project)
    client.post(url("call_new"), draft_data(edition))
    call = Call.objects.get()
    form = client.get(url("call_edit", call)).context["form"]
    assert form["title_en"].value() == "Winter call"
    assert form["places_" + edition.key].value() == 8
    more = client.post(url("call_edit", call), {**draft_data(edition), "more": "1"})
    assert more.context["form"].count == 7
    assert client.post(url("call_edit", call), draft_data(edition, title_pl="Inny"))["Location"] == url("call_publish", call)
    call.refresh_from_db()
    assert call.title["pl"] == "Inny"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"label_pl_0": ""}, "label_pl_0"),
        ({"points_1": ""}, "points_1"),
        ({"closes_hour": "25"}, "closes_hour"),
        ({"label_pl_2": "x", "points_2": "1", "source_2": "age_45"}, "__all__"),
    ],
)
def test_call_new_says_what_to_mend(project, signed_in, change, field):
    client, edition = signed_in("coordinator"), an_edition(project)
    page = client.post(url("call_new"), draft_data(edition, **change))
    assert field in page.context["form"].errors
    assert not Call.objects.exists()


def test_call_edit_of_a_published_call_is_refused_with_the_sentence(project, signed_in, call):
    client = signed_in("coordinator")
    edition = call.openings.get().edition
    page = client.post(url("call_edit", call), draft_data(edition))
    assert page.context["form"].non_field_errors()
    assert client.get(url("call_edit", call))["Location"] == url("call_publish", call)


def test_call_show_lists_filters_and_counts(signed_in, call, project):
    client = signed_in("coordinator")
    an_application(call, first_name="Święcisława", last_name="Źdźbło")
    other = an_application(call, an_office("Repki"), first_name="Jan", last_name="Kos")
    page = client.get(url("call_show", call))
    assert page.status_code == 200
    assert len(page.context["page"].object_list) == 2
    assert page.context["funnel"].waiting == 2
    found = client.get(url("call_show", call), {"words": "zdzblo"}).context["page"].object_list
    assert [a.person.last_name for a in found] == ["Źdźbło"]
    found = client.get(url("call_show", call), {"words": other.number}).context["page"].object_list
    assert [a.pk for a in found] == [other.pk]
    office = other.employment.organisation
    for given, count in (
        ({"office": office.key}, 1),
        ({"status": "eligible"}, 0),
        ({"status": "nonsense"}, 2),
        ({"page": "99"}, 2),
    ):
        assert len(client.get(url("call_show", call), given).context["page"].object_list) == count
    edition = call.openings.get().edition
    assert len(client.get(url("call_show", call), {"edition": edition.key}).context["page"].object_list) == 2


def test_call_show_asks_the_database_as_often_for_many_as_for_few(signed_in, call, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in("coordinator")
    counts = []
    for more in (3, 20):
        for _unused in range(more):
            an_application(call)
        client.get(url("call_show", call))
        with CaptureQueriesContext(connection) as asked:
            client.get(url("call_show", call))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_call_show_checks_the_ticked_ones_or_all(signed_in, call):
    client = signed_in("coordinator")
    one, *_others = (an_application(call) for _unused in range(3))
    client.post(url("call_show", call), {"verb": "assess", "application": [one.key]})
    assert list(Application.objects.order_by("pk").values_list("status", flat=True)) == ["eligible", "submitted", "submitted"]
    client.post(url("call_show", call), {"verb": "assess_all"})
    assert set(Application.objects.values_list("status", flat=True)) == {"eligible"}


def test_an_office_lead_sees_own_people_only(signed_in, project, office, call):
    own = an_application(call, office)
    foreign = an_application(call, an_office("Repki"))
    client = signed_in("office_lead", office)
    assert [a.pk for a in client.get(url("call_show", call)).context["page"].object_list] == [own.pk]
    assert client.get(url("application_show", own)).status_code == 200
    for name in ("application_show", "application_withdraw"):
        assert client.get(url(name, foreign)).status_code == 404
    for name in ("call_new", "call_edit"):
        assert client.get(url(name, None if name == "call_new" else call)).status_code == 403
    assert client.post(url("application_assess", own)).status_code == 403
    assert client.post(url("call_show", call), {"verb": "assess_all"}).status_code == 404


def test_calls_of_another_project_are_not_found(signed_in, other_project):
    a_partner(other_project)
    foreign = an_application(a_call(other_project))
    client = signed_in("coordinator")
    for name in ("call_show", "call_edit", "call_publish", "application_enter"):
        assert client.get(url(name, foreign.call)).status_code == 404
    assert client.get(url("application_show", foreign)).status_code == 404


def test_call_discard_asks_first_and_then_throws_the_draft_away(project, office, signed_in):
    client, call = signed_in("coordinator"), a_call(project, published=False)
    assert url("call_discard", call) in client.get(url("call_show", call)).content.decode()
    assert client.get(url("call_discard", call)).status_code == 200
    assert Call.objects.exists()
    answer = client.post(url("call_discard", call), follow=True)
    assert "jest usunięty" in answer.content.decode()
    assert not Call.objects.exists()


def test_call_discard_of_a_published_call_says_why_not(call, signed_in):
    answer = signed_in("coordinator").post(url("call_discard", call))
    assert "nie można go usunąć" in answer.content.decode()
    assert Call.objects.exists()


def test_call_show_has_one_next_step_at_every_stage(call, signed_in):
    client = signed_in("coordinator")
    an_application(call)
    waiting = client.get(url("call_show", call)).content.decode()
    assert 'value="assess_all"' in waiting
    client.post(url("call_show", call), {"verb": "assess_all"})
    assert 'value="assess_all"' not in client.get(url("call_show", call)).content.decode()
    Call.objects.update(closes_at=clock.now())
    assert url("selection_close", call) in client.get(url("call_show", call)).content.decode()
    assert client.post(url("selection_close", call), {"sure": "on"})["Location"] == url("selection_show", call)
    closed = client.get(url("call_show", call)).content.decode()
    assert url("selection_show", call) in closed
    assert "zaproponowane" in closed


def test_call_show_leads_through_all_parts_of_a_long_list(call, signed_in):
    for _unused in range(26):
        an_application(call)
    client = signed_in("coordinator")
    assert len(client.get(url("call_show", call), {"strona": "2"}).context["page"].object_list) == 1


def test_who_would_get_a_place_is_seen_while_the_call_is_open(signed_in, call):
    client, application = signed_in("coordinator"), an_application(call)
    client.post(url("application_assess", application))
    assert url("selection_close", call) in client.get(url("call_show", call)).content.decode()
    page = client.get(url("selection_close", call)).content.decode()
    assert application.person.listed_name in page
    assert "Gdyby zamknąć listę teraz" in page
    assert "rankingu" in page
    assert 'name="sure"' not in page
