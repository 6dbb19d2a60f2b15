"""Consent, corrections, pairs: each verb works, each refusal says why, who may not does not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.tests.reading import events
from atut.base.files.rules import Upload
from atut.base.files.tests.making import a_pdf
from atut.base.kernel.actors import anonymous
from atut.base.mail.models import Message
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions, tasks
from atut.work.recruitment.models import Draft
from atut.work.recruitment.queries import enclosing as queries
from atut.work.recruitment.queries import leading
from atut.work.recruitment.rules import enclosing as rules
from atut.work.recruitment.rules import links
from atut.work.recruitment.rules.enclosing import By
from atut.work.recruitment.rules.moves import ApplicationStatus, NotNow
from atut.work.recruitment.rules.regulation import Access, Document
from atut.work.recruitment.tests.factories import a_call, a_call_for, an_application, holder

pytestmark = pytest.mark.django_db
TOKEN = "x" * 24
PAPER = Document("cv", {"pl": "Życiorys"}, {"pl": "Bo komisja go czyta."})


@pytest.fixture
def visitor(project):
    return anonymous(project.pk)


# consent ----------------------------------------------------------------------------------------


@pytest.fixture
def asked(project, at):
    call = a_call_for(project, at, access=Access(superior_consent=True))
    return an_application(call, at=at, superior="szefowa@example.org").consent


def test_the_superior_is_asked_by_mail_and_the_application_waits(asked, project, coordinator, at):
    mail = Message.objects.get(kind="recruitment.consent_asked")
    assert mail.to_email == "szefowa@example.org"
    assert queries.token_of(links.CONSENT, asked) in mail.text
    judged = actions.assess(asked.application, actor=coordinator, at=at)
    assert judged.status == ApplicationStatus.SUBMITTED
    assert judged.reasons == [{"code": "no_consent", "edition": ""}]
    given = actions.answer_consent(asked, actions.Answer(is_given=True), actor=holder(asked, project), at=at)
    assert (given.is_given, given.how) == (True, By.LINK)
    assert actions.assess(asked.application, actor=coordinator, at=at).status == ApplicationStatus.ELIGIBLE
    assert "recruitment.consent.given" in events()
    with pytest.raises(rules.ConsentAnswered):
        actions.answer_consent(asked, actions.Answer(is_given=False, reason="x"), actor=holder(asked, project), at=at)


def test_a_refusal_says_why_and_the_applicant_reads_it(asked, project, at):
    with pytest.raises(rules.WhyNotNeeded):
        actions.answer_consent(asked, actions.Answer(is_given=False), actor=holder(asked, project), at=at)
    actions.answer_consent(asked, actions.Answer(is_given=False, reason="Urlop"), actor=holder(asked, project), at=at)
    assert "Urlop" in Message.objects.get(kind="recruitment.consent_refused").text


def test_the_head_of_the_own_office_answers_here_and_paper_names_who_signed(asked, project, coordinator, at):
    own = an_actor("office_lead", project, asked.application.employment.organisation)
    assert leading.consents_to_give(own) == [asked]
    with pytest.raises(rules.WhoConsents):
        actions.answer_consent(asked, actions.Answer(is_given=True, how=By.PAPER), actor=coordinator, at=at)
    given = actions.answer_consent(asked, actions.Answer(is_given=True, how=By.DESK), actor=own, at=at)
    assert given.answered_by == own.label
    assert leading.consents_to_give(own) == []


def test_strangers_and_other_offices_answer_for_nobody(asked, project, visitor, at):
    with pytest.raises(PermissionDenied):
        actions.answer_consent(asked, actions.Answer(is_given=True), actor=visitor, at=at)
    other = an_actor("office_lead", project, an_application(a_call(project, at=at), at=at).employment.organisation)
    if other.offices({"office_lead"}) != {asked.application.employment.organisation_id}:
        with pytest.raises(PermissionDenied):
            actions.answer_consent(asked, actions.Answer(is_given=True, how=By.DESK), actor=other, at=at)


def test_superiors_are_reminded_every_three_days_until_they_answer(asked, project, at):
    assert tasks.remind_of_consents(at + timedelta(days=3, seconds=-1)) == 0
    assert tasks.remind_of_consents(at + timedelta(days=3)) == 1
    assert tasks.remind_of_consents(at + timedelta(days=4)) == 0
    assert "Przypomnienie" in Message.objects.filter(kind="recruitment.consent_asked").order_by("-pk")[0].title
    actions.answer_consent(asked, actions.Answer(is_given=True), actor=holder(asked, project), at=at)
    assert tasks.remind_of_consents(at + timedelta(days=9)) == 0


def test_a_call_with_consent_needs_a_superior_who_is_somebody_else(project, at):
    call = a_call_for(project, at, access=Access(superior_consent=True))
    with pytest.raises(rules.SuperiorMissing):
        an_application(call, at=at)
    with pytest.raises(rules.OwnConsent):
        an_application(call, at=at, email="ja@example.org", superior="JA@example.org")


# corrections ------------------------------------------------------------------------------------


@pytest.fixture
def correctable(project, at):
    return an_application(a_call_for(project, at, correction_days=5), at=at)


def test_a_correction_is_asked_once_and_supplied_once_in_time(correctable, project, coordinator, at):
    correction = actions.ask_correction(correctable, "Brak podpisu\nBrak daty", [], actor=coordinator, at=at)
    correctable.refresh_from_db()
    assert correctable.status == ApplicationStatus.CORRECTION
    mail = Message.objects.get(kind="recruitment.correction_asked")
    assert "– Brak daty" in mail.text
    with pytest.raises(rules.AskedOnce):
        actions.ask_correction(correctable, "Jeszcze", [], actor=coordinator, at=at)
    with pytest.raises(rules.CorrectionRunning):
        actions.reject_formally(correctable, "incomplete", actor=coordinator, at=at)
    me = holder(correction, project)
    with pytest.raises(rules.CorrectionLate):
        actions.supply_correction(correction, "już", {}, actor=me, at=correction.answer_by)
    done = actions.supply_correction(correction, "już", {}, actor=me, at=correction.answer_by - timedelta(seconds=1))
    assert (done.note, done.application.status) == ("już", ApplicationStatus.SUBMITTED)
    with pytest.raises(NotNow):
        actions.supply_correction(correction, "znowu", {}, actor=me, at=at)


def test_after_the_term_the_office_decides_and_the_program_does_not(correctable, coordinator, at):
    correction = actions.ask_correction(correctable, "Brak podpisu", [], actor=coordinator, at=at)
    assert list(queries.corrections_over(coordinator, correction.answer_by - timedelta(seconds=1))) == []
    assert list(queries.corrections_over(coordinator, correction.answer_by)) == [correctable]
    rejected = actions.reject_formally(correctable, "incomplete", actor=coordinator, at=correction.answer_by)
    assert rejected.status == ApplicationStatus.REJECTED


def test_papers_asked_for_come_with_the_correction(project, visitor, coordinator, at):
    call = a_call_for(project, at, documents=(PAPER,), correction_days=3)
    actions.send_ahead(call, TOKEN, "cv", [Upload("b.pdf", a_pdf())], actor=visitor, at=at)
    application = an_application(call, at=at, draft=Draft.objects.get())
    correction = actions.ask_correction(application, "", ["cv", "nieznany"], actor=coordinator, at=at)
    assert correction.documents == ["cv"]
    me = holder(correction, project)
    with pytest.raises(rules.DocumentsMissing):
        actions.supply_correction(correction, "", {}, actor=me, at=at)
    actions.supply_correction(correction, "", {"cv": [Upload("c.pdf", a_pdf(2))]}, actor=me, at=at)
    assert [one.pages for one, _label in queries.attachments_of(application)] == [1, 2]


def test_what_cannot_be_asked_is_refused(project, correctable, visitor, coordinator, at):
    with pytest.raises(rules.NothingMissing):
        actions.ask_correction(correctable, " ", [], actor=coordinator, at=at)
    with pytest.raises(PermissionDenied):
        actions.ask_correction(correctable, "x", [], actor=visitor, at=at)
    with pytest.raises(rules.NoCorrections):
        actions.ask_correction(an_application(a_call(project, at=at), at=at), "x", [], actor=coordinator, at=at)
    correction = actions.ask_correction(correctable, "x", [], actor=coordinator, at=at)
    with pytest.raises(PermissionDenied):
        actions.supply_correction(correction, "x", {}, actor=visitor, at=at)


# pairs ------------------------------------------------------------------------------------------


def test_two_who_name_each_other_with_the_same_wishes_are_a_pair(project, coordinator, at):
    editions = [an_edition(project), an_edition(project)]
    call = a_call_for(project, at, editions, pairs=True)
    first = an_application(call, at=at)
    second = an_application(call, at=at, pair=first.code)
    third = an_application(call, at=at, editions=editions[::-1])

    def now():
        return queries.pairs_of(list(call.applications.prefetch_related("choices")))

    assert now() == {}
    with pytest.raises(rules.PairDiffers):
        actions.name_pair(first, third.code, actor=coordinator, at=at)
    with pytest.raises(rules.PairWithSelf):
        actions.name_pair(first, first.code, actor=coordinator, at=at)
    with pytest.raises(rules.PairUnknown):
        actions.name_pair(first, "ABCD-2345", actor=coordinator, at=at)
    with pytest.raises(rules.PairTaken):
        actions.name_pair(third, second.code, actor=coordinator, at=at)
    actions.name_pair(first, second.code.lower(), actor=holder(first, project), at=at)
    assert now() == {first.code: second.code, second.code: first.code}
    assert events()[-1] == "recruitment.application.paired"
    actions.name_pair(first, "", actor=coordinator, at=at)
    assert now() == {}


def test_where_everybody_applies_alone_nobody_is_named(project, coordinator, visitor, at):
    application = an_application(a_call(project, at=at), at=at)
    with pytest.raises(rules.NoPairs):
        actions.name_pair(application, "ABCD-2345", actor=coordinator, at=at)
    with pytest.raises(PermissionDenied):
        actions.name_pair(application, "ABCD-2345", actor=visitor, at=at)
    with pytest.raises(rules.NoPairs):
        an_application(application.call, at=at, pair="ABCD-2345")
