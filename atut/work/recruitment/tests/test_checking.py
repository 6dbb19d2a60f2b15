"""What was declared is checked: what counts, who may, by what document; frozen into the list; what the regulation says."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.actions.checking import check_answer, look_at_declared
from atut.work.recruitment.models import Application, Call
from atut.work.recruitment.queries.checking import unchecked
from atut.work.recruitment.queries.facts import known_for_points
from atut.work.recruitment.queries.ranking import ranking_input
from atut.work.recruitment.queries.selection import eligible
from atut.work.recruitment.rules import checking as rules
from atut.work.recruitment.rules.applying import ListClosed
from atut.work.recruitment.rules.checking import Check
from atut.work.recruitment.rules.points import Criterion
from atut.work.recruitment.rules.regulation import Document, Regulation, regulation_from
from atut.work.recruitment.tests.factories import a_call, an_application
from atut.work.selection.rules.terms import Amount, Bound, Fact

pytestmark = pytest.mark.django_db

RESIDENTS = Criterion("residents", {"pl": "Obsługuję mieszkańców", "en": "I serve residents"}, 5)
DISABLED = Bound(fact=Fact.DISABILITY, at_least=Amount(1))
STRICT = Regulation(criteria=(RESIDENTS,), bounds=(DISABLED,), confirmed_only=True)
YES = Check(is_confirmed=True, document="orzeczenie 12/2026")
NO = Check(is_confirmed=False)


def applied(project, at, regulation):
    call = a_call(project, [an_edition(project, capacity=2)], at=at, regulation=regulation)
    said = {"answers": {"residents": True}, "confided": {"disability": True}}
    return an_application(call, at=at, assessed=True, **said)


def points_and_facts(application):
    application = eligible(application.call)[0]
    (one,) = ranking_input(application.call, [application]).applicants
    return one.points, "disability" in one.facts


def test_under_a_strict_regulation_only_what_is_confirmed_counts(project, coordinator, at):
    application = applied(project, at, STRICT)
    assert points_and_facts(application) == (0, False)
    assert unchecked(application.call) == 1
    application = check_answer(application, "residents", YES, actor=coordinator, at=at)
    assert points_and_facts(application) == (5, False)
    application = check_answer(application, "disability", YES, actor=coordinator, at=at)
    assert points_and_facts(application) == (5, True)
    assert "disability" in known_for_points(application).facts
    assert unchecked(application.call) == 0
    application = check_answer(application, "residents", NO, actor=coordinator, at=at)  # seen again, and it was not so
    assert points_and_facts(application) == (0, True)


def test_elsewhere_what_is_declared_counts_unless_it_was_found_not_to_be_so(project, coordinator, at):
    application = applied(project, at, replace(STRICT, confirmed_only=False))
    assert points_and_facts(application) == (5, True)
    application = check_answer(application, "disability", NO, actor=coordinator, at=at)
    assert points_and_facts(application) == (5, False)


def test_what_was_found_is_kept_encrypted_and_the_journal_does_not_say_what(project, coordinator, at):
    application = check_answer(applied(project, at, STRICT), "disability", YES, actor=coordinator, at=at)
    kept = Application.objects.get().checked["disability"]
    assert (kept["is_confirmed"], kept["document"], kept["by"]) == (True, "orzeczenie 12/2026", coordinator.label)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT checked FROM recruitment_application")
        assert "disability" not in cursor.fetchone()[0]
    entry = Entry.objects.get(event="recruitment.application.checked")
    assert entry.fields == ["checked"]
    (line,) = (one for one in look_at_declared(application, actor=coordinator, at=at) if one.code == "disability")
    assert line.check.moment == at
    assert Entry.objects.filter(event="recruitment.application.looked_at").count() == 1


def test_only_a_yes_is_checked_and_a_confirmation_names_its_document(project, coordinator, at):
    application = applied(project, at, STRICT)
    with pytest.raises(rules.DocumentNeeded):
        check_answer(application, "disability", Check(is_confirmed=True, document=" "), actor=coordinator, at=at)
    with pytest.raises(rules.NotDeclared):
        check_answer(application, "rural", NO, actor=coordinator, at=at)


def test_who_may_not_and_not_after_the_list_is_closed(project, office, coordinator, at):
    application = applied(project, at, STRICT)
    for role in ("controller", "office_lead", "committee"):
        actor = an_actor(role, project, office if role == "office_lead" else None)
        with pytest.raises(PermissionDenied):
            check_answer(application, "disability", YES, actor=actor, at=at)
        with pytest.raises(PermissionDenied):
            look_at_declared(application, actor=actor, at=at)
    Call.objects.update(status="frozen")
    with pytest.raises(ListClosed):
        check_answer(application, "disability", YES, actor=coordinator, at=at)


def test_a_confirmation_stands_for_the_paper_that_should_have_been_enclosed(project, coordinator, at):
    proof = Document("proof", {"pl": "Orzeczenie", "en": "Certificate"}, proves="disability")
    application = applied(project, at, Regulation(bounds=(DISABLED,), documents=(proof,)))
    assert points_and_facts(application) == (0, False)
    check_answer(application, "disability", YES, actor=coordinator, at=at)
    assert points_and_facts(application) == (0, True)


def test_the_closed_list_keeps_what_counted(project, coordinator, at):
    application = check_answer(applied(project, at, STRICT), "disability", YES, actor=coordinator, at=at)
    end = application.call.closes_at + timedelta(hours=1)
    selection = actions.close_selection(application.call, actor=coordinator, at=end)
    assert "disability" in json.dumps(selection.input["applicants"])
    assert selection.result["people"][application.code]["points"] == 0


def test_the_regulation_says_it_in_words_and_older_ones_stay_as_they_were():
    assert regulation_from(json.loads(json.dumps(STRICT.as_data()))) == STRICT
    assert STRICT.as_data()["version"] == 3
    plain = replace(STRICT, confirmed_only=False)
    assert "confirmed_only" not in plain.as_data()
    assert plain.as_data()["version"] == 2
    assert rules.in_words(plain) == []
    with translation.override("en"):
        (said,) = rules.in_words(STRICT)
    assert "I serve residents" in said
    assert "disability" in said


def test_a_condition_on_nothing_is_refused():
    assert [type(one) for one in rules.faults(Regulation(confirmed_only=True))] == [rules.NothingToConfirm]
    assert list(rules.faults(STRICT)) == []
    assert list(rules.faults(Regulation())) == []


def test_the_desk_shows_and_keeps_what_was_found(signed_in, project, at):
    from atut.base.kernel import clock

    client, application = signed_in("coordinator"), applied(project, clock.now(), STRICT)
    checks = reverse("recruitment:application_checks", args=[application.key])
    assert checks in client.get(reverse("recruitment:application_show", args=[application.key])).content.decode()
    page = client.get(checks).content.decode()
    second = reverse("recruitment:application_check", args=[application.key, 2])
    assert second in page
    assert "disability" not in second
    assert client.post(second, {"is_confirmed": "yes", "document": ""}).status_code == 200
    assert client.post(second, {"is_confirmed": "yes", "document": "orzeczenie 12/2026"}).url == checks
    assert "orzeczenie 12/2026" in client.get(checks).content.decode()
    assert client.get(reverse("recruitment:application_check", args=[application.key, 3])).status_code == 404
    close = reverse("recruitment:selection_close", args=[application.call.key])
    assert "nie liczy się" in client.get(close).content.decode()
    assert signed_in("controller").get(checks).status_code == 403
