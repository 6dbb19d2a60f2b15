"""The public road as a visitor walks it, without an account and without a script."""

import pytest
from django.core import mail
from django.core.cache import caches
from django.urls import reverse
from django.utils import translation

from atut.base.kernel import clock
from atut.base.mail.models import Message
from atut.work.partnership.tests.factories import a_partner, a_person, a_pesel
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.models import Application, RepeatedForm
from atut.work.recruitment.queries.applications import withdrawal_token
from atut.work.recruitment.rules.moves import ApplicationStatus
from atut.work.recruitment.tests.factories import a_call, an_application, an_offer
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, an_eligible_application
from atut.work.recruitment.views import public as views

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project):
    a_partner(project)
    return a_call(project, [an_edition(project), an_edition(project)], bound_percent=50)


@pytest.fixture(autouse=True)
def _fresh():
    caches["default"].clear()
    caches["made"].clear()
    with translation.override("pl"):
        yield


def filled(client, call, **changes):
    page = client.get(reverse("recruitment:apply", args=[call.key]))
    form = page.context["form"]
    first, second = (opening.edition.key for opening in call.openings.order_by("pk"))
    return {
        "choice_1": second,
        "choice_2": first,
        "first_name": "Halina",
        "last_name": "Żółkiewska-Łąk",
        "pesel": a_pesel(),
        "office": next(iter(form.offices)),
        "post": "referent",
        "email": "halina@example.org",
        "answer_residents": "yes",
        "access_needs": "pętla indukcyjna",
        "rules": "on",
        "true_data": "on",
        "form_token": form["form_token"].value(),
        "shown": form["shown"].value(),
        "website": "",
        **changes,
    }


def send(client, call, data, step="send"):
    return client.post(reverse("recruitment:apply", args=[call.key]), {**data, "step": step})


def test_open_calls(client, project, call):
    a_call(project, published=False)
    page = client.get(reverse("recruitment:open_calls"))
    assert [shown.call for shown in page.context["calls"]] == [call]
    assert call.title["pl"] in page.content.decode()


def test_open_calls_empty(client, project):
    assert client.get(reverse("recruitment:open_calls")).status_code == 200


def test_call_public_shows_the_rules_in_both_languages(client, call):
    polish = client.get(reverse("recruitment:call_public", args=[call.key])).content.decode()
    assert "50" in polish
    english = client.get("/en" + reverse("recruitment:call_public", args=[call.key])).content.decode()
    assert "I serve residents: 5 points." in english


def test_call_public_of_a_draft_or_another_project_is_not_found(client, project, other_project):
    for call in (a_call(project, published=False), a_call(other_project)):
        assert client.get(reverse("recruitment:call_public", args=[call.key])).status_code == 404
        assert client.get(reverse("recruitment:apply", args=[call.key])).status_code == 404


def test_apply_is_checked_first_and_then_sent(client, call):
    data = filled(client, call)
    check = send(client, call, data, "check")
    assert check.status_code == 200
    assert not Application.objects.exists()
    assert "Halina" in check.content.decode()
    again = dict(check.context["form"].typed)
    assert send(client, call, again, "change").context["form"]["post"].value() == "referent"
    answer = send(client, call, again)
    application = Application.objects.get()
    assert answer["Location"] == reverse("recruitment:receipt", args=[application.key])
    assert [c.edition.key for c in application.choices.order_by("preference")] == [data["choice_1"], data["choice_2"]]
    receipt = client.get(answer["Location"]).content.decode()
    assert application.number in receipt
    assert application.code in receipt
    assert "Halina" not in receipt
    assert data["pesel"] not in receipt
    assert len(mail.outbox) == 0


def test_apply_in_english_is_answered_in_english(client, call):
    data = filled(client, call)
    answer = client.post("/en" + reverse("recruitment:apply", args=[call.key]), {**data, "step": "send"})
    assert answer["Location"].startswith("/en/nabor/potwierdzenie/")
    assert Application.objects.get().language == "en"
    assert "has been received" in Message.objects.get(kind="recruitment.application_received").title


def test_apply_twice_by_two_clicks_gives_the_same_receipt(client, call):
    data = filled(client, call)
    assert send(client, call, data)["Location"] == send(client, call, data)["Location"]
    assert Application.objects.count() == 1


def test_apply_again_by_the_same_pesel_looks_like_a_success(client, call):
    data = filled(client, call)
    first = send(client, call, data)
    second = send(
        client, call, filled(client, call, pesel=data["pesel"], first_name="Ktoś", last_name="Inny", email="x@example.org")
    )
    assert second.status_code == first.status_code == 302
    pages = [client.get(answer["Location"]).content.decode() for answer in (first, second)]
    own, again = Application.objects.get(), RepeatedForm.objects.get()
    for thing in (own, again):
        thing.refresh_from_db()
    from atut.base.ui.templatetags.ui import moment

    levelled = [
        page.replace(thing.number, "N").replace(thing.code, "C").replace(thing.key, "K").replace(moment(thing.received_at), "T")
        for page, thing in zip(pages, (own, again), strict=True)
    ]
    assert levelled[0] == levelled[1]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"pesel": "80061512343"}, "pesel"),
        ({"pesel": ""}, "pesel"),
        ({"choice_2": "same"}, "choice_1"),
        ({"email": "", "phone": ""}, "email"),
        ({"answer_residents": ""}, "answer_residents"),
        ({"rules": ""}, "rules"),
        ({"website": "http://spam"}, "website"),
        ({"office": "nonsense"}, "office"),
        ({"shown": "older"}, "__all__"),
    ],
)
def test_apply_shows_everything_typed_again_on_an_error(client, call, change, field):
    data = filled(client, call)
    change = {name: data["choice_1"] if value == "same" else value for name, value in change.items()}
    page = send(client, call, {**data, **change})
    assert page.status_code == 200
    assert field in page.context["form"].errors
    assert "Żółkiewska-Łąk" in page.content.decode()
    assert not Application.objects.exists()


