"""Appeals: the term, lodging, the decision, the list made again; nobody loses a place; each refusal; the screens."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.tests.reading import events
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.mail.models import Message
from atut.work.committee import actions, tasks
from atut.work.committee.queries import appeals as queries
from atut.work.committee.queries.signing import newest_protocol
from atut.work.committee.rules import appeals as rules
from atut.work.committee.rules.members import InConflict
from atut.work.committee.tests.factories import a_listed_call, a_sent_appeal, acting, an_applied_appeal, an_upheld_appeal, appellant
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.models import Place
from atut.work.recruitment.rules.appeals import Outcome, outcome
from atut.work.selection.rules.frozen import hash_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project):
    """Three people with equal points for one place of one seat: the second and the third wait."""
    call = a_listed_call(project, people=3, edition=an_edition(project, capacity=1), appeal_days=7)
    tasks.tell_of_appeals(clock.now())
    call.people.sort(key=lambda one: one.number)
    return call


def test_everybody_without_a_place_is_told_once_and_the_term_runs_from_then(call):
    told = Message.objects.filter(kind="committee.appeals_open")
    assert told.count() == 2
    assert tasks.tell_of_appeals(clock.now()) == 0
    term = queries.term_of(call)
    assert term.until == clock.at(clock.local(term.told_at).date() + timedelta(days=8))
    again = actions.open_appeals(call.selection, actor=system(call.project_id), at=clock.now())
    assert (again, told.count()) == (term, 2)


def test_without_appeals_in_the_rules_there_is_no_term(project, coordinator):
    call = a_listed_call(project)
    assert tasks.tell_of_appeals(clock.now()) == 0
    with pytest.raises(rules.NoAppeals):
        actions.open_appeals(call.selection, actor=coordinator, at=clock.now())
    with pytest.raises(rules.NoAppeals):
        a_sent_appeal(call.people[0])


def test_an_appeal_in_time_is_taken_once_and_answered(call):
    appeal = a_sent_appeal(call.people[1])
    assert (appeal.status, events()[-1]) == ("lodged", "committee.appeal.lodged")
    assert Message.objects.filter(kind="committee.appeal_lodged").count() == 1
    with pytest.raises(rules.AlreadyLodged):
        a_sent_appeal(call.people[1])


def test_too_late_and_impossible_days_are_refused(call, coordinator):
    term, one = queries.term_of(call), call.people[1]
    with pytest.raises(rules.TooLate):
        a_sent_appeal(one, at=term.until)
    for wrong in (term.told_at - timedelta(days=1), clock.now() + timedelta(days=1)):
        with pytest.raises(rules.NotYetSent):
            a_sent_appeal(one, actor=coordinator, lodged_at=wrong, register_number="7/2026")
    late = a_sent_appeal(one, actor=coordinator, at=term.until, lodged_at=term.until - timedelta(minutes=1))
    assert late.lodged_at < term.until, "the stamp counts"


def test_whoever_may_not_lodge_or_has_withdrawn_is_refused(project, call):
    first, second = call.people[1:]
    with pytest.raises(PermissionDenied):
        a_sent_appeal(first, actor=appellant(second))
    with pytest.raises(PermissionDenied):
        a_sent_appeal(first, actor=an_actor("controller", project))
    first.status = "withdrawn"
    with pytest.raises(rules.NothingToAppeal):
        a_sent_appeal(first)


def test_not_upheld_the_person_is_told_the_reason(call):
    appeal = a_sent_appeal(call.people[1])
    said = {"points": None, "actor": acting(call.seats[0]), "at": clock.now()}
    with pytest.raises(rules.ReasonMissing):
        actions.decide_appeal(appeal, reason=" ", **said)
    actions.decide_appeal(appeal, reason="Ocena była zgodna z zasadami.", **said)
    assert "zgodna" in Message.objects.get(kind="committee.appeal_decided").text
    with pytest.raises(rules.NotNow):
        actions.decide_appeal(appeal, reason="Jeszcze raz", **said)


def test_who_may_not_decide(call, coordinator):
    appeal = a_sent_appeal(call.people[1])
    said = {"points": 25, "reason": "Tak", "at": clock.now()}
    with pytest.raises(PermissionDenied):
        actions.decide_appeal(appeal, actor=coordinator, **said)
    actions.note_conflict(call.seats[0], call.people[1], tie="unit", actor=coordinator, at=clock.now())
    with pytest.raises(InConflict):
        actions.decide_appeal(appeal, actor=acting(call.seats[0]), **said)
    with pytest.raises(rules.PointsWrong):
        actions.decide_appeal(appeal, actor=acting(call.seats[1]), **(said | {"points": 26}))


def test_the_difference_is_shown_before_and_nobody_loses_a_place(call, coordinator):
    first, second, third = call.people
    appeal = an_upheld_appeal(call, third)
    found = queries.preview(appeal)
    assert [code for code, _unused in found.comes_in] == [third.code]
    assert [code for code, _unused in found.goes_out] == [first.code]
    done = an_applied_appeal(appeal, coordinator)
    assert Place.objects.get().application == first, "the place stays"
    for one in (second, third):
        one.refresh_from_db()
    assert (third.points, third.choices.get().reserve_position, second.choices.get().reserve_position) == (25, 1, 2)
    assert list(done.difference["outcomes"].values()) == ["first"]
    assert call.selection.input != done.input
    assert newest_protocol(call).sha256 == done.protocol.sha256 != call.selection.protocol.sha256
    assert events()[-1] == "committee.appeal.applied"
    assert "pierwsze miejsce" in Message.objects.get(kind="committee.appeal_decided").text.replace("\u00a0", " ")


def test_a_place_above_the_number_where_the_edition_has_room(project, coordinator):
    call = a_listed_call(project, people=2, edition=an_edition(project, capacity=2), appeal_days=7)
    tasks.tell_of_appeals(clock.now())
    last = max(call.people, key=lambda one: one.number)
    done = an_applied_appeal(an_upheld_appeal(call, last), coordinator)
    assert list(done.difference["outcomes"].values()) == ["above"]
    assert Place.objects.filter(status="offered").count() == 2


def test_somebody_turned_down_who_now_meets_the_conditions_joins_the_list(project, coordinator):
    call = a_listed_call(project, people=1, edition=an_edition(project, capacity=5), places=2, appeal_days=7)
    from atut.work.recruitment.tests.factories_placing import an_eligible_application

    edition = call.openings.get().edition
    refused = an_eligible_application(call, [edition], status="rejected", reasons=[{"code": "incomplete", "edition": ""}])
    tasks.tell_of_appeals(clock.now())
    done = an_applied_appeal(an_upheld_appeal(call, refused, points=4), coordinator)
    assert list(done.difference["outcomes"].values()) == ["offered"]
    refused.refresh_from_db()
    assert (refused.status, refused.reasons) == ("eligible", [])


def test_an_older_page_or_a_second_click_is_refused(call, coordinator):
    appeal, other = an_upheld_appeal(call, call.people[2]), an_upheld_appeal(call, call.people[1], points=24)
    old = hash_of(queries.changed_input(other, 24))
    done = an_applied_appeal(appeal, coordinator)
    with pytest.raises(rules.EarlierFirst):
        actions.apply_appeal(other, seen=old, actor=coordinator, at=clock.now())
    with pytest.raises(rules.NotNow):
        an_applied_appeal(done, coordinator)
    with pytest.raises(PermissionDenied):
        an_applied_appeal(other, acting(call.seats[0]))
    an_applied_appeal(other, coordinator)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((True, True, True, True, True), Outcome.KEPT),
        ((False, False, True, True, True), Outcome.MOVED),
        ((False, False, False, True, True), Outcome.SAME),
        ((False, True, False, True, True), Outcome.OFFERED),
        ((False, True, False, False, True), Outcome.ABOVE),
        ((False, True, False, False, False), Outcome.FIRST),
    ],
)
def test_what_an_appeal_brings(facts, expected):
    names = ("holds", "would_be_in", "would_wait", "has_free", "has_room")
    assert outcome(**dict(zip(names, facts, strict=True))) == expected


def test_appeal_lodge(client, call):
    address = reverse("committee:appeal_lodge", args=[queries.token_of(call.people[1])])
    assert address in Message.objects.filter(kind="committee.appeals_open").order_by("pk")[0].text
    assert "Ostatni dzień na odwołanie" in client.get(address).text.replace("\u00a0", " ")
    assert client.post(address, {"grounds": ""}).status_code == 200
    assert client.post(address, {"grounds": "Za mało punktów."}).status_code == 302
    assert "czeka na komisję" in client.get(address).text.replace("\u00a0", " ")
    assert client.get(reverse("committee:appeal_lodge", args=[call.people[1].key])).status_code == 410, "a key is no link"


def test_appeals(signed_in, client, call):
    office, address = signed_in("coordinator"), reverse("committee:appeals", args=[call.key])
    stamp = clock.local(clock.now())
    stamped = {"received_on": stamp.date().isoformat(), "received_hour": f"{stamp:%H:%M}"}
    known = {"register_number": "7/2026", "grounds": "Proszę", **stamped}
    assert office.post(address, {**known, "number": "nothing"}).status_code == 200
    assert office.post(address, {**known, "number": call.people[1].number}).status_code == 302
    assert call.people[1].code in office.get(address).text
    client.force_login(call.seats[0].user)
    assert call.people[1].code in client.get(address).text


def test_appeal_show_and_apply(client, signed_in, call):
    appeal = a_sent_appeal(call.people[2])
    address = reverse("committee:appeal_show", args=[appeal.key])
    client.force_login(call.seats[0].user)
    assert "Za mało" in client.get(address).text.replace("\u00a0", " ")
    assert client.post(address, {"decision": "upheld", "reason": "Tak"}).status_code == 200, "points are missing"
    assert client.post(address, {"decision": "upheld", "points": "25", "reason": "Tak"}).status_code == 302
    office = signed_in("coordinator")
    shown = office.get(address)
    assert call.people[0].code in shown.text, "who would be out"
    seen, apply = shown.context["apply_form"]["seen"].value(), reverse("committee:appeal_apply", args=[appeal.key])
    assert office.post(apply, {"seen": seen}).status_code == 200
    assert office.post(apply, {"seen": seen, "sure": "on"}).status_code == 302
    assert office.get(reverse("committee:appeal_protocol", args=[appeal.key])).content.startswith(b"%PDF")


def test_a_member_with_a_tie_finds_no_appeal(client, call, coordinator):
    appeal = a_sent_appeal(call.people[1])
    actions.note_conflict(call.seats[0], call.people[1], tie="unit", actor=coordinator, at=clock.now())
    client.force_login(call.seats[0].user)
    assert client.get(reverse("committee:appeal_show", args=[appeal.key])).status_code == 404
    assert call.people[1].code not in client.get(reverse("committee:appeals", args=[call.key])).text
