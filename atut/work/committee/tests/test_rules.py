"""Rules: how scores become points, who sits, when a sheet closes."""

from datetime import timedelta

import pytest

from atut.base.kernel import clock
from atut.work.committee.rules import members, scoring
from atut.work.committee.rules import signing as signed
from atut.work.committee.tests.factories import MOTIVES, PLAN


@pytest.mark.parametrize(
    ("scores", "weight", "expected"),
    [([7, 8], 1, 8), ([7, 7, 8], 1, 7), ([7, 8, 8], 1, 8), ([7, 8], 2, 15), ([0, 0], 3, 0), ([1, 2, 2], 3, 5), ([5], 1, 5)],
)
def test_points_are_the_mean_times_the_weight_a_half_upwards(scores, weight, expected):
    assert scoring.points(scores, weight) == expected
    assert scoring.points(list(reversed(scores)), weight) == expected


def test_points_never_leave_the_range_and_never_fall_when_a_score_rises():
    for first in range(11):
        for second in range(10):
            assert 0 <= scoring.points([first, second], 2) <= scoring.points([first, second + 1], 2) <= MOTIVES.most


def test_results_are_counted_for_each_criterion():
    sheets = [{"motives": 7, "plan": 2}, {"motives": 8, "plan": 3}]
    assert scoring.results((MOTIVES, PLAN), sheets) == {"motives": 15, "plan": 3}
    assert "średnia" in scoring.rule_in_words()


@pytest.mark.parametrize("scores", [{"motives": 11}, {"motives": -1}, {"other": 1}])
def test_scores_outside_the_range_are_refused(scores):
    with pytest.raises(scoring.OutOfRange):
        scoring.must_be_in_range((MOTIVES, PLAN), scores)


def test_a_gap_may_be_saved_but_is_not_whole():
    scoring.must_be_in_range((MOTIVES, PLAN), {"motives": 10})
    assert not scoring.is_whole((MOTIVES, PLAN), {"motives": 10})
    assert scoring.is_whole((MOTIVES, PLAN), {"motives": 10, "plan": 0})


def test_a_sheet_closes_after_the_last_moment_and_without_gaps():
    now = clock.now()
    with pytest.raises(scoring.StillOpenToApply):
        scoring.must_be_closable(closes_at=now + timedelta(seconds=1), unscored=[], at=now)
    with pytest.raises(scoring.NotAllScored, match="AB-12"):
        scoring.must_be_closable(closes_at=now, unscored=["AB-12"], at=now)
    scoring.must_be_closable(closes_at=now, unscored=[], at=now)


def test_who_can_be_appointed():
    known = {"is_on_committees": True, "sees_names": False, "is_member": False}
    members.must_be_appointable("Anna", **known)
    for wrong, refusal in (
        ({"is_on_committees": False}, members.NotOnCommittees),
        ({"sees_names": True}, members.SeesNames),
        ({"is_member": True}, members.AlreadyAppointed),
    ):
        with pytest.raises(refusal, match="Anna"):
            members.must_be_appointable("Anna", **(known | wrong))


def test_who_does_not_sit_or_has_not_declared_does_nothing():
    members.must_sit("Anna", is_dismissed=False, has_declared=True)
    with pytest.raises(members.NoLongerMember):
        members.must_sit("Anna", is_dismissed=True, has_declared=True)
    with pytest.raises(members.NotDeclared):
        members.must_sit("Anna", is_dismissed=False, has_declared=False)


def test_only_the_newest_protocol_is_accepted():
    signed.must_be_newest("a", "a")
    with pytest.raises(signed.AnotherVersion):
        signed.must_be_newest("a", "b")
