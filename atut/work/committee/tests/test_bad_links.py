"""Links that were changed, cut off, made for something else, for somebody else or for another project open nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor, anonymous
from atut.work.committee import actions as committee
from atut.work.committee import tasks
from atut.work.committee.queries.appeals import token_of
from atut.work.committee.rules.appeals import LINK
from atut.work.committee.tests.factories import a_listed_call
from atut.work.partnership.tests.factories import a_partner
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Application, Draft
from atut.work.recruitment.queries import answers, enclosing
from atut.work.recruitment.queries.applications import withdrawal_token
from atut.work.recruitment.rules import links
from atut.work.recruitment.rules.regulation import Access
from atut.work.recruitment.tests.factories import a_call_for, an_application, an_offer, holder

pytestmark = pytest.mark.django_db
ADDRESSES = {
    "draft": ("recruitment:draft", {}),
    "discard": ("recruitment:draft_discard", {}),
    "consent": ("recruitment:consent", {"answer": "yes"}),
    "correction": ("recruitment:correction", {"note": "Proszę"}),
    "pair": ("recruitment:pair", {"code": ""}),
    "place": ("recruitment:place_answer", {"answer": "confirm"}),
    "renew": ("recruitment:link_renew", {}),
    "withdraw": ("recruitment:application_withdraw_by_link", {}),
    "receipt": ("recruitment:receipt_link", {}),
    "appeal": ("committee:appeal_lodge", {"grounds": "Proszę"}),
}


@pytest.fixture
def call(project):
    a_partner(project)
    return a_call_for(project, clock.now(), access=Access(superior_consent=True), pairs=True, correction_days=5)


@pytest.fixture
def application(call):
    return an_application(call, superior="szef@example.org")


@pytest.fixture
def tokens(project, call, application, coordinator):
    """A living link of every kind."""
    typed = actions.Typed("t" * 24, {"post": ["inspektor"]})
    draft = actions.save_draft(call, typed, actor=anonymous(project.pk), at=clock.now())
    asked = actions.ask_correction(application, "Data", [], actor=coordinator, at=clock.now())
    offer = an_offer(project)
    return {
        "draft": enclosing.token_of(links.DRAFT, draft),
        "discard": enclosing.token_of(links.DRAFT, draft),
        "consent": enclosing.token_of(links.CONSENT, application.consent),
        "correction": enclosing.token_of(links.CORRECTION, asked),
        "pair": enclosing.token_of(links.PAIR, application),
        "place": answers.token_of(offer),
        "renew": answers.token_of(offer),
        "withdraw": withdrawal_token(application),
        "receipt": application.key,
        "appeal": token_of(application),
    }


def another(letter):
    return "3" if letter == "2" else "2"


def changed(token):
    """Ways in which a link is not the one that was sent."""
    yield token[:-1] + another(token[-1])
    yield token[:-1]
    yield token[:5]
    yield token[:3] + another(token[3]) + token[4:]
    yield token.upper()
    yield "0" * len(token)


def opened(client, name, token, **more):
    """What the address answers when it is opened and when its button is pressed."""
    address, said = ADDRESSES[name]
    url = reverse(address, args=[token])
    return [client.get(url, **more).status_code, client.post(url, said, **more).status_code]


def test_a_living_link_opens_its_page(client, tokens):
    pages = {name: client.get(reverse(ADDRESSES[name][0], args=[token])).status_code for name, token in tokens.items()}
    assert {name for name, status in pages.items() if status != 200} <= {"discard"}, "which is a button alone"


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_changed_link_and_one_of_another_project_open_nothing(client, tokens, other_project, name):
    entries = Entry.objects.count()
    wrong = [*changed(tokens[name])]
    wrong += [token for other, token in tokens.items() if len(token) > 20 and tokens[name][0] != token[0]]
    for token in wrong:
        assert {*opened(client, name, token)} <= {404, 405, 410}, token
    elsewhere = {"headers": {"host": "other.testserver"}}
    assert {*opened(client, name, tokens[name], **elsewhere)} <= {404, 405, 410}
    assert Entry.objects.count() == entries
    assert Draft.objects.count() == 1


def test_the_holder_of_one_link_acts_for_nobody_else(project, call, application, tokens):
    """The same, below the addresses: each verb asks whose link it is."""
    theirs, at = an_application(call, superior="inna@example.org"), clock.now()
    mine = holder(theirs, project)
    consent, correction = application.consent, application.correction
    tries = [
        lambda: actions.answer_consent(consent, actions.Answer(is_given=True), actor=holder(theirs.consent, project), at=at),
        lambda: actions.supply_correction(correction, "x", {}, actor=mine, at=at),
        lambda: actions.name_pair(application, theirs.code, actor=mine, at=at),
        lambda: actions.discard_draft(Draft.objects.get(), actor=mine, at=at),
        lambda: actions.confirm_place(an_offer(project), actor=mine, at=at),
        lambda: actions.renew_link(an_offer(project), actor=mine, at=at),
        lambda: committee.lodge_appeal(application, "x", actor=Actor(f"{LINK}{theirs.key}", project_id=project.pk), at=at),
    ]
    for one in tries:
        with pytest.raises(PermissionDenied):
            one()


LATE = {
    "draft": 410,
    "correction": "minął",
    "place": "minął",
    "withdraw": "już",
    "consent": "już",
    "pair": "zamknięta",
}


@pytest.mark.parametrize("name", LATE)
def test_a_link_used_too_late_or_twice_says_so_and_changes_nothing(client, tokens, application, project, monkeypatch, name):
    address, said = ADDRESSES[name]
    url = reverse(address, args=[tokens[name]])
    if name in ("consent", "withdraw"):
        client.post(url, said)
    if name == "pair":
        type(application.call).objects.filter(pk=application.call_id).update(status="selected")
    later = clock.now() + timedelta(days=30 if name in ("draft", "correction", "place") else 0)
    monkeypatch.setattr(clock, "now", lambda: later)
    before, entries = Application.objects.get(pk=application.pk), Entry.objects.count()
    answer = client.post(url, said)
    if LATE[name] == 410:
        assert answer.status_code == 410
    else:
        assert LATE[name] in answer.text.replace("\xa0", " "), answer.text
    assert Entry.objects.count() == entries
    assert Application.objects.get(pk=application.pk).status == before.status


def test_an_appeal_after_its_days_says_until_when(client, project, monkeypatch):
    call = a_listed_call(project, people=2, edition=an_edition(project, capacity=1), appeal_days=7)
    tasks.tell_of_appeals(clock.now())
    later = clock.now() + timedelta(days=9)
    monkeypatch.setattr(clock, "now", lambda: later)
    answer = client.post(reverse("committee:appeal_lodge", args=[token_of(call.people[1])]), {"grounds": "Proszę"})
    assert "Odwołania przyjmowaliśmy do" in answer.text.replace("\xa0", " ")
    assert not call.people[1].appeals.exists()
