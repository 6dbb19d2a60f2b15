"""The desk: one application and its moves, paper typed in."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.files.tests.making import a_pdf
from atut.base.kernel import clock
from atut.base.mail.actions import mark_told
from atut.base.mail.models import Message
from atut.base.projects.tests.factories import an_office
from atut.work.partnership.tests.factories import a_partner, a_pesel
from atut.work.recruitment.models import Application
from atut.work.recruitment.rules.history import EVENTS
from atut.work.recruitment.rules.moves import ApplicationStatus
from atut.work.recruitment.tests.factories import a_call, an_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project, office):
    a_partner(project, office)
    return a_call(project, bound_percent=50)


def url(name, thing=None):
    return reverse(f"recruitment:{name}", args=[thing.key] if thing else [])


def test_application_show_masks_the_pesel_and_application_look_records(signed_in, call):
    client, application = signed_in("coordinator"), an_application(call, access_needs="pętla")
    page = client.get(url("application_show", application)).content.decode()
    assert application.person.pesel not in page
    assert "pętla" not in page
    page = client.post(url("application_look", application)).content.decode()
    assert application.person.pesel in page
    assert "pętla" in page
    assert Entry.objects.filter(event="recruitment.application.looked_at").count() == 1
    assert client.get(url("application_look", application)).status_code == 405


def test_application_assess_reject_accept_withdraw_by_buttons(signed_in, call):
    client, application = signed_in("coordinator"), an_application(call)

    def state():
        application.refresh_from_db()
        return application.status

    client.post(url("application_assess", application))
    assert state() == ApplicationStatus.ELIGIBLE
    assert client.get(url("application_reject", application)).status_code == 200
    assert "reason" in client.post(url("application_reject", application)).context["form"].errors
    client.post(url("application_reject", application), {"reason": "untrue"})
    assert state() == ApplicationStatus.REJECTED
    page = client.post(url("application_assess", application))
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    client.post(url("application_accept", application))
    assert state() == ApplicationStatus.ELIGIBLE
    client.get(url("application_withdraw", application))
    assert state() == ApplicationStatus.ELIGIBLE
    client.post(url("application_withdraw", application))
    assert state() == ApplicationStatus.WITHDRAWN
    assert client.get(url("application_show", application)).status_code == 200


def paper(client, call, **changes):
    form = client.get(url("application_enter", call)).context["form"]
    yesterday = clock.today() - timedelta(days=1)
    return {
        "register_number": "OR.1431.7",
        "received_on": yesterday.isoformat(),
        "received_hour": "9.30",
        "scan": SimpleUploadedFile("wniosek.pdf", a_pdf()),
        "choice_1": call.openings.get().edition.key,
        "first_name": "Maria",
        "last_name": "Kłos",
        "pesel": a_pesel(),
        "office": next(iter(form.offices)),
        "post": "referent",
        "answer_residents": "no",
        "rules": "on",
        "true_data": "on",
        "form_token": form["form_token"].value(),
        "shown": form["shown"].value(),
        **changes,
    }


def test_application_enter_and_application_scan(signed_in, call):
    client = signed_in("coordinator")
    data = paper(client, call)
    saved = client.post(url("application_enter", call), data, follow=True)
    assert saved.redirect_chain == [(url("call_show", call), 302)]
    application = Application.objects.get()
    assert f"Zapisano: Maria Kłos, numer {application.number}" in saved.content.decode()
    assert f"{clock.local(application.received_at):%H:%M}" == "09:30"
    answer = client.post(url("application_scan", application))
    assert answer.content == a_pdf()
    assert answer["Content-Type"] == "application/pdf"
    assert client.post(url("application_scan", an_application(call))).status_code == 404
    again = client.post(url("application_enter", call), paper(client, call, pesel=data["pesel"]))
    assert again.context["form"].non_field_errors()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"scan": SimpleUploadedFile("wniosek.pdf", b"MZ\x90")}, "scan"),
        ({"scan": SimpleUploadedFile("wniosek.docx", b"PK")}, "scan"),
        ({"register_number": ""}, "register_number"),
        ({"received_on": "2999-01-01"}, "__all__"),
    ],
)
def test_application_enter_says_what_to_mend(signed_in, call, change, field):
    client = signed_in("coordinator")
    page = client.post(url("application_enter", call), paper(client, call, **change))
    assert field in page.context["form"].errors
    assert not Application.objects.exists()


def test_application_enter_offers_an_office_lead_the_own_office_only(signed_in, call, office, project):
    a_partner(project, an_office("Repki"))
    form = signed_in("office_lead", office).get(url("application_enter", call)).context["form"]
    assert list(form.offices) == [office.key]


def test_errors_of_the_paper_form_stand_in_the_order_of_the_page(signed_in, call):
    client = signed_in("coordinator")
    data = paper(client, call, pesel="1", answer_residents="", rules="")
    form = client.post(url("application_enter", call), data).context["form"]
    wrong = [field.name for field in form if field.errors]
    assert wrong == ["pesel", "answer_residents", "rules"]
    assert form.errors["answer_residents"] == ["Zaznacz Tak albo Nie."]


def test_the_persons_page_has_every_notice_and_who_told_it(signed_in, call):
    client, application = signed_in("coordinator"), an_application(call, email="", phone="600100200")
    message = Message.objects.get(kind="recruitment.application_received")
    assert message.state == "paper"
    mark_told(message, how="phone", told_at=clock.now(), actor=an_actor("coordinator", call.project), at=clock.now())
    page = client.get(url("application_show", application)).content.decode()
    assert reverse("mail:message", args=[message.key]) in page
    assert str(EVENTS["mail.message.told"]) in page
    assert (
        reverse("mail:message", args=[message.key])
        not in signed_in("office_lead", application.employment.organisation)
        .get(url("application_show", application))
        .content.decode()
    )
