"""Points with a jury: a paper to enclose, corrections, three members under codes, appeals into the list."""

from datetime import timedelta

import pytest

from atut.base.files.rules import Upload
from atut.base.files.tests.making import a_pdf
from atut.base.kernel.actors import Actor, anonymous
from atut.base.kernel.keys import new_key
from atut.work.committee import actions as committee
from atut.work.committee import tasks as terms_of_appeals
from atut.work.committee.queries import appeals, reading
from atut.work.committee.queries.members import to_judge
from atut.work.committee.queries.signing import newest_protocol
from atut.work.committee.rules.appeals import LINK
from atut.work.committee.tests.factories import a_member, acting
from atut.work.recruitment import actions
from atut.work.recruitment.models import Application, Choice, Draft, Place
from atut.work.recruitment.queries import places
from atut.work.recruitment.rules.enclosing import DocumentsMissing
from atut.work.recruitment.rules.points import Criterion, Prompt
from atut.work.recruitment.rules.regulation import Document, Regulation
from atut.work.recruitment.tests.factories import holder
from atut.work.selection.rules.frozen import hash_of
from atut.work.selection.rules.terms import Terms
from tests.calls import field, papers, truth
from tests.calls.life import Life

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MOTIVES = Criterion("motives", {"pl": "Uzasadnienie", "en": "Motives"}, 10, "jury", weight=2, prompt=Prompt({"pl": "Dlaczego Ty?"}))
PLAN = Criterion("plan", {"pl": "Plan", "en": "Plan"}, 5, "jury")
DESK = Criterion("residents", {"pl": "Obsługuję mieszkańców", "en": "I serve residents"}, 4)
WOMEN = Criterion("women", {"pl": "Kobieta", "en": "A woman"}, 1, "woman")
CV = Document("cv", {"pl": "Życiorys", "en": "Curriculum vitae"})
ASKED = (6, 45, 84, 123)  # to send the paper again; the last two never do
TIED = {0: (1, 51), 1: (101,), 2: ()}  # whom each member may not judge


@pytest.fixture
def opened(project, at):
    found = field.editions(project, at.date() + timedelta(days=90), forms=(1, 1), capacity=25)
    return dict.fromkeys(found, 25)


@pytest.fixture
def call(project, opened, coordinator, at):
    regulation = Regulation(
        criteria=(MOTIVES, PLAN, DESK, WOMEN), documents=(CV,), correction_days=5, appeal_days=7, most_places=2
    )  # fmt: skip
    return field.published(project, opened, coordinator, opens_at=at, days=10, regulation=regulation, answer_days=10)


@pytest.fixture
def people(call, project, coordinator):
    """A third send the paper ahead of the form; the others bring theirs, where the office sees what is enclosed."""
    paper = Upload("cv.pdf", a_pdf())
    found = field.people(call, field.offices(project), seed=2, most=2)
    for number, one in enumerate(found):
        one.answers, one.written = {"residents": number % 4 == 1}, {"motives": f"Powód {number}."}
        if number % 3:
            field.brought(call, one, f"OR.{number}", coordinator)
            continue
        token = new_key() + new_key()
        actions.send_ahead(call, token, "cv", [paper], actor=anonymous(project.pk), at=one.sent_at)
        field.sent(call, one, form_token=token, draft=Draft.objects.get(form_token=token))
    return found


def corrected(call, people, coordinator, at):
    """Four are asked to complete; two do, two are turned down when their days are over."""
    for number in ASKED:
        actions.ask_correction(people[number].application, "Nieczytelny", ["cv"], actor=coordinator, at=at)
    for number in ASKED[:2]:
        correction = people[number].application.correction
        actor = holder(correction, call.project)
        with pytest.raises(DocumentsMissing):
            actions.supply_correction(correction, "", {}, actor=actor, at=at)
        actions.supply_correction(correction, "Jest", {"cv": [Upload("b.pdf", a_pdf())]}, actor=actor, at=at + timedelta(days=1))
    over = at + timedelta(days=6)
    for number in ASKED[2:]:
        actions.reject_formally(people[number].application, "incomplete", actor=coordinator, at=over)
    return over


