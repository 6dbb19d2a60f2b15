"""A call written, changed, published, discarded: the happy road, each refusal, the entry, who may not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Call, CallEdition
from atut.work.recruitment.queries.calls import as_published
from atut.work.recruitment.queries.writing import in_the_way, mark_of
from atut.work.recruitment.rules import applying, bounds, calls
from atut.work.recruitment.rules.moves import CallStatus, NotNow
from atut.work.recruitment.rules.sections import Section
from atut.work.recruitment.tests.factories import a_call, a_draft, a_regulation, for_people_of_45, the_texts
from atut.work.selection.rules.frozen import hash_of
from atut.work.selection.rules.terms import Amount, Bound, Fact

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
    assert (call.rules.bounds, call.answer_days) == (for_people_of_45(45), 5)
    assert places(call) == [(edition.pk, 4)]
    assert call.rules == draft.regulation
    assert last_event() == "recruitment.call.drafted"


def a_change(call, section, **values):
    return actions.Change(section, values, mark_of(whole(call), section))


def whole(call):
    return Call.objects.prefetch_related("openings__edition").get(pk=call.pk)


def test_a_draft_is_changed_section_by_section_and_the_others_stay(project, edition, coordinator, at):
    call = a_call(project, at=at, published=False, answer_days=4)
    opened = a_change(call, Section.WORDS, openings=[actions.Opening(edition, 3)])
    actions.change_call(call, opened, actor=coordinator, at=at)
    changed = actions.change_call(call, a_change(call, Section.POINTS, criteria=()), actor=coordinator, at=at)
    assert places(changed) == [(edition.pk, 3)]
    assert (changed.rules.criteria, changed.answer_days) == ((), 4)
    entry = Entry.objects.order_by("pk").last()
    assert (entry.event, entry.fields) == ("recruitment.call.changed", ["criteria"])


def test_two_tabs_of_one_section_do_not_write_over_each_other(project, edition, coordinator, at):
    call = a_call(project, [edition], at=at, published=False)
    first, second = (a_change(call, Section.TERMS, appeal_days=days) for days in (5, 7))
    elsewhere = a_change(call, Section.ORDER, most_places=2)
    actions.change_call(call, first, actor=coordinator, at=at)
    with pytest.raises(calls.SectionChanged):
        actions.change_call(call, second, actor=coordinator, at=at)
    saved = actions.change_call(call, elsewhere, actor=coordinator, at=at)
    assert (saved.rules.appeal_days, saved.rules.most_places) == (5, 2)


def test_a_section_with_a_fault_is_refused_and_nothing_is_written(project, edition, coordinator, at):
    call = a_call(project, [edition], at=at, published=False)
    too_many = a_change(call, Section.BOUNDS, bounds=(Bound(Fact.WOMAN, at_least=Amount(11)),))
    with pytest.raises(bounds.BoundTooHigh):
        actions.change_call(call, too_many, actor=coordinator, at=at)
    assert whole(call).rules.bounds == ()


def test_a_fault_made_by_another_section_waits_for_publication(project, edition, coordinator, at):
    the_texts(project)
    call = a_call(project, [edition], at=at, published=False, regulation=a_regulation(bounds=(Bound(at_least=Amount(9)),)))
    fewer = a_change(call, Section.WORDS, openings=[actions.Opening(edition, 3)])
    actions.change_call(call, fewer, actor=coordinator, at=at)
    with pytest.raises(bounds.BoundTooHigh):
        actions.publish_call(call, actor=coordinator, at=at)
    assert [fault.section for fault in in_the_way(whole(call), at)] == [Section.BOUNDS]


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
        actions.change_call(call, a_change(call, Section.TERMS, appeal_days=9), actor=coordinator, at=at)
    with pytest.raises(NotNow):
        actions.publish_call(call, actor=coordinator, at=at)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"closes": timedelta(days=-11)}, calls.ClosesBeforeItOpens),
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


def test_what_was_published_keeps_its_hash(project, edition, coordinator, at):
    call = whole(a_call(project, [edition], at=at, bound_percent=50))
    assert call.published_hash == hash_of(as_published(call))
    other = call.regulation | {"appeal_days": 1}
    Call.objects.update(regulation=other)
    assert call.published_hash != hash_of(as_published(whole(call)))


def test_two_drafts_may_plan_the_same_places_but_only_one_gets_them(project, edition, coordinator, at):
    the_texts(project)
    first = a_call(project, [edition], places=6, at=at, published=False)
    second = a_call(project, [edition], places=6, at=at, published=False)
    actions.publish_call(first, actor=coordinator, at=at)
    with pytest.raises(calls.TooManyPlaces):
        actions.publish_call(second, actor=coordinator, at=at)
    assert [type(fault) for fault in in_the_way(whole(second), at)] == [calls.TooManyPlaces]
    fewer = a_change(second, Section.WORDS, openings=[actions.Opening(edition, 4)])
    actions.change_call(second, fewer, actor=coordinator, at=at)
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
    draft, change = a_draft(project, [edition], at=at), a_change(call, Section.TERMS, appeal_days=9)
    for attempt in (
        lambda: actions.create_call(project, draft, actor=actor, at=at),
        lambda: actions.change_call(call, change, actor=actor, at=at),
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
