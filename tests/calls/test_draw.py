"""A draw: few points, so that nearly everybody is equal; a share of women; pairs; one of a pair leaves before the draw."""

import hashlib
import hmac
from dataclasses import replace
from datetime import timedelta

import pytest

from atut.base.kernel import clock
from atut.work.recruitment import actions
from atut.work.recruitment.models import Call, Draw
from atut.work.recruitment.rules.points import Criterion
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.tests.factories import holder
from atut.work.selection.rules.terms import Amount, Bound, Fact, Terms, Ties
from tests.calls import field, papers, truth
from tests.calls.life import Life

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
POINTS = (Criterion("gops", {"pl": "Praca w GOPS", "en": "Works in a GOPS"}, 2, "gops"),)
BOUNDS = (Bound(Fact.WOMAN, at_least=Amount(65, is_percent=True)),)
VALUE = "3, 8, 21, 33, 40, 49"
PAIRS = (10, 40, 70)


@pytest.fixture
def opened(project, at):
    found = field.editions(project, at.date() + timedelta(days=60), forms=(2, 1), capacity=25)
    return dict.fromkeys(found, 20)


@pytest.fixture
def call(project, opened, coordinator, at):
    regulation = Regulation(
        criteria=POINTS,
        bounds=BOUNDS,
        ties=Ties.DRAW,
        draw_value={"pl": "Liczby Lotto", "en": "Lotto numbers"},
        draw_on=clock.local(at).date() + timedelta(days=14),
        pairs=True,
    )
    return field.published(project, opened, coordinator, opens_at=at, days=10, regulation=regulation)


@pytest.fixture
def people(call, project):
    found = field.people(call, field.offices(project), seed=5)
    for number, one in enumerate(found):
        if number - 1 in PAIRS:
            one.wishes = found[number - 1].wishes
        field.sent(call, one)
    for number in PAIRS:
        one, other = found[number].application, found[number + 1].application
        actions.name_pair(one, other.code, actor=holder(one, project), at=call.closes_at)
        actions.name_pair(other, one.code, actor=holder(other, project), at=call.closes_at)
    return found


def lot(draw, code):
    """As the published rule says, by nothing of ours."""
    seed = hashlib.sha256(f"{draw.secret}\n{draw.list_hash}\n{VALUE}".encode()).digest()
    return hmac.new(seed, code.encode(), hashlib.sha256).hexdigest()


def test_equal_points_are_parted_by_lots_that_anybody_can_draw_again(call, people, opened, coordinator, elsewhere):
    at = call.closes_at + timedelta(hours=1)
    field.assessed(call, coordinator, at)
    draw = actions.freeze_list(call, actor=coordinator, at=at)
    left = people[PAIRS[0]]
    actions.withdraw_application(left.application, actor=coordinator, at=at)
    held_at = clock.at(draw.draw_on, 22)
    actions.close_selection(call, actor=coordinator, at=held_at, public_value=VALUE)

    draw = Draw.objects.get(call=call)
    assert hashlib.sha256(draw.secret.encode()).hexdigest() == draw.commitment
    applicants = {
        one.code: truth.as_applicant(
            one,
            points=2 * (one.office.kind == "gops"),
            facts={Fact.WOMAN.value} if one.sex == "f" else (),
            lot=lot(draw, one.code),
        )
        for one in people
    }
    for number in PAIRS:
        one, other = people[number].code, people[number + 1].code
        applicants[one], applicants[other] = replace(applicants[one], pair=other), replace(applicants[other], pair=one)
    forms = {edition.key: edition.support_form.key for edition in opened}
    terms = Terms({edition.key: places for edition, places in opened.items()}, BOUNDS, forms=forms, ties=Ties.DRAW)
    selection, listed = truth.proved(call, list(applicants.values()), terms, refused=0, left=[left.code])
    assert truth.must_change_it(selection, listed)
    assert selection.input_hash == draw.list_hash
    elsewhere(call)
    life = Life(Call.objects.get(pk=call.pk), listed, coordinator, held_at, gone=[left.code])
    life.answer()
    life.give_back(3)
    papers.must_be_in_the_journal(call)
