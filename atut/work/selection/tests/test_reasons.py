"""Reasons as sentences: what is said, and what is not said about others."""

from django.utils import translation

from atut.work.selection.rules import reasons
from atut.work.selection.rules.terms import Amount, Bound, Pool, Terms
from atut.work.selection.rules.walk import select
from atut.work.selection.tests.factories import one, share

NAMES = {"a": {"pl": "A", "en": "Course A"}, "b": {"pl": "B", "en": "Course B"}, "north": {"pl": "Sabnie", "en": "Sabnie"}}
OLDER = Bound("age_45", at_least=share(50))


def said(people, terms, code):
    with translation.override("en"):
        kept = reasons.reasons(select(people, terms), terms, NAMES)[code]
        return [reasons.in_words(reason) for reason in kept]


def test_why_in_why_not_and_what_would_have_changed_it():
    people = [one("first", 50), one("then", 41, choices="ba"), one("old", 1, facts={"age_45"}, choices="b")]
    terms = Terms({"a": 1, "b": 1}, (OLDER,))
    assert said(people, terms, "first") == ["Position 1 in the ranking with 50 points: a place was free."]
    kept, full, change = said(people, terms, "then")
    assert kept.endswith("were kept for the lower bounds: people aged 45 or more: at least 1 places.")
    assert "All 1 places went to people higher" in full
    assert "position 1 and 50 points" in full
    assert change == "With 10 points more there would have been a place in “Course A”."


def test_the_tie_is_named():
    terms = Terms({"a": 1})
    change = said([one("x", 5), one("y", 5, minute=1)], terms, "y")[-1]
    assert change.startswith("Only the tie decided: with the same points and a receipt before")
    assert "With 1 point more" in change
    assert said([one("x", 5, lot="1"), one("y", 5, lot="2")], Terms({"a": 1}, ties="draw"), "y")[-1].startswith("Only the draw")


def test_another_edition_is_named_and_what_points_cannot_do():
    change = said([one("x", 9), one("y", 5)], Terms({"a": 1, "b": 1}), "y")[-1]
    assert change.endswith("At this position there would still have been a place in: Course B.")
    assert said([one("x", 9)], Terms({"a": 0}), "x") == [
        "There are no places in this edition.",
        "More points alone would not have led to a place.",
    ]


def test_pools_upper_bounds_forms_and_pairs_have_words():
    pool = Terms({"a": 1}, pools=(Pool("north", "a", 1),))
    assert "kept for people of other offices" in said([one("x", 9)], pool, "x")[0]
    most = Terms({"a": 1}, (Bound(office="north", edition="a", at_most=Amount(0)),))
    assert "an upper bound was reached: Sabnie, Course A: at most 0 places." in said([one("x", office="north")], most, "x")[0]
    anybody = Terms({"a": 1}, (Bound(at_most=Amount(0)),))
    assert "all applicants: at most 0 places" in said([one("x")], anybody, "x")[0]
    forms = Terms({"a": 1, "b": 1}, forms={"a": "f", "b": "f"}, most_places=2)
    assert "same form of support" in said([one("x", choices="ab")], forms, "x")[1]
    assert "wanted more" in said([one("x", choices="ab")], Terms({"a": 1, "b": 1}), "x")[1]
    assert said([one("x", pair="gone")], Terms({"a": 1}), "x") == [
        "The other one of the pair is not on the list, and a place was wanted only together."
    ]
    pair = [one("x", 5, pair="y"), one("y", 4, pair="x"), one("z", 9)]
    assert "than are wanted together" in said(pair, Terms({"a": 2}), "x")[0]
    assert "would have had to stand higher too" in said([*pair, one("w", 8)], Terms({"a": 2}), "x")[-1]


def test_a_reason_kept_before_bounds_had_names_is_still_read():
    old = {"edition": "a", "code": "kept", "rank": 3, "points": 7, "places": 2, "last_rank": 0, "last_points": 0, "asked": 6}
    with translation.override("en"):
        assert reasons.in_words(old).endswith("people aged 45 or more: at least 6 places.")


class TestBounds:
    def outcome(self, *, is_committee):
        terms = Terms({"a": 8}, (OLDER, Bound("man", at_most=share(25))))
        people = [one("x", facts={"age_45"}), one("m", facts={"man"})]
        with translation.override("en"):
            return reasons.bounds_in_words(reasons.kept_bounds(select(people, terms), NAMES), is_committee=is_committee)

    def test_the_committee_reads_the_numbers(self):
        older, men = self.outcome(is_committee=True)
        assert older == (
            "people aged 45 or more: 1 places given. The call asks for at least 4."
            " With these applications the most is 1, so the bound is lowered."
        )
        assert men == "men: 1 places given. The call allows at most 2."

    def test_everybody_else_reads_whether_a_bound_was_met_and_no_number_of_people(self):
        older, men = self.outcome(is_committee=False)
        assert older == ("people aged 45 or more: at least 4 places; there were too few such applications, so fewer were given.")
        assert men == "men: at most 2 places; kept."

    def test_what_everybody_reads_is_the_same_whatever_was_counted_so_nothing_is_found_by_subtraction(self):
        kept = {"fact": "woman", "office": {}, "edition": {}, "asked": 4, "most": 9, "target": 4}
        with translation.override("en"):
            said = {tuple(reasons.bounds_in_words([kept | {"given": given}], is_committee=False)) for given in range(4, 10)}
        assert len(said) == 1

    def test_of_bounds_spread_out_everybody_reads_one_sentence(self):
        spread = {
            "fact": "",
            "office": NAMES["north"],
            "edition": {},
            "asked": 0,
            "most": 3,
            "target": 0,
            "given": 3,
            "each": "office",
        }
        with translation.override("en"):
            said = [reasons.bounds_in_words([spread | {"is_binding": is_so}], is_committee=False) for is_so in (True, False)]
        assert said == [["The bounds for each office or each edition were kept as far as the applications allowed."]] * 2

    def test_without_bounds(self):
        with translation.override("en"):
            assert reasons.bounds_in_words([], is_committee=True) == ["This call has no bounds."]

    def test_whom_a_bound_is_about(self):
        with translation.override("en"):
            assert reasons.whom({"fact": "woman", "office": NAMES["north"]}) == "women, Sabnie"
