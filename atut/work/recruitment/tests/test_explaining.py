"""A long list is explained after it was closed: everybody, once, and as it would have been at once."""

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.work.recruitment.actions.explaining import keep_explanations
from atut.work.recruitment.models import Choice, Selection
from atut.work.recruitment.queries.explaining import next_explanations
from atut.work.recruitment.queries.own import own_page
from atut.work.recruitment.queries.selection import protocol
from atut.work.recruitment.tasks import explain_lists

pytestmark = pytest.mark.django_db


def said(selection):
    return [(line.code, line.reasons) for line in protocol(Selection.objects.get(pk=selection.pk)).lines]


def first_wishes(selection):
    wishes = Choice.objects.filter(application__call=selection.call).order_by("pk")
    return [one.reasons for one in wishes]


def test_the_job_says_what_would_have_been_said_at_once(at_once, request):
    before = said(at_once), first_wishes(at_once)
    long = request.getfixturevalue("long")
    assert (said(long), first_wishes(long)) != before
    waiting = long.call.applications.prefetch_related("choices", "places").get(code=said(long)[-1][0])
    assert own_page(waiting, clock.now()).is_computing
    assert explain_lists(clock.now()) == 4
    assert said(long) == before[0]
    assert first_wishes(long) == before[1]
    assert not own_page(waiting, clock.now()).is_computing


def test_it_ends_and_a_second_worker_changes_nothing(long):
    system_actor, at = system(long.call.project_id), clock.now()
    found = next_explanations(long)
    assert keep_explanations(long, found, actor=system_actor, at=at) == 4
    kept = first_wishes(long)
    assert keep_explanations(long, found, actor=system_actor, at=at) == 0, "a worker killed and started again"
    assert first_wishes(long) == kept
    assert explain_lists(at) == 0
    assert Selection.objects.get(pk=long.pk).is_explained
    assert Entry.objects.filter(event="recruitment.selection.explained").count() == 3
    assert explain_lists(at) == 0
    assert Entry.objects.filter(event="recruitment.selection.explained").count() == 3


def test_only_the_program_does_it(long, project):
    with pytest.raises(PermissionDenied):
        keep_explanations(long, {}, actor=an_actor("coordinator", project), at=clock.now())


def test_whoever_withdrew_meanwhile_is_passed_over(long):
    code = said(long)[-1][0]
    long.call.applications.get(code=code).choices.all().delete()
    assert explain_lists(clock.now()) == 4
    assert code in Selection.objects.get(pk=long.pk).changes
