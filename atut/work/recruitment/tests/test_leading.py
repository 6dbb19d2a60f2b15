"""The head of an office: own people and nobody else's, what comes next for each, consent or refusal in the same place."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.base.mail.models import Message
from atut.work.partnership.models import PersonClaim
from atut.work.partnership.tests.factories import a_partner
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Application
from atut.work.recruitment.queries import desk, leading
from atut.work.recruitment.rules.enclosing import By, ConsentsToSelf
from atut.work.recruitment.rules.leading import STANDS
from atut.work.recruitment.rules.moves import ApplicationStatus
from atut.work.recruitment.rules.own import Stage
from atut.work.recruitment.rules.points import Criterion
from atut.work.recruitment.rules.regulation import Access
from atut.work.recruitment.tests.factories import a_call_for, a_confirmed_place, an_application

pytestmark = pytest.mark.django_db
PAGE = "recruitment:own_people"


@pytest.fixture
def call(project):
    return a_call_for(project, clock.now(), access=Access(superior_consent=True))


@pytest.fixture
def asked(call):
    return an_application(call, superior="szef@example.org")


def lead_of(application, project):
    return an_actor("office_lead", project, application.employment.organisation)


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


def answer(client, application, **said):
    return client.post(reverse("recruitment:application_consent", args=[application.key]), said, follow=True)


def test_own_people(signed_in, call, asked):
    client = signed_in("office_lead", asked.employment.organisation)
    shown = text(client.get(reverse(PAGE)))
    assert "1 osoba czeka na Twoją zgodę" in shown
    assert asked.person.listed_name in shown
    assert asked.person.pesel not in shown
    assert asked.person.full_name in text(answer(client, asked, answer="yes"))
    assert "nikt nie czeka" in text(client.get(reverse(PAGE)))
    assert Message.objects.filter(kind="recruitment.consent_given").count() == 1


def test_a_refusal_needs_its_reason_and_the_person_reads_it(signed_in, asked):
    client = signed_in("office_lead", asked.employment.organisation)
    assert "Napisz, dlaczego" in text(answer(client, asked, answer="no"))
    answer(client, asked, answer="no", reason="Kontrola w tym czasie")
    assert "odmowa zgody" in text(client.get(reverse(PAGE)))
    assert "Kontrola" in Message.objects.get(kind="recruitment.consent_refused").text


def test_the_head_of_another_office_sees_nothing(signed_in, project, asked):
    client = signed_in("office_lead", a_partner(project).organisation)
    assert asked.person.last_name not in text(client.get(reverse(PAGE)))
    assert answer(client, asked, answer="yes").status_code == 404


def test_nobody_else_has_the_page(signed_in, asked):
    for role in ("coordinator", "controller", "trainer", "committee"):
        assert signed_in(role).get(reverse(PAGE)).status_code == 403


def test_nobody_consents_to_the_own_application(project, asked):
    lead = lead_of(asked, project)
    PersonClaim.objects.create(user_id=lead.user_id, person=asked.person, claimed_at=clock.now())
    assert leading.consents_to_give(lead) == []
    with pytest.raises(ConsentsToSelf):
        actions.answer_consent(asked.consent, actions.Answer(is_given=True, how=By.DESK), actor=lead, at=clock.now())


def test_who_waits_stands_on_the_start_page_late_after_the_promised_days(project, asked):
    lead, now = lead_of(asked, project), clock.now()
    assert [(one.count, one.url, one.is_late) for one in desk.worklist(lead, now)] == [(1, reverse(PAGE), False)]
    assert desk.worklist(lead, now + timedelta(days=6))[0].is_late
    Application.objects.update(status=ApplicationStatus.WITHDRAWN)
    assert desk.worklist(lead, now) == []


def test_every_stage_has_its_words():
    assert STANDS.keys() == set(Stage)


def test_a_place_is_named_with_its_edition(project):
    edition = an_edition(project)
    application = a_confirmed_place(project, edition).application
    row = leading.as_own_person(leading.own_people(lead_of(application, project)).get(), clock.now())
    assert (row.stage, row.edition) == (Stage.HELD, str(edition))


def test_the_same_number_of_queries_for_three_and_thirty(project, call, asked):
    lead, counts = lead_of(asked, project), []
    for more in (2, 27):
        for _unused in range(more):
            an_application(call, asked.employment.organisation, superior="szef@example.org")
        with CaptureQueriesContext(connection) as seen:
            rows = [leading.as_own_person(one, clock.now()) for one in leading.own_people(lead)]
            waiting = leading.consents_to_give(lead)
        counts.append(len(seen))
    assert (len(rows), len(waiting)) == (30, 30)
    assert counts[0] == counts[1]


def test_what_waits_for_a_committee_does_not_wait_for_the_office(project, coordinator):
    jury = (Criterion("idea", {"pl": "Pomysł"}, 10, "jury"),)
    application = an_application(a_call_for(project, clock.now(), criteria=jury))
    assert desk.worklist(coordinator, clock.now()) == []
    Application.objects.filter(pk=application.pk).update(jury={"idea": 7})
    assert [one.count for one in desk.worklist(coordinator, clock.now())] == [1]


def test_what_was_not_completed_in_time_waits_for_the_office(project, coordinator):
    application = an_application(a_call_for(project, clock.now(), correction_days=5))
    asked = actions.ask_correction(application, "Podpis", (), actor=coordinator, at=clock.now())
    assert [one.url for one in desk.worklist(coordinator, clock.now()) if "correction" in one.url] == []
    late = [one for one in desk.worklist(coordinator, asked.answer_by) if "correction" in one.url]
    assert [(one.count, one.is_late) for one in late] == [(1, True)]
