"""Appeals by another panel and within a term: who may decide, who is told, until when; minimums hold for appeals too."""

from datetime import timedelta

import pytest
from django.urls import reverse

from atut.base.kernel import clock
from atut.base.kernel.days import end_of
from atut.base.mail.models import Message
from atut.work.committee import actions, tasks
from atut.work.committee.queries import members as queries
from atut.work.committee.queries.appeals import token_of
from atut.work.committee.queries.signing import signing
from atut.work.committee.queries.waiting import worklist
from atut.work.committee.rules import appeals as rules
from atut.work.committee.rules.members import NotAfterTheList
from atut.work.committee.tests.factories import a_listed_call, a_member, a_sent_appeal, acting
from atut.work.recruitment.models import Application
from atut.work.recruitment.rules.regulation import Regulation, Term, regulation_from

pytestmark = pytest.mark.django_db
RULES = {"appeal_days": 7, "decision_days": 14, "other_panel": True, "working": (Term.DECISION,)}


@pytest.fixture
def call(project):
    call = a_listed_call(project, people=3, **RULES)
    tasks.tell_of_appeals(clock.now())
    return call


@pytest.fixture
def appeal(call):
    chosen = Application.objects.filter(call=call, choices__status="reserve").order_by("pk").first()
    return a_sent_appeal(chosen)


def decided(appeal, seat, points=None):
    return actions.decide_appeal(appeal, points=points, reason="Bo tak.", actor=acting(seat), at=clock.now())


def test_the_rules_are_kept():
    whole = Regulation(**RULES)
    assert regulation_from(whole.as_data()) == whole
    assert whole.as_data()["version"] == 3


def test_whoever_scored_the_application_does_not_decide(call, appeal, signed_in):
    with pytest.raises(rules.ScoredBefore):
        decided(appeal, call.seats[0])
    assert queries.needs_panel(appeal)
    member = a_member(call)
    assert not queries.needs_panel(appeal)
    assert decided(appeal, member).status == "dismissed"


def test_only_somebody_who_hears_appeals_joins_after_the_list_and_accepts_no_protocol(call, project):
    with pytest.raises(NotAfterTheList):
        a_member(call, is_chair=True)
    late = a_member(call, at=clock.now())
    now = signing(late.committee)
    assert late not in now.waiting
    assert len(now.waiting) == 2
    with pytest.raises(NotAfterTheList):
        a_member(a_listed_call(project, people=2, appeal_days=7))


def test_the_term_stands_on_the_appeal_in_the_letter_and_in_the_worklist(call, appeal, client, signed_in):
    assert appeal.decide_by == end_of(appeal.lodged_at, 14, working=True)
    assert str(appeal.last_day.year) in Message.objects.get(kind="committee.appeal_lodged").text
    member = a_member(call)
    for at, late in ((clock.now(), False), (appeal.decide_by, True), (appeal.decide_by - timedelta(seconds=1), False)):
        (item,) = (one for one in worklist(acting(member), at) if "odwoła" in str(one.title))
        assert (item.is_late, str(appeal.last_day.year) in item.detail) == (late, True)
    assert not [one for one in worklist(acting(call.seats[0]), clock.now()) if "odwoła" in str(one.title)]
    page = client.get(reverse("committee:appeal_lodge", args=[token_of(appeal.application)])).content.decode()
    assert "Ostatni dzień na" in page.replace("\u00a0", " ")


def test_the_pages_say_who_decides_and_that_somebody_is_to_be_appointed(call, appeal, signed_in, client):
    url = reverse("committee:appeal_show", args=[appeal.key])
    office = signed_in("coordinator").get(url).content.decode().replace("\u00a0", " ")
    assert "oceniali wszyscy" in office
    assert "Rozpatrz do" in signed_in("coordinator").get(reverse("committee:appeals", args=[call.key])).content.decode()
    a_member(call)
    client.force_login(call.seats[0].user)
    page = client.get(url)
    assert page.context["has_scored"]
    assert not page.context["may_decide"]


def test_without_the_rule_anybody_untied_decides_and_there_is_no_term(project):
    call = a_listed_call(project, people=3, appeal_days=7)
    tasks.tell_of_appeals(clock.now())
    appeal = a_sent_appeal(Application.objects.filter(call=call, choices__status="reserve").order_by("pk").first())
    assert (appeal.decide_by, appeal.last_day, queries.needs_panel(appeal)) == (None, None, False)
    assert decided(appeal, call.seats[0]).status == "dismissed"


def test_points_of_an_appeal_are_within_what_the_call_gives_and_requires():
    rules.must_be_points(None, least=5, most=9)
    rules.must_be_points(5, least=5, most=9)
    with pytest.raises(rules.PointsWrong):
        rules.must_be_points(10, least=5, most=9)
    with pytest.raises(rules.BelowMinimum):
        rules.must_be_points(4, least=5, most=9)