def scored(call, people, at):
    """Three members; what each gives is known here by the number of the applicant, of which the sheet knows nothing."""
    numbers = {one.application.pk: number for number, one in enumerate(people)}
    given = {}
    for seat, ties in TIED.items():
        tied = {people[number].application: "unit" for number in ties}
        member = a_member(call, is_chair=seat == 0, ties=tied, at=at)
        for application in to_judge(member):
            number = numbers[application.pk]
            assert reading.written(application)["motives"].answer == f"Powód {number}."
            scores = {"motives": (number * 7 + seat) % 11, "plan": (number + seat * seat) % 6}
            given.setdefault(number, []).append(scores)
            committee.save_scores(member, application, scores, actor=acting(member), at=at)
        assert len(to_judge(member)) == len(people) - 2 - len(ties)
    seats = list(call.committee.members.order_by("pk"))
    for member in seats:
        committee.close_sheet(member, actor=acting(member), at=at)
    return seats, given


def mean(scores, weight):
    """The mean times the weight, a half upwards."""
    return int(sum(scores) * weight / len(scores) + 0.5)


def points_of(one, given):
    jury = mean([each["motives"] for each in given], 2) + mean([each["plan"] for each in given], 1)
    return jury + 4 * one.answers["residents"] + (one.sex == "f")


def test_points_of_a_jury_and_appeals_into_the_list(call, people, opened, coordinator, elsewhere):
    at = corrected(call, people, coordinator, call.closes_at + timedelta(hours=1))
    seats, given = scored(call, people, at)
    field.assessed(call, coordinator, at)
    actions.close_selection(call, actor=coordinator, at=at)
    there = [(number, one) for number, one in enumerate(people) if number not in ASKED[2:]]
    applicants = [truth.as_applicant(one, points=points_of(one, given[number])) for number, one in there]
    forms = {edition.key: edition.support_form.key for edition in opened}
    terms = Terms({edition.key: count for edition, count in opened.items()}, forms=forms, most_places=2)
    selection, listed = truth.proved(call, applicants, terms, refused=2)
    assert truth.must_change_it(selection, listed) >= {"points"}
    elsewhere(call)
    for member in seats:
        committee.accept_protocol(member, selection.protocol.sha256, actor=acting(member), at=at)

    life = Life(call, listed, coordinator, at + timedelta(hours=1))
    life.answer()
    assert terms_of_appeals.tell_of_appeals(at) == 1
    papers.must_be_in_the_journal(call)
    must_follow_appeals(call, people, listed, seats, coordinator, life.at)


def appealed(one, seats, coordinator, points, at):
    """One appeals by the link, the chair upholds it, the office puts it into the list."""
    actor = Actor(label=f"{LINK}{one.application.key}", project_id=one.application.call.project_id)
    application = Application.objects.select_related("call__project", "person", "employment").get(pk=one.application.pk)
    appeal = committee.lodge_appeal(application, "Proszę o ponowną ocenę", actor=actor, at=at)
    appeal = committee.decide_appeal(appeal, points=points, reason="Racja", actor=acting(seats[0]), at=at)
    seen = hash_of(appeals.changed_input(appeal, points))
    return committee.apply_appeal(appeal, seen=seen, actor=coordinator, at=at)


def must_follow_appeals(call, people, listed, seats, coordinator, at):
    """Who would now be in comes first; who was turned down waits by the new points; then freed places go by the new list."""
    waiting = [one for one in reversed(listed.order) if not listed.given[one.code]]
    low = next(one for one in people if one.code == waiting[0].code)
    turned_down = people[ASKED[2]]
    edition = low.wishes[0].key
    papers.must_add_up(call)
    first = appealed(low, seats, coordinator, 30, at)
    assert first.difference["outcomes"][edition] == "first"
    later = appealed(turned_down, seats, coordinator, 1, at)
    assert set(later.difference["outcomes"].values()) <= {"moved", "first"}
    assert newest_protocol(call).sha256 == later.protocol.sha256
    papers.must_add_up(call)
    codes = [given_back(call, edition, coordinator, at) for _unused in range(4)]
    assert codes[0] == low.code
    papers.must_add_up(call)


def given_back(call, edition, coordinator, at):
    """A place comes free; it goes to the first of the published reserve list who has no place in that form. Whom it went to."""
    confirmed = places.whole().filter(application__call=call, edition__key=edition, status="confirmed").order_by("pk")
    reserve = Choice.objects.filter(application__call=call, edition__key=edition, status="reserve").order_by("reserve_position")
    had = set(Place.objects.filter(edition__key=edition).values_list("application", flat=True))
    waiting = [one.application.code for one in reserve.select_related("application") if one.application_id not in had]
    actions.give_back_place(confirmed[0], actor=coordinator, at=at)
    found = Place.objects.filter(edition__key=edition).select_related("application").latest("pk")
    assert found.application.code == waiting[0]
    return found.application.code
