"""What applicants meet is kept between requests (decision 0008): every change is seen by the next one, the hour is exact."""

from datetime import timedelta

import pytest

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous
from atut.base.privacy.actions import publish_text
from atut.base.privacy.rules import TextKind
from atut.base.projects import revisions
from atut.base.projects.actions import OrganisationDetails, ProjectDetails, change_organisation, change_project
from atut.base.projects.tests.factories import told_again
from atut.work.partnership.actions import take_leave_of_partner
from atut.work.partnership.tests.factories import a_partner
from atut.work.programme.actions import change_edition
from atut.work.programme.rules import EditionDetails
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries.calls import to_apply
from atut.work.recruitment.rules.applying import NotAPartner
from atut.work.recruitment.rules.calls import CallClosed
from atut.work.recruitment.tests.factories import a_call, application_data

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def call(project):
    a_partner(project, at=clock.now() - timedelta(days=9))
    made = a_call(project, [an_edition(project), an_edition(project)])
    assert to_apply(project, made.key)
    return made


def test_it_is_read_once_and_then_compared(project, call, django_assert_num_queries):
    with django_assert_num_queries(1):
        kept = to_apply(project, call.key)
        assert [kept.call, kept.call.project] == [call, project]
        assert all([kept.openings, kept.offices, kept.texts])
        assert kept.rules() is kept.rules()
        assert [str(opening.edition) for opening in kept.openings]


def test_a_new_office_and_one_that_left_are_seen(project, call):
    new = a_partner(project, at=clock.now() - timedelta(days=9))
    assert new.organisation in to_apply(project, call.key).offices
    take_leave_of_partner(new, on=clock.today(), actor=an_actor("coordinator", project), at=clock.now())
    assert new.organisation not in to_apply(project, call.key).offices


def test_another_name_of_an_office_is_seen(project, call):
    office = to_apply(project, call.key).offices[0]
    change_organisation(
        office, told_again(OrganisationDetails, office, name="Urząd Miejski"), actor=an_actor("administrator"), at=clock.now()
    )
    assert [kept.name for kept in to_apply(project, call.key).offices] == ["Urząd Miejski"]


def test_a_changed_edition_is_seen(project, call):
    edition = to_apply(project, call.key).openings[0].edition
    change_edition(
        edition, told_again(EditionDetails, edition, provider="Inna szkoła"), actor=an_actor("coordinator", project), at=clock.now()
    )
    assert "Inna szkoła" in {opening.edition.provider for opening in to_apply(project, call.key).openings}


def test_a_new_text_is_seen_and_asked_for(project, call):
    words = {"pl": "Nowe brzmienie"}
    kind = TextKind.RULES
    publish_text(project, kind, title=words, body=words, actor=an_actor("coordinator", project), at=clock.now())
    assert to_apply(project, call.key).texts_at(clock.now())[kind].body == words


def test_a_text_counts_from_its_own_moment(project, call):
    at, words = clock.now(), {"pl": "Od jutra"}
    later = at + timedelta(days=1)
    publish_text(project, TextKind.RULES, title=words, body=words, actor=an_actor("coordinator", project), at=later)
    kept = to_apply(project, call.key)
    assert kept.texts_at(at)[TextKind.RULES].body != words
    assert kept.texts_at(later)[TextKind.RULES].body == words


def test_changed_settings_of_the_project_are_seen(project, call):
    changed = told_again(ProjectDetails, project, office_phone="600 100 200")
    change_project(project, changed, actor=an_actor("administrator"), at=clock.now())
    assert to_apply(project, call.key).call.project.office_phone == "600 100 200"


def test_a_call_closed_by_another_process_takes_nothing_more(project, call):
    """It leaves nothing here but the number in the table."""
    data = application_data(call)
    Call.objects.filter(pk=call.pk).update(status="selected")
    revisions.bump(project.pk, "recruitment.call")
    with pytest.raises(CallClosed):
        actions.submit(call, data, actor=anonymous(project.pk), at=clock.now())


def test_an_office_that_left_while_the_form_was_open_is_refused(project, call):
    data = application_data(call)
    take_leave_of_partner(project.partners.get(), on=clock.today(), actor=an_actor("coordinator", project), at=clock.now())
    with pytest.raises(NotAPartner):
        actions.submit(call, data, actor=anonymous(project.pk), at=clock.now())


def test_the_closing_hour_is_exact(project, call):
    kept = to_apply(project, call.key)
    last = call.closes_at - timedelta(microseconds=1)
    assert kept.shown(last).is_open
    assert not kept.shown(call.closes_at).is_open
    assert actions.submit(call, application_data(call, at=last), actor=anonymous(project.pk), at=last)
    data = application_data(call)
    with pytest.raises(CallClosed):
        actions.submit(call, data, actor=anonymous(project.pk), at=call.closes_at)


def test_one_project_never_gets_what_is_kept_for_another(project, other_project, call):
    assert to_apply(other_project, call.key) is None
