"""Applying, on line and on paper: the happy road, each refusal, the entry, the notice, who may not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.audit.tests.reading import events
from atut.base.files.actions import read
from atut.base.files.rules import NotAPaper
from atut.base.files.tests.making import a_pdf
from atut.base.kernel.actors import anonymous
from atut.base.mail.models import Message
from atut.base.privacy.models import Declaration
from atut.base.projects.tests.factories import an_office
from atut.work.partnership.rules import OtherName
from atut.work.partnership.tests.factories import a_partner, details
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Application, RepeatedForm
from atut.work.recruitment.queries import applications as queries
from atut.work.recruitment.queries import desk
from atut.work.recruitment.rules import applying, calls
from atut.work.recruitment.rules.identity import Identity
from atut.work.recruitment.rules.moves import ApplicationStatus
from atut.work.recruitment.tests.factories import a_call, an_application, application_data

pytestmark = pytest.mark.django_db


PDF = a_pdf()


@pytest.fixture
def call(project, at):
    return a_call(project, at=at, bound_percent=50)


@pytest.fixture
def visitor(project):
    return anonymous(project.pk)


def test_applying_writes_everything_in_one_go(call, visitor, at):
    data = application_data(call, at=at, answers={"residents": True}, access_needs="pętla indukcyjna")
    application = actions.submit(call, data, actor=visitor, at=at)
    assert application.number == f"TST/{at.year}/0001"
    assert application.received_at == application.recorded_at == at
    assert application.answers == {"residents": True}
    assert application.status == ApplicationStatus.SUBMITTED
    assert [c.preference for c in application.choices.all()] == [1]
    assert Declaration.objects.filter(about_key=application.key).count() == 4
    assert "recruitment.application.submitted" in events()
    mail = Message.objects.get(kind="recruitment.application_received")
    assert application.number in mail.title
    assert application.code in mail.text
    assert data.person.pesel not in mail.text
    assert "50" in mail.text


def test_numbers_run_on(call, at):
    assert [an_application(call, at=at).number[-4:] for _unused in range(3)] == ["0001", "0002", "0003"]


def test_the_same_form_twice_is_one_application(call, visitor, at):
    data = application_data(call, at=at, form_token="abc")
    first = actions.submit(call, data, actor=visitor, at=at)
    again = actions.submit(call, data, actor=visitor, at=at)
    assert first.pk == again.pk
    assert Application.objects.count() == 1
    assert RepeatedForm.objects.count() == 0
    assert events()[-1] == "recruitment.application.replayed"


def test_a_second_form_of_the_same_person_changes_nothing_and_tells_the_person(call, visitor, at):
    first = actions.submit(call, application_data(call, at=at), actor=visitor, at=at)
    stranger = details(first_name="Ktoś", last_name="Inny", pesel=first.person.pesel, email="obcy@example.org")
    answer = actions.submit(call, application_data(call, at=at, person=stranger, form_token="x1"), actor=visitor, at=at)
    assert answer == first
    assert Application.objects.count() == 1
    first.person.refresh_from_db()
    assert first.person.email != "obcy@example.org"
    assert first.person.last_name != "Inny"
    repeated = queries.receipt_of_form("x1")
    assert isinstance(repeated, RepeatedForm)
    repeated.refresh_from_db()
    assert repeated.number == f"TST/{at.year}/0002"
    told = Message.objects.get(kind="recruitment.application_repeated")
    assert told.to_email == first.person.email
    assert events()[-1] == "recruitment.application.repeated"
    assert actions.submit(call, application_data(call, at=at, person=stranger, form_token="x1"), actor=visitor, at=at) == first
    assert RepeatedForm.objects.count() == 1


def test_two_people_of_one_shared_mailbox_may_both_apply(call, at):
    an_application(call, at=at, email="urzad@example.org")
    an_application(call, at=at, email="urzad@example.org")
    assert Application.objects.count() == 2


def test_a_known_person_keeps_the_address_on_file_and_the_office_sees_the_difference(project, call, at):
    first = an_application(call, at=at, email="stary@example.org")
    other = a_call(project, at=at)
    person = details(
        first_name=first.person.first_name, last_name=first.person.last_name, pesel=first.person.pesel, email="nowy@example.org"
    )
    second = an_application(other, at=at, person=person)
    assert second.person_id == first.person_id
    assert second.person.email == "stary@example.org"
    assert second.differs == {"email": "nowy@example.org"}


def test_applying_needs_an_open_call(project, visitor, at):
    call = a_call(project, at=at)
    data = application_data(call, at=at)
    with pytest.raises(calls.CallClosed):
        actions.submit(call, data, actor=visitor, at=call.closes_at)
    with pytest.raises(calls.NotOpenYet):
        actions.submit(call, data, actor=visitor, at=call.opens_at - timedelta(seconds=1))
    assert actions.submit(call, data, actor=visitor, at=call.closes_at - timedelta(seconds=1))
    with pytest.raises(calls.NotPublished):
        actions.submit(a_call(project, at=at, published=False, editions=[]), data, actor=visitor, at=at)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"ticked": frozenset({"rules"})}, applying.DeclarationsMissing),
        ({"texts": []}, applying.TextsChanged),
        ({"pesel": ""}, applying.NoIdentity),
    ],
)
def test_applying_needs_declarations_texts_and_identity(call, visitor, at, wrong, refusal):
    with pytest.raises(refusal):
        actions.submit(call, application_data(call, at=at, **wrong), actor=visitor, at=at)
    assert not Application.objects.exists()
    assert not Message.objects.filter(kind__startswith="recruitment").exists()


def test_applying_is_for_offices_and_editions_of_the_call(project, call, visitor, at):
    data = application_data(call, at=at)
    stray = actions.ApplicationData(**{**vars(data), "office": an_office("Obcy")})
    with pytest.raises(applying.NotAPartner):
        actions.submit(call, stray, actor=visitor, at=at)
    for editions, refusal in (([], applying.NothingChosen), ([an_edition(project)], applying.NotInThisCall)):
        with pytest.raises(refusal):
            actions.submit(call, actions.ApplicationData(**{**vars(data), "editions": editions}), actor=visitor, at=at)
    with pytest.raises(applying.ChosenTwice):
        actions.submit(call, actions.ApplicationData(**{**vars(data), "editions": [*data.editions] * 2}), actor=visitor, at=at)


def test_paper_counts_from_its_stamp(project, call, coordinator, at):
    paper = actions.Paper("OR.1.2026", scan=PDF, scan_name="wniosek.pdf")
    received = at - timedelta(days=2)
    application = actions.submit(call, application_data(call, at=at), actor=coordinator, at=at, received_at=received, paper=paper)
    assert (application.received_at, application.recorded_at, application.channel) == (received, at, "paper")
    assert application.register_number == "OR.1.2026"
    assert read(application.scan) == PDF
    entry = Entry.objects.get(event="recruitment.application.submitted")
    assert entry.happened_at == received


def test_paper_that_came_in_time_may_be_typed_in_later(call, coordinator, at):
    late = call.closes_at + timedelta(hours=2)
    received = call.closes_at - timedelta(minutes=5)
    paper = actions.Paper("OR.2")
    data = application_data(call, at=at)
    assert actions.submit(call, data, actor=coordinator, at=late, received_at=received, paper=paper).received_at == received
    with pytest.raises(calls.CallClosed):
        actions.submit(call, application_data(call, at=at), actor=coordinator, at=late, received_at=late, paper=paper)


def test_paper_is_refused_from_the_future_without_number_or_twice(call, coordinator, at):
    data = application_data(call, at=at)
    with pytest.raises(applying.StampInTheFuture):
        actions.submit(call, data, actor=coordinator, at=at, received_at=at + timedelta(minutes=1), paper=actions.Paper("1"))
    with pytest.raises(applying.StampNeeded):
        actions.submit(call, data, actor=coordinator, at=at, received_at=at, paper=actions.Paper(" "))
    with pytest.raises(NotAPaper):
        actions.submit(call, data, actor=coordinator, at=at, paper=actions.Paper("1", scan=b"MZ program", scan_name="a.pdf"))
    actions.submit(call, data, actor=coordinator, at=at, paper=actions.Paper("1"))
    with pytest.raises(applying.AlreadyApplied):
        actions.submit(call, data, actor=coordinator, at=at, paper=actions.Paper("2"))


def test_an_office_types_in_paper_of_its_own_people_only(project, call, office, at):
    a_partner(project, office)
    lead = an_actor("office_lead", project, office)
    actions.submit(call, application_data(call, office, at=at), actor=lead, at=at, paper=actions.Paper("1"))
    elsewhere = application_data(call, an_office("Repki"), at=at)
    for stranger in (lead, anonymous(project.pk), an_actor("trainer", project)):
        with pytest.raises(PermissionDenied):
            actions.submit(call, elsewhere, actor=stranger, at=at, paper=actions.Paper("2"))


class TestANumberUnderAWhollyDifferentName:
    @pytest.fixture
    def known(self, project, at):
        return an_application(a_call(project, at=at), at=at, first_name="Anna", last_name="Kowalska").person

    @pytest.fixture
    def wrong(self, call, known, visitor, at):
        stranger = details(first_name="Jan", last_name="Inny", pesel=known.pesel, email="jan@example.org")
        data = application_data(call, at=at, person=stranger, form_token="d1")
        return actions.submit(call, data, actor=visitor, at=at)

    def test_it_is_answered_like_any_other_form_so_a_stranger_learns_nothing(self, wrong, known):
        assert wrong.person_id != known.pk
        assert (wrong.person.identity_hash, wrong.person.pesel) == (None, "")
        assert queries.receipt_of_form("d1") == wrong
        mail = Message.objects.filter(kind="recruitment.application_received").order_by("pk").last()
        assert mail.to_email == "jan@example.org"
        assert known.pesel not in mail.text
        known.refresh_from_db()
        assert (known.first_name, known.last_name) == ("Anna", "Kowalska")

    def test_the_office_is_told_and_the_application_waits_for_it(self, wrong, known, coordinator, at):
        assert (desk.worklist(coordinator, at)[0].detail, wrong.identity) == (wrong.number, Identity.DOUBTED)
        assessed = actions.assess(wrong, actor=coordinator, at=at)
        assert assessed.status == ApplicationStatus.SUBMITTED
        assert {"code": "other_name", "edition": ""} in assessed.reasons
        with pytest.raises(applying.ConditionsNotMet):
            actions.accept_formally(wrong, actor=coordinator, at=at)
        actions.reject_formally(wrong, "other_name", actor=coordinator, at=at)
        assert wrong.number not in [item.detail for item in desk.worklist(coordinator, at)]

    def test_a_second_such_form_changes_nothing(self, wrong, call, known, visitor, at):
        again = details(first_name="Jan", last_name="Inny", pesel=known.pesel, email="jan@example.org")
        answer = actions.submit(call, application_data(call, at=at, person=again, form_token="d2"), actor=visitor, at=at)
        assert answer == wrong
        assert isinstance(queries.receipt_of_form("d2"), RepeatedForm)

    def test_the_real_person_can_still_apply(self, wrong, call, known, at):
        own = details(first_name="Anna", last_name="Kowalska", pesel=known.pesel)
        assert an_application(call, at=at, person=own).person_id == known.pk

    def test_an_office_typing_in_paper_is_told_at_once(self, call, known, coordinator, at):
        data = application_data(call, at=at, person=details(first_name="Jan", last_name="Inny", pesel=known.pesel))
        with pytest.raises(OtherName):
            actions.submit(call, data, actor=coordinator, at=at, received_at=at, paper=actions.Paper("1/2026"))
