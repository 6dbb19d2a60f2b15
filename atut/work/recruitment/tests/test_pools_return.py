"""Places kept for an office until a day: nobody is asked to do anything before it, and nobody has to on it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.audit.tests.reading import events
from atut.base.kernel import clock
from atut.work.partnership.tests.factories import a_partner
from atut.work.recruitment.actions.placing import return_pools
from atut.work.recruitment.models import Place
from atut.work.recruitment.queries.waiting import worklist
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.tasks import offer_returned_places
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, an_eligible_application
from atut.work.selection.rules.terms import Pool

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project, edition):
    """Two places, one of them kept for an office nobody came from; two people of another office."""
    kept = Pool(a_partner(project).organisation.key, edition.key, 1)
    call = a_past_call(project, {edition: 2})
    returns = call.closes_at + timedelta(days=2)
    call.regulation = Regulation(pools=(kept,), pools_return_at=returns).as_data()
    call.save(update_fields=["regulation"])
    vars(call).pop("rules", None)
    for points in (9, 8):
        an_eligible_application(call, [edition], points=points)
    a_closed_list(call)
    return call


def test_on_the_day_the_place_goes_to_the_next_one_by_itself(call, coordinator):
    returns = call.rules.pools_return_at
    assert offer_returned_places(returns - timedelta(seconds=1)) == 0
    assert Place.objects.count() == 1
    assert offer_returned_places(returns) == 1
    assert Place.objects.order_by("pk").last().application.points == 8
    assert events()[-2:] == ["recruitment.place.offered", "recruitment.pool.returned"]
    assert offer_returned_places(returns) == 0


def test_before_the_day_the_office_has_nothing_to_do_with_it(call, coordinator):
    assert [one.title for one in worklist(coordinator, clock.now())] == ["propozycja czeka na odpowiedź"]


def test_only_the_program_opens_them(call, coordinator):
    with pytest.raises(PermissionDenied):
        return_pools(call, actor=coordinator, at=call.rules.pools_return_at)
