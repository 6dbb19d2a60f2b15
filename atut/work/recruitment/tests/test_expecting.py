"""The list looked at while something is unchecked: everybody by name, what is open is marked, reasons against are left out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from atut.base.kernel import clock
from atut.work.partnership.tests.factories import a_person
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.models import Call, Consent
from atut.work.recruitment.queries.previewing import preview
from atut.work.recruitment.rules.points import Criterion
from atut.work.recruitment.rules.regulation import Access, Regulation
from atut.work.recruitment.tests.factories_placing import a_past_call, an_eligible_application

pytestmark = pytest.mark.django_db
DAILY = Criterion("daily", {"pl": "Codziennie obsługuję", "en": "I serve daily"}, 5)
IDEA = Criterion("idea", {"pl": "Pomysł", "en": "Idea"}, 10, "jury", least=4)


def a_call_with(edition, *, places=1, **rules):
    call = a_past_call(edition.project, {edition: places})
    Call.objects.filter(pk=call.pk).update(regulation=Regulation(**rules).as_data())
    return Call.objects.select_related("project").get(pk=call.pk)


def waiting(call, edition, **fields):
    return an_eligible_application(call, [edition], points=None, status=fields.pop("status", "submitted"), **fields)


def lines(call):
    return [(one.application, one.points, bool(one.edition), one.opens) for one in preview(call).people]


def test_what_nobody_has_checked_is_counted_with_the_points_known_so_far_and_marked(edition):
    call = a_call_with(edition, criteria=(DAILY,))
    checked = an_eligible_application(call, [edition], points=3)
    unchecked = waiting(call, edition, answers={"daily": True})
    late = waiting(call, edition, status="correction")
    assert lines(call) == [
        (unchecked, 5, True, ("warunki niesprawdzone",)),
        (checked, 3, False, ()),
        (late, 0, False, ("do uzupełnienia",)),
    ]
    found = preview(call)
    assert (found.eligible, found.expected, found.unassessed, found.left_out) == (1, 2, 2, ())


def test_what_counts_only_once_it_is_confirmed_is_marked_until_then(edition):
    call = a_call_with(edition, criteria=(DAILY,), confirmed_only=True)
    one = waiting(call, edition, answers={"daily": True})
    assert lines(call) == [(one, 0, True, ("warunki niesprawdzone", "oświadczenie niepotwierdzone"))]


def test_what_was_found_not_to_be_so_gives_nothing(edition):
    call = a_call_with(edition, criteria=(DAILY,))
    found = {"daily": {"is_confirmed": False, "document": "", "by": "", "at": ""}}
    one = waiting(call, edition, answers={"daily": True}, checked=found)
    assert lines(call) == [(one, 0, True, ("warunki niesprawdzone",))]


def test_reasons_against_leave_somebody_out_until_the_office_decides(edition, signed_in):
    call = a_call_with(edition)
    against = waiting(call, edition, reasons=[{"code": "under_age", "edition": ""}], assessed_at=clock.now())
    one_choice = waiting(call, edition, reasons=[{"code": "holds_place", "edition": edition.key}])
    found = preview(call)
    assert [one.application for one in found.people] == [one_choice]
    ((left, why),) = found.left_out
    assert (left, len(why)) == (against, 1)
    words = signed_in("coordinator").get(reverse("recruitment:selection_close", args=[call.key])).content.decode()
    assert "Pominięte do czasu decyzji" in words
    assert against.person.listed_name in words


def test_scores_of_the_committee_are_missing_or_too_few(edition):
    call = a_call_with(edition, criteria=(IDEA,))
    unscored = waiting(call, edition)
    few = waiting(call, edition, jury={"idea": 3})
    enough = waiting(call, edition, jury={"idea": 4})
    shown = lines(call)
    assert [one[:2] for one in shown] == [(enough, 4), (unscored, 0)]
    assert shown[1][3] == ("warunki niesprawdzone", "jeszcze bez oceny komisji")
    assert [one for one, _why in preview(call).left_out] == [few]


def test_an_unanswered_consent_is_marked(edition):
    call = a_call_with(edition, access=Access(superior_consent=True))
    one, two = waiting(call, edition), waiting(call, edition)
    Consent.objects.create(application=one, asked_at=clock.now())
    Consent.objects.create(application=two, asked_at=clock.now(), answered_at=clock.now(), is_given=True)
    assert {found[0]: "jeszcze bez zgody" in found[3] for found in lines(call)} == {one: True, two: False}


def test_whoever_came_with_somebody_left_out_stands_alone(edition):
    call = a_call_with(edition, pairs=True, places=2)
    one, two = waiting(call, edition), waiting(call, edition, reasons=[{"code": "under_age", "edition": ""}])
    for first, second in ((one, two), (two, one)):
        first.pair = second.code
        first.save()
    assert [(found[0], found[2]) for found in lines(call)] == [(one, True)]


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_page_names_everybody_and_says_what_it_takes_for_granted(edition, signed_in, language):
    call = a_call_with(edition)
    one = waiting(call, edition)
    client = signed_in("coordinator")
    with translation.override(language):
        address = reverse("recruitment:selection_close", args=[call.key])
    words = client.get(address).content.decode()
    assert one.person.listed_name in words
    assert {"pl": "Co przyjęto z\u00a0góry", "en": "takes for granted"}[language] in words
    an = Call.objects.get()
    an.applications.update(status="eligible", points=1)
    words = client.get(address).content.decode()
    assert {"pl": "Co przyjęto", "en": "takes for granted"}[language] not in words


def test_as_many_queries_for_thirty_as_for_three(project, django_assert_num_queries):
    for count in (3, 30):
        edition = an_edition(project, capacity=2)
        call = a_call_with(edition, criteria=(DAILY,))
        for _unused in range(count):
            waiting(call, edition, person=a_person(project))
        with django_assert_num_queries(8):
            assert len(preview(call).people) == count


def test_a_call_still_open_shows_it_too(edition, signed_in):
    call = a_call_with(edition)
    Call.objects.update(closes_at=clock.now() + timedelta(days=1))
    one = waiting(call, edition)
    page = signed_in("coordinator").get(reverse("recruitment:selection_close", args=[call.key]))
    assert one.person.listed_name in page.content.decode()
