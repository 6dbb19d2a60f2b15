"""Whose number is it? The same person, a typing mistake, or somebody else's: decided once, with the reason, nothing lost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.kernel.actors import anonymous
from atut.base.mail.models import Message
from atut.base.projects.tests.factories import an_office
from atut.work.partnership.models import Person
from atut.work.partnership.rules import DifferentPeople, OtherName
from atut.work.partnership.tests.factories import a_partner, a_pesel, details
from atut.work.recruitment import actions
from atut.work.recruitment.actions import Decision
from atut.work.recruitment.queries import desk
from atut.work.recruitment.rules import identity as rules
from atut.work.recruitment.rules.applying import AlreadyApplied, ConditionsNotMet
from atut.work.recruitment.rules.identity import Identity
from atut.work.recruitment.rules.moves import ApplicationStatus
from atut.work.recruitment.tests.factories import a_call, an_application, application_data

pytestmark = pytest.mark.django_db
CARD = "porównano z dowodem osobistym 12 maja"


@pytest.fixture
def home(project, office):
    return a_partner(project, office).organisation


@pytest.fixture
def call(project, home, at):
    return a_call(project, at=at)


@pytest.fixture
def known(project, home, at):
    """Who has the number: an applicant of an earlier call, in the same office."""
    return an_application(a_call(project, at=at), home, at=at, first_name="Anna", last_name="Kowalska").person


@pytest.fixture
def doubted(call, known, home, at):
    stranger = details(first_name="Joanna", last_name="Nowak", pesel=known.pesel, email="jn@example.org", phone="700")
    return actions.submit(call, application_data(call, home, at=at, person=stranger), actor=anonymous(call.project_id), at=at)


@pytest.fixture
def lead(project, home):
    return an_actor("office_lead", project, home)


def decide(application, identity, *, actor, at, **more):
    return actions.confirm_identity(application, Decision(identity, more.pop("reason", CARD), **more), actor=actor, at=at)


def test_the_same_person_the_application_goes_over_and_the_entry_is_absorbed(doubted, known, lead, at):
    entry = doubted.person
    decided = decide(doubted, Identity.SAME, actor=lead, at=at)
    decided.refresh_from_db()
    assert (decided.person, decided.employment.person) == (known, known)
    assert not Person.objects.filter(pk=entry.pk).exists()
    assert (decided.identity, decided.identity_reason, decided.reasons) == (Identity.SAME, CARD, [])
    assert decided.differs == {"first_name": "Joanna", "last_name": "Nowak", "email": "jn@example.org", "phone": "700"}
    known.refresh_from_db()
    assert (known.first_name, known.last_name) == ("Anna", "Kowalska")
    assert decided.status == ApplicationStatus.SUBMITTED


def test_the_name_of_the_form_may_be_the_right_one(doubted, known, lead, at):
    decided = decide(doubted, Identity.SAME, takes_name=True, actor=lead, at=at)
    known.refresh_from_db()
    assert known.full_name == "Joanna Nowak"
    assert "first_name" not in decided.differs


def test_after_the_decision_the_application_is_checked_like_any_other(doubted, lead, coordinator, at):
    decide(doubted, Identity.SAME, actor=lead, at=at)
    assert actions.assess(doubted, actor=coordinator, at=at).status == ApplicationStatus.ELIGIBLE


def test_a_typing_mistake_gives_the_applicant_the_right_number(doubted, known, lead, at):
    right = a_pesel()
    decided = decide(doubted, Identity.CORRECTED, pesel=right, actor=lead, at=at)
    decided.refresh_from_db()
    assert (decided.person.pesel, decided.person.full_name) == (right, "Joanna Nowak")
    assert decided.person_id != known.pk
    assert decided.person.identity_hash == decided.call.project.identity_hash(right)
    assert (decided.identity, decided.differs, decided.reasons) == (Identity.CORRECTED, {}, [])
    known.refresh_from_db()
    assert known.full_name == "Anna Kowalska"


def test_a_mistake_in_the_number_of_a_document_is_corrected_too(doubted, lead, at):
    decided = decide(doubted, Identity.CORRECTED, other_identifier="ab 123", actor=lead, at=at)
    assert (decided.person.other_identifier, decided.person.pesel) == ("AB123", "")


def test_the_right_number_may_be_known_under_the_same_name(project, doubted, lead, home, at):
    before = an_application(a_call(project, at=at), home, at=at, first_name="Joanna", last_name="Nowak").person
    decided = decide(doubted, Identity.CORRECTED, pesel=before.pesel, actor=lead, at=at)
    assert decided.person == before


def test_the_right_number_under_yet_another_name_is_refused(project, doubted, lead, home, at):
    third = an_application(a_call(project, at=at), home, at=at, first_name="Zofia", last_name="Wilk").person
    with pytest.raises(OtherName):
        decide(doubted, Identity.CORRECTED, pesel=third.pesel, actor=lead, at=at)
    doubted.refresh_from_db()
    assert doubted.identity == Identity.DOUBTED


def test_somebody_elses_number_is_turned_down_and_the_person_reads_what_to_bring(doubted, known, lead, coordinator, at):
    decided = decide(doubted, Identity.OTHER, actor=lead, at=at)
    assert (decided.status, decided.reasons) == (ApplicationStatus.REJECTED, [{"code": "other_name", "edition": ""}])
    assert decided.differs == {"identifier": known.pesel}
    mail = Message.objects.get(kind="recruitment.application_rejected")
    assert "dowód osobisty" in mail.text
    assert known.pesel not in mail.text
    with pytest.raises(ConditionsNotMet):
        actions.accept_formally(decided, actor=coordinator, at=at)


def test_the_decision_stands_in_the_trail_and_old_values_in_its_encrypted_detail(doubted, known, lead, at):
    number, entry = known.pesel, doubted.person.key
    decide(doubted, Identity.SAME, actor=lead, at=at)
    written = Entry.objects.select_related("detail").get(event="recruitment.application.identified")
    assert written.subject_key == doubted.key
    assert written.detail.values == {"identity": "same", "reason": CARD, "number": number, "person": entry}


def test_a_doubt_is_decided_once(doubted, lead, at):
    decide(doubted, Identity.SAME, actor=lead, at=at)
    with pytest.raises(rules.NotInDoubt):
        decide(doubted, Identity.OTHER, actor=lead, at=at)


def test_an_application_without_a_doubt_has_nothing_to_decide(call, home, lead, at):
    with pytest.raises(rules.NotInDoubt):
        decide(an_application(call, home, at=at), Identity.SAME, actor=lead, at=at)


def test_a_decision_says_how_one_knows(doubted, lead, at):
    with pytest.raises(rules.WhyNeeded):
        decide(doubted, Identity.SAME, reason="  ", actor=lead, at=at)


@pytest.mark.parametrize(("typed", "refusal"), [("", rules.NumberNeeded), ("the same", rules.NumberUnchanged)])
def test_a_correction_needs_another_number(doubted, known, lead, at, typed, refusal):
    with pytest.raises(refusal):
        decide(doubted, Identity.CORRECTED, pesel=typed and known.pesel, actor=lead, at=at)


def test_who_has_applied_already_applies_once(doubted, known, call, home, lead, at):
    own = an_application(call, home, at=at, person=details(first_name="Anna", last_name="Kowalska", pesel=known.pesel))
    with pytest.raises(AlreadyApplied, match=own.number):
        decide(doubted, Identity.SAME, actor=lead, at=at)
    assert decide(doubted, Identity.OTHER, actor=lead, at=at).status == ApplicationStatus.REJECTED


def test_an_entry_with_a_number_of_its_own_is_another_person(doubted, lead, at):
    doubted.person.identity_hash = "f" * 64
    doubted.person.save()
    with pytest.raises(DifferentPeople):
        decide(doubted, Identity.SAME, actor=lead, at=at)
    with pytest.raises(DifferentPeople):
        decide(doubted, Identity.CORRECTED, pesel=a_pesel(), actor=lead, at=at)


def test_an_entry_with_earlier_records_stays_beside(project, doubted, known, home, lead, at):
    """The entry once applied without a number in doubt: that record stays where it was made."""
    entry = doubted.person
    earlier = an_application(a_call(project, at=at), home, at=at, assessed=False)
    earlier.person = entry
    earlier.save()
    decided = decide(doubted, Identity.SAME, actor=lead, at=at)
    assert decided.person == known
    assert Person.objects.filter(pk=entry.pk).exists()


def test_the_known_person_is_gone(doubted, known, lead, at):
    Person.objects.filter(pk=known.pk).update(identity_hash=None)
    with pytest.raises(rules.NobodyKnown):
        decide(doubted, Identity.SAME, actor=lead, at=at)


def test_a_withdrawn_application_can_still_be_put_right(doubted, known, lead, coordinator, at):
    actions.withdraw_application(doubted, actor=coordinator, at=at)
    assert decide(doubted, Identity.OTHER, actor=lead, at=at).status == ApplicationStatus.WITHDRAWN


@pytest.mark.parametrize("role", ["controller", "trainer", "office_lead"])
def test_others_do_not_decide(project, doubted, at, role):
    elsewhere = an_office("Repki") if role == "office_lead" else None
    with pytest.raises(PermissionDenied):
        decide(doubted, Identity.SAME, actor=an_actor(role, project, elsewhere), at=at)


def url(application):
    return reverse("recruitment:application_identify", args=[application.key])


def test_application_identify(doubted, known, home, signed_in, at):
    client = signed_in("office_lead", home)
    assert desk.worklist(an_actor("office_lead", doubted.call.project, home), at)[0].url == url(doubted)
    page = client.get(url(doubted)).content.decode()
    assert known.full_name in page
    assert known.pesel not in page
    wrong = client.post(url(doubted), {"identity": "corrected", "reason": CARD, "number": "12345678901"})
    assert "PESEL" in wrong.content.decode()
    doubted.refresh_from_db()
    assert doubted.identity == Identity.DOUBTED
    right = a_pesel()
    assert (
        client.post(url(doubted), {"identity": "corrected", "reason": CARD, "number": f" {right[:6]}-{right[6:]} "}).status_code
        == 302
    )
    shown = client.get(reverse("recruitment:application_show", args=[doubted.key])).content.decode()
    assert CARD in shown
    again = client.post(url(doubted), {"identity": "other", "reason": CARD})
    assert "nie budzi wątpliwości" in again.content.decode()


def test_who_may_not_see_the_known_person_is_not_told_the_name(project, call, signed_in, at):
    elsewhere, here = a_partner(project, an_office("Repki")).organisation, a_partner(project, an_office("Sterdyń")).organisation
    other = an_application(a_call(project, at=at), elsewhere, at=at, first_name="Anna", last_name="Kowalska").person
    typed = details(first_name="Jan", last_name="Inny", pesel=other.pesel)
    doubted = actions.submit(call, application_data(call, here, at=at, person=typed), actor=anonymous(project.pk), at=at)
    assert "Kowalska" not in signed_in("office_lead", here).get(url(doubted)).content.decode()
    assert signed_in("office_lead", elsewhere).get(url(doubted)).status_code == 404