def test_apply_without_a_pesel_needs_document_birth_and_sex(client, call):
    data = filled(client, call, pesel="")
    assert {"birth_date", "sex", "pesel"} <= set(send(client, call, data).context["form"].errors)
    more = {"other_identifier": "AB 123", "birth_date_day": "15", "birth_date_month": "6", "birth_date_year": "1980", "sex": "f"}
    assert send(client, call, {**data, **more}, "check").status_code == 200
    assert send(client, call, {**data, **more}).status_code == 302
    assert str(Application.objects.get().person.birth_date) == "1980-06-15"


def test_apply_to_a_closed_call_says_when_it_closed(client, project, call):
    data = filled(client, call)
    call.closes_at = clock.now()
    call.save()
    page = client.get(reverse("recruitment:apply", args=[call.key]))
    assert page.status_code == 200
    assert send(client, call, data).status_code == 409
    assert not Application.objects.exists()


def test_apply_is_limited_by_address_with_a_clear_sentence(client, call, monkeypatch):
    monkeypatch.setattr(views, "FORMS_AN_HOUR", 1)
    monkeypatch.setattr(views, "BATCH", 1)
    assert send(client, call, filled(client, call)).status_code == 302
    page = send(client, call, filled(client, call))
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert Application.objects.count() == 1


def test_a_form_page_sets_one_cookie_and_content_pages_none(client, call):
    client.get(reverse("recruitment:call_public", args=[call.key]))
    assert not client.cookies
    client.get(reverse("recruitment:apply", args=[call.key]))
    assert set(client.cookies) == {"atut_form"}


def test_receipt_of_another_project_or_unknown_is_not_found(client, project, other_project):
    a_partner(other_project)
    foreign = an_application(a_call(other_project))
    assert client.get(reverse("recruitment:receipt", args=[foreign.key])).status_code == 404


def test_application_withdraw_by_link_acts_by_a_button_only(client, call):
    application = an_application(call)
    url = reverse("recruitment:application_withdraw_by_link", args=[withdrawal_token(application)])
    page = client.get(url).content.decode()
    assert application.person.first_name in page
    assert application.person.last_name not in page
    application.refresh_from_db()
    assert application.status == ApplicationStatus.SUBMITTED
    assert client.post(url).status_code == 200
    application.refresh_from_db()
    assert application.status == ApplicationStatus.WITHDRAWN
    assert client.get(url.replace(application.key, "x" * 12)).status_code == 410


def test_whoever_has_a_place_is_told_before_pressing_anything_that_it_is_given_back_first(client, project):
    place = an_offer(project)
    page = client.get(reverse("recruitment:application_withdraw_by_link", args=[withdrawal_token(place.application)])).text
    assert "najpierw zwróć miejsce" in page.replace("\u00a0", " ")
    assert "govuk-button--warning" not in page


def test_after_the_list_a_withdrawal_says_that_it_cannot_be_undone(client, project):
    edition = an_edition(project)
    call = a_past_call(project, {edition: 1})
    _first, waiting = (an_eligible_application(call, [edition], points=points) for points in (9, 1))
    a_closed_list(call)
    page = client.get(reverse("recruitment:application_withdraw_by_link", args=[withdrawal_token(waiting)])).text
    assert "nie da się tego cofnąć" in page.replace("\u00a0", " ")


def receipt_of(client, application):
    answer = client.get(reverse("recruitment:receipt", args=[application.key]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_receipt_says_nothing_of_the_outcome_but_that_there_is_one(client, project):
    edition = an_edition(project)
    call = a_past_call(project, {edition: 1})
    first, second = (an_eligible_application(call, [edition], points=points) for points in (9, 1))
    assert "wpłyn" in receipt_of(client, first).partition("<h1>")[2].partition("</h1>")[0]
    a_closed_list(call)
    pages = [receipt_of(client, one) for one in (first, second)]
    assert all("<h1>Lista jest zamknięta</h1>" in page for page in pages)
    assert not any("rezerwow" in page.partition("Zasady")[0] or "zaproponowane" in page for page in pages)


def test_receipt_link(client, project):
    application = an_eligible_application(a_past_call(project, {an_edition(project): 1}), [])
    where = reverse("recruitment:receipt_link", args=[application.key])
    assert where in receipt_of(client, application)
    assert client.get(where).status_code == 200
    assert not Message.objects.exists()
    page = client.post(where, {"email": "obcy@example.org"}).content.decode()
    message = Message.objects.get()
    assert message.to_email == application.person.email
    assert application.person.email not in page
    assert client.post(where).content.decode().partition("<main")[2] == page.partition("<main")[2]
    assert Message.objects.count() == 1


def test_receipt_link_says_the_same_when_there_is_no_address(client, project):
    person = a_person(project, email="")
    application = an_eligible_application(a_past_call(project, {an_edition(project): 1}), [], person=person)
    page = client.post(reverse("recruitment:receipt_link", args=[application.key])).content.decode()
    assert "Zajrzyj do skrzynki" in page
    assert not Message.objects.exists()


def test_receipt_link_of_another_project_is_not_found(client, project, other_project):
    application = an_eligible_application(a_past_call(other_project, {an_edition(other_project): 1}), [])
    assert client.post(reverse("recruitment:receipt_link", args=[application.key])).status_code == 404


def test_a_receipt_says_how_to_withdraw(client, call):
    assert "Nie chcesz już brać udziału?" in receipt_of(client, an_application(call))
