"""Does search find what a resident means? Over the corpus and its queries; the figures are printed (pytest -s)."""

import sys

import pytest
from django.db import connection

from atut.base.kernel import clock
from atut.front.search import queries, words
from atut.front.search.rules import parse
from atut.front.search.tests import corpus, written


def say(words):
    sys.stdout.write(words)


pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def found_for(project, query):
    answer = queries.find(project, parse(query, "pl"), queries.Filters(), today=clock.today(), page=1)
    return answer, [corpus.number_of(entry) for entry in answer.page.paginator.object_list[:]]


def measured(project):
    """Recall over the wanted documents, and the share of wanted ones among the first ten shown."""
    answers, recalls, precisions, missed, strange = {}, [], [], [], []
    for wanted in written.queries():
        _answer, found = found_for(project, wanted.query)
        first = answers[wanted.query] = found[:10]
        recalls.append(len(wanted.documents & set(found)) / len(wanted.documents))
        precisions.append(len(wanted.documents & set(first)) / max(1, len(first)))
        missed += [(wanted.query, sorted(wanted.documents - set(found)))] * (recalls[-1] < 1)
        strange += [(wanted.query, [one for one in first if one not in wanted.documents])] * (precisions[-1] < 1)
    recall, precision = sum(recalls) / len(recalls), sum(precisions) / len(precisions)
    say(f"\n{connection.vendor}, {words.dictionary()}: {len(recalls)} queries, recall {recall:.4f}, precision@10 {precision:.4f}\n")
    say(f"missed: {missed}\nnot wanted: {strange}\n")
    return recall, precision, answers


def unmended(project):
    """Misspelt queries that neither propose the word meant nor find what it would find."""
    for typed, meant in written.typos():
        answer, found = found_for(project, typed)
        _right, wanted = found_for(project, meant)
        proposed = {key for one in answer.meant.corrections for key in words.keys(one.meant, "pl")}
        if not proposed & words.keys(meant.lower(), "pl") and not (wanted and set(wanted) <= set(found)):
            yield typed, meant, [one.meant for one in answer.meant.corrections]


def test_the_corpus_is_found_by_the_dictionary_in_the_same_order_on_every_database(project, settings):
    settings.ATUT_DICTIONARY = "morfeusz"
    corpus.write_corpus(project)
    assert len(list(written.queries())) >= 200
    recall, precision, answers = measured(project)
    assert recall >= 0.99
    assert precision >= 0.95
    if not written.ANSWERS.exists():  # written once, on one database; every other must answer the same
        written.ANSWERS.write_text("".join(f"{query} | {' '.join(found)}\n" for query, found in answers.items()))
    assert answers == dict(written.answers())
    wrong = list(unmended(project))
    say(f"misspelt: {len(list(written.typos()))}, not mended: {wrong}\n")
    assert len(wrong) <= 1


def test_without_the_dictionary_fewer_forms_are_found(project, settings):
    settings.ATUT_DICTIONARY = "snowball"
    corpus.write_corpus(project)
    recall, precision, _answers = measured(project)
    say(f"not mended: {list(unmended(project))}\n")
    assert recall >= 0.85
    assert precision >= 0.9
