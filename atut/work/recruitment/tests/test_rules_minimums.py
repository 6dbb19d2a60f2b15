"""Required minimums: nobody can be asked for more than there is, whoever is below reads points and minimum, the words are whole."""

import pytest
from django.utils import translation

from atut.work.recruitment.rules import minimums
from atut.work.recruitment.rules.applying import Reason, ReasonCode, reasons_from
from atut.work.recruitment.rules.points import Criterion, Source
from atut.work.recruitment.rules.regulation import Regulation, regulation_from

ESSAY = Criterion("essay", {"pl": "Uzasadnienie"}, 10, Source.JURY, weight=2)
YES = Criterion("yes", {"pl": "Obsługa"}, 5, least=5)
WHOLE = Regulation(criteria=(ESSAY, YES), least_jury=8, least_points=12)


def plain(words):
    return words.replace("\u00a0", " ")


def test_it_is_kept_with_the_regulation_in_the_newer_version():
    assert regulation_from(WHOLE.as_data()) == WHOLE
    assert [WHOLE.as_data()["version"], Regulation(criteria=(ESSAY,)).as_data()["version"]] == [3, 2]
    assert Regulation(criteria=(YES,)).as_data()["version"] == 3


def test_whoever_is_below_reads_points_and_minimum():
    found = minimums.below(WHOLE, {"essay": 6, "yes": 0})
    assert {one.code for one in found} == {ReasonCode.BELOW_MINIMUM}
    assert reasons_from([one.as_data() for one in found]) == found
    with translation.override("pl"):
        assert [plain(minimums.reason_in_words(one.as_data())) for one in found] == [
            "Poza rankingiem: Obsługa – 0 punktów, a wymagane minimum to 5",
            "Poza rankingiem: punkty komisji razem – 6 punktów, a wymagane minimum to 8",
            "Poza rankingiem: wszystkie punkty razem – 6 punktów, a wymagane minimum to 12",
        ]
        assert (
            plain(minimums.reason_in_words(Reason(ReasonCode.BELOW_MINIMUM).as_data())) == "Mniej punktów niż minimum tego naboru"
        )


def test_exactly_the_minimum_is_enough():
    assert minimums.below(WHOLE, {"essay": 8, "yes": 5}) == ()
    assert minimums.below(Regulation(criteria=(ESSAY,)), {}) == ()


@pytest.mark.parametrize(
    "regulation",
    [
        Regulation(criteria=(Criterion("a", {"pl": "A"}, 3, least=4),)),
        Regulation(criteria=(ESSAY,), least_jury=21),
        Regulation(criteria=(YES,), least_points=6),
        Regulation(least_jury=1),
    ],
)
def test_more_than_anybody_can_have_is_a_fault(regulation):
    (fault,) = minimums.faults(regulation)
    assert isinstance(fault, minimums.MinimumTooHigh)
    assert str(fault)


def test_the_words_name_every_minimum():
    assert list(minimums.faults(WHOLE)) == []
    with translation.override("pl"):
        assert [plain(one) for one in minimums.in_words(WHOLE)[1:]] == [
            "– Obsługa: co najmniej 5 z 5 punktów.",
            "– punkty komisji razem: co najmniej 8 z 20 punktów.",
            "– wszystkie punkty razem: co najmniej 12 z 25 punktów.",
        ]
    assert minimums.in_words(Regulation(criteria=(ESSAY,))) == []
