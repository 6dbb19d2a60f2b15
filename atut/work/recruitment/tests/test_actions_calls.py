"""A call written, changed, published, discarded: the happy road, each refusal, the entry, who may not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Call, CallEdition
from atut.work.recruitment.rules import applying, calls
from atut.work.recruitment.rules.moves import CallStatus, NotNow
from atut.work.recruitment.rules.points import Criterion, CriterionTwice
from atut.work.recruitment.tests.factories import a_call, a_draft, the_texts

pytestmark = pytest.mark.django_db


def last_event():
    return Entry.objects.order_by("pk").last().event


def places(call):
    return sorted(call.openings.values_list("edition", "places"))


@pytest.fixture
def edition(project):
    return an_edition(project, capacity=10)


def test_a_draft_is_kept_as_it_was_written(project, edition, coordinator, at):
    draft = a_draft(project, [edition], places=4, at=at, bound_percent=45, answer_days=5)
    call = actions.create_call(project, draft, actor=coordinator, at=at)
    assert (call.status, call.title, call.published_at) == (CallStatus.DRAFT, draft.title, None)
    assert (call.rules.share_of_45, call.answer_days) == (45, 5)
    assert places(call) == [(edition.pk, 4)]
    assert call.rules == draft.regulation
    assert last_event() == "recruitment.call.drafted"


def test_a_draft_is_changed_as_a_whole(project, edition, coordinator, at):
    call = a_call(project, at=at, published=False)
    changed = actions.change_call(call, a_draft(project, [edition], places=3, at=at, criteria=[]), actor=coordinator, at=at)
    assert places(changed) == [(edition.pk, 3)]
    assert changed.rules.criteria == ()
    assert last_event() == "recruitment.call.changed"


def test_publication_freezes_the_rules(project, edition, coordinator, at):
    the_texts(project)
    call = a_call(project, [edition], at=at, published=False)
    published = actions.publish_call(call, actor=coordinator, at=at)
    assert (published.status, published.published_at) == (CallStatus.PUBLISHED, at)
    entry = Entry.objects.order_by("pk").last()
    assert (entry.event, entry.fields) == (
        "recruitment.call.published", ["closes_at", "opens_at", "regulation"],
    )  # fmt: skip
    with pytest.raises(calls.CallFrozen):
        actions.change_call(call, a_draft(project, [edition], at=at), actor=coordinator, at=at)
    with pytest.raises(NotNow):
        actions.publish_call(call, actor=coordinator, at=at)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"closes": timedelta(days=-11)}, calls.ClosesBeforeItOpens),
        ({"criteria": [Criterion("a", {"pl": "A"}, 1), Criterion("a", {"pl": "B"}, 1)]}, CriterionTwice),
        ({"places": 11}, calls.TooManyPlaces),
    ],
)
def test_a_call_that_cannot_be_kept_is_refused_and_nothing_is_written(project, edition, coordinator, at, changes, refusal):
    fields = dict(changes)
    if "closes" in fields:
        fields["closes_at"] = at + fields.pop("closes")
    with pytest.raises(refusal):
        actions.create_call(project, a_draft(project, [edition], at=at, **fields), actor=coordinator, at=at)
    assert not Call.objects.exists()


def test_an_edition_of_another_project_is_refused(project, other_project, coordinator, at):
    foreign = a_draft(project, [an_edition(other_project)], at=at)
    with pytest.raises(applying.NotInThisCall):
        actions.create_call(project, foreign, actor=coordinator, at=at)


def test_two_drafts_may_plan_the_same_places_but_only_one_gets_them(project, edition, coordinator, at):
    the_texts(project)
    first = a_call(project, [edition], places=6, at=at, published=False)
    second = a_call(project, [edition], places=6, at=at, published=False)
    actions.publish_call(first, actor=coordinator, at=at)
    with pytest.raises(calls.TooManyPlaces):
        actions.publish_call(second, actor=coordinator, at=at)
    actions.change_call(second, a_draft(project, [edition], places=4, at=at), actor=coordinator, at=at)
    assert actions.publish_call(second, actor=coordinator, at=at).status == CallStatus.PUBLISHED


def test_a_call_is_published_with_editions_texts_and_time_left(project, edition, coordinator, at):
    with pytest.raises(calls.NothingOpened):
        actions.publish_call(a_call(project, [], at=at, published=False), actor=coordinator, at=at)
    call = a_call(project, [edition], at=at, published=False)
    with pytest.raises(calls.ClosesInThePast):
        actions.publish_call(call, actor=coordinator, at=call.closes_at)
    with pytest.raises(calls.TextsMissing):
        actions.publish_call(call, actor=coordinator, at=at)
    call.refresh_from_db()
    assert call.status == CallStatus.DRAFT


def test_a_draft_can_be_discarded_and_leaves_an_entry_with_its_title(project, edition, coordinator, at):
    call = a_call(project, [edition], at=at, published=False)
    actions.discard_call(call, actor=coordinator, at=at)
    assert not Call.objects.exists()
    assert not CallEdition.objects.exists()
    entry = Entry.objects.order_by("pk").last()
    assert (entry.event, entry.subject_key) == ("recruitment.call.discarded", call.key)
    assert entry.detail.values["title"] == call.title


def test_a_published_call_stays(project, coordinator, at):
    call = a_call(project, at=at)
    with pytest.raises(calls.NotADraft):
        actions.discard_call(call, actor=coordinator, at=at)
    assert Call.objects.filter(pk=call.pk).exists()


@pytest.mark.parametrize("role", ["controller", "office_lead", "trainer", None])
def test_others_may_not_write_calls(project, edition, at, role):
    call, actor = a_call(project, [edition], at=at, published=False), an_actor(role, project)
    draft = a_draft(project, [edition], at=at)
    for attempt in (
        lambda: actions.create_call(project, draft, actor=actor, at=at),
        lambda: actions.change_call(call, draft, actor=actor, at=at),
        lambda: actions.publish_call(call, actor=actor, at=at),
        lambda: actions.discard_call(call, actor=actor, at=at),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_a_coordinator_of_another_project_may_not_write_here(project, other_project, edition, at):
    stranger = an_actor("coordinator", other_project)
    call = a_call(project, [edition], at=at, published=False)
    with pytest.raises(PermissionDenied):
        actions.discard_call(call, actor=stranger, at=at)
