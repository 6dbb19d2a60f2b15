"""Written answers as a rule: what is needed, how long, what cannot stand, what the regulation says of it, older versions."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from atut.base.kernel import clock
from atut.work.recruitment.rules import asking, faults, prompts, wording
from atut.work.recruitment.rules.calls import Terms
from atut.work.recruitment.rules.points import Criterion, Prompt, Source, prompted
from atut.work.recruitment.rules.regulation import Document, Regulation, regulation_from
from atut.work.recruitment.tests.test_rules_regulation import WHOLE
from atut.work.selection.rules.terms import Fact

ASKED = Prompt({"pl": "Co zmienisz?", "en": "What will you change?"}, 200)
IDEA = Criterion(
    "idea", {"pl": "Pomysł"}, 10, Source.JURY, prompt=Prompt({"pl": "Co zmienisz?", "en": "What will you change?"}, 200)
)
PLAN = Criterion("plan", {"pl": "Plan"}, 5, Source.JURY, prompt=Prompt({"pl": "Kiedy?"}, is_voluntary=True))
DESK = Criterion("desk", {"pl": "Obsługa"}, 1)
LINES = (IDEA, PLAN, DESK)
CV = Document("cv", {"pl": "Życiorys"}, for_committee=True)
OPENS, CLOSES = clock.at(date(2026, 11, 11), 8), clock.at(date(2026, 12, 11), 16)


def terms(**regulation):
    return Terms(OPENS, CLOSES, {"e1": 4}, 3, Regulation(**regulation), {"e1": "Kurs"})


def said(language="pl", **regulation):
    with translation.override(language):
        return " ".join(wording.in_words(terms(**regulation))).replace("\u00a0", " ")


def test_a_newer_version_is_written_only_where_the_committee_reads_something():
    for newer in (Regulation(criteria=LINES), Regulation(criteria=(replace(IDEA, prompt=None),), documents=(CV,))):
        assert newer.as_data()["version"] == 4
        assert regulation_from(json.loads(json.dumps(newer.as_data()))) == newer
    assert WHOLE.as_data()["version"] == 2
    assert replace(WHOLE, least_points=3).as_data()["version"] == 3
    assert "prompt" not in WHOLE.as_data()["criteria"][1]
    assert "for_committee" not in WHOLE.as_data()["documents"][0]


def test_only_what_is_asked_is_kept():
    assert prompts.kept(LINES, {"idea": "  Tabliczki. ", "plan": " ", "desk": "tak", "else": "x"}) == {"idea": "Tabliczki."}


def test_what_is_needed_must_be_written_and_fit():
    assert prompts.lacking(LINES, {"idea": " "}) == (IDEA,)
    prompts.must_be_written(LINES, {"idea": "Tabliczki."})
    with pytest.raises(prompts.AnswersMissing, match="Co zmienisz"):
        prompts.must_be_written(LINES, {"plan": "W maju."})
    prompts.must_fit(LINES, {"idea": "a" * 200})
    with pytest.raises(prompts.AnswerTooLong, match="201"):
        prompts.must_fit(LINES, {"idea": "a" * 201})


def test_each_answer_stands_with_its_question():
    assert prompts.answered(LINES, {"idea": "Tabliczki."}) == [(IDEA, "Co zmienisz?", "Tabliczki."), (PLAN, "Kiedy?", "")]
    assert [line for line, _prompt in prompted(LINES)] == [IDEA, PLAN]


def test_the_committee_reads_only_the_papers_the_regulation_opens_to_it():
    regulation = Regulation(criteria=LINES, documents=(CV, Document("id", {"pl": "Dowód"})))
    prompts.must_be_for_committee(regulation, "cv")
    with pytest.raises(prompts.NotForCommittee):
        prompts.must_be_for_committee(regulation, "id")


@pytest.mark.parametrize(
    ("regulation", "fault"),
    [
        ({"criteria": (replace(IDEA, source=Source.ANSWER),)}, prompts.PromptWithoutCommittee),
        ({"criteria": (replace(IDEA, source=Source.GOPS),)}, prompts.PromptWithoutCommittee),
        ({"criteria": LINES, "documents": (replace(CV, proves=Fact.DISABILITY.value),)}, prompts.PaperTooPrivate),
    ],
)
def test_what_cannot_stand(regulation, fault):
    assert [type(one) for one in faults.found(terms(**regulation))] == [fault]


def test_a_paper_for_a_committee_without_anything_to_score_waits_until_publication():
    before = terms(criteria=(DESK,), documents=(CV,))
    assert list(faults.found(before)) == []
    assert [type(one) for one in faults.in_the_way(before, OPENS)] == [prompts.PaperForNobody]
    assert list(faults.in_the_way(terms(criteria=LINES, documents=(CV, replace(CV, code="b", proves="desk"))), OPENS)) == []


def test_the_rules_say_what_is_written_and_who_reads_it():
    words = said(criteria=LINES)
    assert "Piszesz odpowiedź na pytanie „Co zmienisz?”, do 200 znaków." in words
    assert "Możesz napisać odpowiedź na pytanie „Kiedy?”, do 1000 znaków." in words
    assert "Odpowiedzi pisemne czyta komisja" in words
    assert "nie ma nazwisk" in words
    assert "razem z nazwiskiem, które w nich jest: Życiorys" in said(criteria=LINES, documents=(CV,))
    assert "You write an answer to “What will you change?”, up to 200 characters." in said("en", criteria=LINES)
    assert "Odpowiedzi pisemne" not in said(criteria=(replace(IDEA, prompt=None),))
    assert "komisja" not in said(criteria=(DESK,)).casefold()


def test_the_form_asks_with_a_reason_and_says_whether_names_are_seen():
    idea, plan = asking.to_write(Regulation(criteria=LINES))
    assert (idea.is_required, plan.is_required, idea.longest) == (True, False, 200)
    assert "Pomysł" in idea.why["pl"]
    assert "pod kodem" in idea.help["pl"]
    own = replace(IDEA, why={"pl": "Bo tak."})
    named = asking.questions(Regulation(criteria=(own,), documents=(CV,)), on_paper=True)[0]
    assert (named.why["pl"], named.help["pl"], named.is_required) == ("Bo tak.", "Najwyżej 200 znaków.", False)


def test_a_form_is_parted_by_what_each_answer_is():
    told = asking.parted(Regulation(criteria=LINES), {"idea": "tak", "plan": "", "desk": True})
    assert (told.written, told.answers, told.confided, told.post_kind) == ({"idea": "tak"}, {"desk": True}, {}, "")
