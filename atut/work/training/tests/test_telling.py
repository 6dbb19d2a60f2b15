"""I cannot come: by the link from the mail or on the own page; the trainer and the office see it; a place goes to one person."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from atut.base.accounts.tests.factories import a_user, an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor, anonymous
from atut.base.mail.models import Message
from atut.work.partnership.models import PersonClaim
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.actions import confirm_place
from atut.work.recruitment.models import Application, Place
from atut.work.recruitment.rules.links import bearer
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, an_eligible_application
from atut.work.training import actions, queries
from atut.work.training.models import Absence, Session
from atut.work.training.rules import telling as rules
from atut.work.training.tests.factories import a_group, a_session, an_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(project):
    return a_group(project, trainer=a_user("trainer", project))


@pytest.fixture
def coming(group):
    return a_session(group, starts_at=clock.now() + timedelta(days=3))


@pytest.fixture
def one(group):
    return an_enrolment(group)


@pytest.fixture
def by_link(one):
    return Actor(label=bearer(one.place.key), project_id=one.participation.project_id)


def link(enrolment):
    return reverse("training:enrolment_tell", args=[queries.telling_token(enrolment)])


def test_enrolment_tell(client, one, coming, coordinator, signed_in):
    page = client.get(link(one))
    assert (page.status_code, page["Cache-Control"]) == (200, "private, no-store")
    assert one.participation.person.first_name in page.content.decode()
    assert one.participation.person.last_name not in page.content.decode()
    assert not Absence.objects.exists()
    for _unused in range(2):  # two clicks
        assert client.post(link(one), {"answer": "cannot", "session": coming.key}).status_code == 302
    assert Absence.objects.get().session == coming
    assert "Jednak mogę" in client.get(link(one)).content.decode()
    assert [item.count for item in queries.worklist(coordinator, clock.now()) if "nie może" in str(item.title)] == [1]
    assert "nie może przyjść" in signed_in("coordinator").get(reverse("training:group_show", args=[one.group.key])).content.decode()
    client.post(link(one), {"answer": "can", "session": coming.key})
    assert not Absence.objects.exists()
    assert set(Entry.objects.filter(event__startswith="training.absence").values_list("event", "actor_label")) == {
        ("training.absence.told", bearer(one.place.key)),
        ("training.absence.taken_back", bearer(one.place.key)),
    }


def test_the_trainer_sees_it_on_the_phone_until_the_list_says_otherwise(client, group, one, coming, coordinator):
    actions.tell_absence(one, coming, actor=coordinator, at=clock.now())
    client.force_login(group.trainer)
    page = reverse("training:session_attendance", args=[coming.key])
    assert "że nie może" in client.get(page).content.decode()
    [line] = queries.lines(coming)
    assert (line.has_told, line.minutes) == (True, None)


def test_my_enrolment(client, project, one, coming):
    user = a_user()
    PersonClaim.objects.create(user=user, person=one.participation.person, claimed_at=clock.now())
    client.force_login(user)
    path = reverse("training:my_enrolment", args=[one.key])
    assert path in client.get(reverse("desk:mine")).content.decode()
    assert client.post(path, {"answer": "cannot", "session": coming.key}).status_code == 302
    assert Absence.objects.count() == 1
    other = an_enrolment(one.group)
    assert client.get(reverse("training:my_enrolment", args=[other.key])).status_code == 404


def test_a_link_is_for_one_person_one_purpose_one_project(client, one, other_project):
    good = link(one)
    assert client.get(good.replace("udzial/u", "udzial/m")).status_code == 404
    assert client.get(f"{good[:-2]}{'b' if good[-2] == 'a' else 'a'}/").status_code == 404
    assert client.get(good, headers={"host": "other.testserver"}).status_code == 404
    assert client.get(reverse("recruitment:place_answer", args=[queries.telling_token(one)])).status_code == 404


def test_a_meeting_of_another_group_is_not_found(client, project, one):
    elsewhere = a_session(a_group(project), starts_at=clock.now() + timedelta(days=3))
    assert client.post(link(one), {"answer": "cannot", "session": elsewhere.key}).status_code == 404
    with pytest.raises(rules.NotInTheGroup):
        actions.tell_absence(one, elsewhere, actor=an_actor("coordinator", project), at=clock.now())


def test_what_has_begun_or_is_called_off_cannot_be_told(one, coming, by_link):
    with pytest.raises(rules.MeetingBegun):
        actions.tell_absence(one, coming, actor=by_link, at=coming.starts_at)
    Session.objects.update(status="closed")
    with pytest.raises(rules.MeetingBegun):
        actions.tell_absence(one, coming, actor=by_link, at=clock.now())
    Session.objects.update(status="cancelled")
    with pytest.raises(rules.MeetingCancelled):
        actions.take_back_absence(one, coming, actor=by_link, at=clock.now())


def test_nobody_tells_for_somebody_else(project, group, one, coming):
    other = an_enrolment(group)
    strangers = [anonymous(project.pk), Actor(bearer(other.place.key), project_id=project.pk), an_actor("trainer", project)]
    for actor in strangers:
        with pytest.raises(PermissionDenied):
            actions.tell_absence(one, coming, actor=actor, at=clock.now())
        with pytest.raises(PermissionDenied):
            actions.resign(one, reason="x", actor=actor, at=clock.now())


@pytest.fixture
def full(project):
    """An edition of two places, both taken by people of a group; two wait on the reserve list."""
    now, soon = clock.now(), clock.today() + timedelta(days=30)
    edition = an_edition(project, capacity=2, starts_on=soon, ends_on=soon + timedelta(days=30))
    call = a_past_call(project, {edition: 2})
    for points in (40, 30, 20, 10):
        an_eligible_application(call, [edition], points=points)
    a_closed_list(call)
    actor = an_actor("coordinator", project)
    group = actions.open_group(edition, name="Grupa 1", size=2, actor=actor, at=now)
    places = [confirm_place(one, actor=actor, at=clock.now()) for one in Place.objects.filter(edition=edition).order_by("seat")]
    return [actions.enrol(place, group, actor=actor, at=clock.now()) for place in places]


def test_a_place_given_back_by_link_goes_to_exactly_one_next_person(client, full, coordinator):
    one, other = full
    assert len(full) == 2
    for _unused in range(3):  # impatient clicks
        assert client.post(link(one), {"answer": "give_back"}).status_code in (200, 302)
    one.refresh_from_db()
    assert (one.status, one.place.status) == ("resigned", "released")
    offered = Place.objects.filter(edition=one.group.edition, status="offered")
    assert offered.count() == 1
    assert offered.get().seat == one.place.seat
    assert offered.get().application.pk not in Application.objects.filter(places__enrolment__in=full).values_list("pk", flat=True)
    assert "oddane" in client.get(link(one)).content.decode()
    told = Message.objects.get(kind="training.resigned_by_person")
    assert one.participation.person.last_name not in told.text
    other.refresh_from_db()
    assert other.status == "enrolled"


def test_the_mail_about_the_group_holds_the_link(full):
    texts = Message.objects.filter(kind="training.enrolled").order_by("pk")
    assert [queries.telling_token(one) in mail.text for one, mail in zip(full, texts, strict=True)] == [True, True]


def test_who_left_has_nothing_to_say(client, one, coming, coordinator):
    actions.tell_absence(one, coming, actor=coordinator, at=clock.now())
    actions.resign(one, reason="zmiana pracy", actor=coordinator, at=clock.now())
    assert not Absence.objects.exists()
    assert not Message.objects.filter(kind="training.resigned_by_person").exists()
    with pytest.raises(rules.NotInTheGroup):
        actions.tell_absence(one, coming, actor=coordinator, at=clock.now())
    type(one).objects.update(status="completed")
    assert "zakończone" in client.get(link(one)).content.decode()
