"""Exchanging places: asked of both, made when both agree, refused where a bound, a pool or a condition is in the way."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.errors import Refused
from atut.base.mail.models import Message
from atut.work.partnership.tests.factories import a_person
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Place, Swap
from atut.work.recruitment.queries.places import ledger, whole
from atut.work.recruitment.rules import swapping as rules
from atut.work.recruitment.rules.links import bearer
from atut.work.recruitment.rules.moves import NotNow
from atut.work.recruitment.rules.places import How, Told
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, an_eligible_application
from atut.work.selection.rules.terms import Amount, Bound, Fact, Pool

pytestmark = pytest.mark.django_db


def confirmed(call, editions, people):
    """A closed list in which each of these has a confirmed place: first in the first edition, second in the second."""
    wishes = zip(people, editions, strict=True)
    applications = [an_eligible_application(call, [edition], person=person) for person, edition in wishes]
    a_closed_list(call)
    office = an_actor("coordinator", call.project)
    for application in applications:
        actions.confirm_place(application.places.get(), actor=office, at=clock.now())
    return [whole().get(application=application) for application in applications]


def a_call_of(project, editions, **rules_of):
    call = a_past_call(project, dict.fromkeys(editions, 1))
    call.regulation = Regulation(**rules_of).as_data()
    call.save()
    return type(call).objects.get(pk=call.pk)


@pytest.fixture
def editions(project):
    return [an_edition(project), an_edition(project)]


@pytest.fixture
def two(project, editions):
    """Two people with confirmed places in two editions of one call."""
    return confirmed(a_past_call(project, dict.fromkeys(editions, 1)), editions, [a_person(project), a_person(project)])


def by_link(place):
    return Actor(label=bearer(place.key), project_id=place.application.call.project_id)


def holders(*editions):
    return [Place.objects.get(edition=edition, status="confirmed").application for edition in editions]


def test_two_people_exchange_places_when_both_agree_by_their_own_links(two, editions, coordinator):
    one, other = two
    swap = actions.ask_to_swap(one, other, actor=coordinator, at=clock.now())
    actions.agree_to_swap(one, actor=by_link(one), at=clock.now())
    assert holders(*editions) == [one.application, other.application], "one of two has agreed"
    actions.agree_to_swap(other, actor=by_link(other), at=clock.now())
    assert holders(*editions) == [other.application, one.application]
    assert all(ledger(edition).is_balanced and ledger(edition).taken == 1 for edition in editions)
    swap.refresh_from_db()
    assert (swap.status, swap.first_how, swap.second_how) == ("made", "link", "link")
    assert sorted(Message.objects.filter(kind__startswith="recruitment.swap").values_list("kind", flat=True)) == [
        *["recruitment.swap_asked"] * 2,
        *["recruitment.swap_made"] * 2,
    ]
    told = Entry.objects.filter(event__in=["recruitment.place.exchanged", "recruitment.place.taken", "recruitment.swap.agreed"])
    assert told.count() == 6


def test_two_clicks_are_one(two, editions, coordinator):
    one, other = two
    at = clock.now()
    assert actions.ask_to_swap(one, other, actor=coordinator, at=at) == actions.ask_to_swap(other, one, actor=coordinator, at=at)
    for place in (one, one, other, other):
        actions.agree_to_swap(place, actor=by_link(place), at=at)
    assert Swap.objects.count() == 1
    assert Place.objects.filter(status="confirmed").count() == 2
    assert holders(*editions) == [other.application, one.application]


def test_the_office_notes_how_and_when_it_was_told(two, coordinator):
    one, other = two
    Place.objects.update(offered_at=clock.now() - timedelta(days=1))
    swap = actions.ask_to_swap(one, other, actor=coordinator, at=clock.now())
    told = Told(How.PHONE, clock.now() - timedelta(hours=2))
    for place in two:
        place.refresh_from_db()
        actions.agree_to_swap(place, actor=coordinator, at=clock.now(), told=told)
    swap.refresh_from_db()
    assert (swap.first_how, swap.first_by, swap.first_agreed_at) == (How.PHONE, coordinator.label, told.at)
    assert set(Place.objects.filter(status="confirmed").values_list("answered_how", flat=True)) == {"phone"}


def test_who_does_not_want_it_keeps_the_place(two, editions, coordinator):
    one, other = two
    actions.ask_to_swap(one, other, actor=coordinator, at=clock.now())
    actions.agree_to_swap(one, actor=by_link(one), at=clock.now())
    actions.refuse_swap(other, actor=by_link(other), at=clock.now())
    assert holders(*editions) == [one.application, other.application]
    assert Message.objects.filter(kind="recruitment.swap_refused").count() == 2
    for verb in (actions.agree_to_swap, actions.refuse_swap):
        with pytest.raises(rules.SwapEnded):
            verb(one, actor=by_link(one), at=clock.now())


def test_an_exchange_ends_with_a_place_given_back(two, coordinator):
    one, other = two
    actions.ask_to_swap(one, other, actor=coordinator, at=clock.now())
    actions.give_back_place(other, actor=by_link(other), at=clock.now())
    with pytest.raises(rules.SwapEnded):
        actions.agree_to_swap(one, actor=by_link(one), at=clock.now())
    with pytest.raises(NotNow):
        actions.ask_to_swap(one, other, actor=coordinator, at=clock.now())


def test_a_made_exchange_is_not_taken_back_by_a_no(two, coordinator):
    one, other = two
    actions.ask_to_swap(one, other, actor=coordinator, at=clock.now())
    for place in two:
        actions.agree_to_swap(place, actor=by_link(place), at=clock.now())
    with pytest.raises(rules.SwapEnded):
        actions.refuse_swap(one, actor=by_link(one), at=clock.now())


def test_one_alone_does_not_make_it(two, coordinator):
    swap = actions.ask_to_swap(*two, actor=coordinator, at=clock.now())
    with pytest.raises(rules.SwapEnded):
        actions.swap_places(swap, actor=coordinator, at=clock.now())


def test_nobody_is_asked_about_two_exchanges_at_once(project, coordinator):
    editions = [an_edition(project) for _unused in range(3)]
    call = a_past_call(project, dict.fromkeys(editions, 1))
    one, two, three = confirmed(call, editions, [a_person(project) for _unused in range(3)])
    actions.ask_to_swap(one, two, actor=coordinator, at=clock.now())
    with pytest.raises(rules.SwapWaits):
        actions.ask_to_swap(one, three, actor=coordinator, at=clock.now())


def test_nobody_steps_into_what_has_begun(two, editions, coordinator):
    with pytest.raises(rules.EditionBegun):
        actions.ask_to_swap(*two, actor=coordinator, at=clock.at(editions[0].starts_on, 9))


def test_one_edition_or_one_person_is_nothing_to_exchange(two, coordinator):
    with pytest.raises(rules.NothingToSwap):
        actions.ask_to_swap(two[0], two[0], actor=coordinator, at=clock.now())


def test_the_office_only_asks(two, project):
    with pytest.raises(PermissionDenied):
        actions.ask_to_swap(*two, actor=an_actor("controller", project), at=clock.now())
    with pytest.raises(PermissionDenied):
        actions.agree_to_swap(two[0], actor=by_link(two[1]), at=clock.now())


def a_woman(project):
    return a_person(project, pesel="", other_identifier="K1", birth_date=clock.at(clock.today()).date() - timedelta(9000), sex="f")


def a_man(project):
    return a_person(project, pesel="", other_identifier="M1", birth_date=clock.at(clock.today()).date() - timedelta(9000), sex="m")


@pytest.mark.parametrize(
    ("end", "refusal", "words"),
    [("at_least", rules.TooFewThen, "kobiet"), ("at_most", rules.TooManyThen, "kobiet")],
)
def test_an_exchange_that_would_break_a_bound_is_refused_by_its_name(project, editions, coordinator, end, refusal, words):
    first, second = editions
    where, number = (first, 1) if end == "at_least" else (second, 0)
    call = a_call_of(project, editions, bounds=(Bound(Fact.WOMAN, "", where.key, **{end: Amount(number)}),))
    places = confirmed(call, editions, [a_woman(project), a_man(project)])
    with pytest.raises(refusal) as said:
        actions.ask_to_swap(*places, actor=coordinator, at=clock.now())
    assert words in str(said.value).lower()
    assert not Swap.objects.exists()


def test_a_place_kept_for_an_office_stays_with_its_people_while_the_pool_does(project, editions, coordinator):
    first, _second = editions
    people = [a_person(project), a_person(project)]
    office = people[0].employments.get().organisation
    pools = (Pool(office.key, first.key, 1),)
    call = a_call_of(project, editions, pools=pools, pools_return_at=clock.now() + timedelta(days=2))
    places = confirmed(call, editions, people)
    with pytest.raises(rules.PoolThen):
        actions.ask_to_swap(*places, actor=coordinator, at=clock.now())
    assert actions.ask_to_swap(*places, actor=coordinator, at=clock.now() + timedelta(days=3))


def test_places_of_two_calls_are_exchanged_by_who_meets_the_conditions_of_both(project, editions, coordinator):
    first, second = editions
    people = [a_person(project), a_person(project)]
    calls = [a_past_call(project, {edition: 1}) for edition in editions]
    mine = an_eligible_application(calls[1], [second], person=people[0], points=1)
    yours = an_eligible_application(calls[0], [first], person=people[1], points=1)
    [theirs] = confirmed(calls[1], [second], [people[1]])
    [own] = confirmed(calls[0], [first], [people[0]])
    actions.ask_to_swap(own, theirs, actor=coordinator, at=clock.now())
    for place in (own, theirs):
        actions.agree_to_swap(place, actor=by_link(place), at=clock.now())
    assert holders(first, second) == [yours, mine]


@pytest.mark.parametrize("late", [False, True])
def test_who_was_not_on_the_list_of_the_other_call_cannot_have_its_place(project, editions, coordinator, late):
    people = [a_person(project), a_person(project)]
    calls = [a_past_call(project, {edition: 1}) for edition in editions]
    places = [confirmed(call, [one], [person])[0] for call, one, person in zip(calls, editions, people, strict=True)]
    if late:
        an_eligible_application(calls[0], editions[:1], person=people[1])
        an_eligible_application(calls[1], editions[1:], person=people[0])
    with pytest.raises(rules.NotInThatCall):
        actions.ask_to_swap(*places, actor=coordinator, at=clock.now())


def test_nobody_gets_more_places_of_a_call_than_it_allows(project, editions, coordinator):
    first, second = editions
    third = an_edition(project)
    me, you = a_person(project), a_person(project)
    call, other = a_past_call(project, {first: 1}), a_past_call(project, {second: 1, third: 1})
    an_eligible_application(call, [first], person=you, points=1)
    mine = an_eligible_application(other, [third], person=me)
    [theirs] = confirmed(other, [second], [you])
    [own] = confirmed(call, [first], [me])
    with pytest.raises(rules.HasEnough) as said:
        actions.ask_to_swap(own, theirs, actor=coordinator, at=clock.now())
    assert mine.number in str(said.value)


def test_nobody_gets_two_places_of_one_form(project, editions, coordinator):
    _first, second = editions
    same = an_edition(project, support_form=second.support_form)
    people = [a_person(project), a_person(project)]
    places = confirmed(a_past_call(project, dict.fromkeys(editions, 1)), editions, people)
    confirmed(a_past_call(project, {same: 1}), [same], [people[0]])
    with pytest.raises(rules.TwoOfOneForm) as said:
        actions.ask_to_swap(*places, actor=coordinator, at=clock.now())
    assert isinstance(said.value, Refused)
    assert places[0].application.number in str(said.value)
