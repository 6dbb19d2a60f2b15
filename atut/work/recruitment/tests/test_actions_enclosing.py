"""Drafts and papers: each verb works, each refusal says why, who may not does not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.tests.reading import events
from atut.base.files.models import StoredFile
from atut.base.files.rules import NotAPaper, Retention, Upload
from atut.base.files.tests.making import a_pdf, a_picture
from atut.base.kernel.actors import anonymous, system
from atut.base.mail.models import Message
from atut.work.recruitment import actions
from atut.work.recruitment.actions.drafting import purge_drafts
from atut.work.recruitment.models import Attachment, Draft
from atut.work.recruitment.queries import enclosing as queries
from atut.work.recruitment.rules import applying, links
from atut.work.recruitment.rules import enclosing as rules
from atut.work.recruitment.rules.moves import ApplicationStatus
from atut.work.recruitment.rules.regulation import Document
from atut.work.recruitment.tests.factories import a_call, a_call_for, an_application, application_data, holder

pytestmark = pytest.mark.django_db
TOKEN = "x" * 24
PAPER = Document("cv", {"pl": "Życiorys"}, {"pl": "Bo komisja go czyta."})


@pytest.fixture
def visitor(project):
    return anonymous(project.pk)


def typed(**fields):
    return actions.Typed(TOKEN, {"pesel": ["44051401359"], "first_name": ["Jan"]}, **fields)


# drafts -----------------------------------------------------------------------------------------


def test_a_form_is_kept_for_later_and_the_link_goes_by_mail(project, visitor, at):
    call = a_call(project, at=at)
    draft = actions.save_draft(call, typed(email="jan@example.org"), actor=visitor, at=at)
    draft.refresh_from_db()
    assert draft.typed["pesel"] == ["44051401359"]
    assert draft.expires_at == call.closes_at
    mail = Message.objects.get(kind="recruitment.draft_saved")
    assert mail.to_email == "jan@example.org"
    assert queries.token_of(links.DRAFT, draft) in mail.text
    assert "44051401359" not in mail.text
    assert events()[-1] == "recruitment.draft.saved"
    code = queries.code_of(draft)
    assert queries.draft_by_code(project, code.lower().replace("-", " "), at) == draft
    assert queries.draft_by_code(project, code[:-1] + ("3" if code[-1] == "2" else "2"), at) is None
    assert queries.draft_by_token(project, queries.token_of(links.DRAFT, draft), at) == draft
    assert queries.draft_by_token(project, queries.token_of(links.CONSENT, draft), at) is None


def test_keeping_it_again_changes_the_same_draft_and_its_days(project, visitor, at):
    call = a_call(project, at=at)
    first = actions.save_draft(call, typed(), actor=visitor, at=at)
    again = actions.save_draft(call, actions.Typed(TOKEN, {"first_name": ["Ewa"]}), actor=visitor, at=at)
    assert first == again
    assert Draft.objects.get().typed == {"first_name": ["Ewa"]}
    assert not Message.objects.exists()


def test_a_draft_is_gone_after_its_days_and_the_job_erases_it_with_its_papers(project, visitor, at):
    call = a_call_for(project, at, documents=(PAPER,))
    actions.send_ahead(call, TOKEN, "cv", [Upload("a.pdf", a_pdf())], actor=visitor, at=at)
    draft = actions.save_draft(call, typed(), actor=visitor, at=at)
    token, later = queries.token_of(links.DRAFT, draft), draft.expires_at
    assert queries.draft_by_token(project, token, later - timedelta(seconds=1))
    assert queries.draft_by_token(project, token, later) is None
    assert purge_drafts(actor=system(), at=later - timedelta(seconds=1)) == 0
    assert purge_drafts(actor=system(), at=later) == 1
    assert not Draft.objects.exists()
    assert not StoredFile.objects.exists()
    assert events()[-1] == "recruitment.draft.erased"


def test_the_form_of_another_call_a_short_token_and_a_closed_call_keep_nothing(project, visitor, at):
    call = a_call(project, at=at)
    actions.save_draft(call, typed(), actor=visitor, at=at)
    with pytest.raises(rules.DraftGone):
        actions.save_draft(a_call(project, at=at), typed(), actor=visitor, at=at)
    with pytest.raises(rules.DraftGone):
        actions.save_draft(call, actions.Typed("krótki", {}), actor=visitor, at=at)
    with pytest.raises(applying.Refused):
        actions.save_draft(call, typed(), actor=visitor, at=call.closes_at)


def test_who_has_the_link_throws_the_draft_away_and_nobody_else(project, visitor, at):
    draft = actions.save_draft(a_call(project, at=at), typed(), actor=visitor, at=at)
    with pytest.raises(PermissionDenied):
        actions.discard_draft(draft, actor=visitor, at=at)
    actions.discard_draft(draft, actor=holder(draft, project), at=at)
    assert not Draft.objects.exists()


# papers -----------------------------------------------------------------------------------------


def test_papers_sent_ahead_go_to_the_application_and_stay(project, visitor, at):
    call = a_call_for(project, at, documents=(PAPER,))
    with pytest.raises(rules.DocumentsMissing, match="Życiorys"):
        an_application(call, at=at)
    actions.send_ahead(call, TOKEN, "cv", [Upload("b.pdf", a_pdf())], actor=visitor, at=at)
    actions.send_ahead(call, TOKEN, "cv", [Upload("b.jpg", a_picture()), Upload("c.png", a_picture("PNG"))], actor=visitor, at=at)
    draft = Draft.objects.get()
    application = actions.submit(call, application_data(call, at=at, draft=draft, form_token=TOKEN), actor=visitor, at=at)
    (attachment,) = Attachment.objects.all()
    assert (attachment.application, attachment.draft, attachment.pages) == (application, None, 2)
    assert StoredFile.objects.get().retention == Retention.PROJECT
    assert not Draft.objects.exists()
    assert "recruitment.application.enclosed" in events()
    assert queries.attachments_of(application) == [(attachment, "Życiorys")]
    assert actions.assess(application, actor=an_actor("coordinator", project), at=at).status == ApplicationStatus.ELIGIBLE


def test_a_paper_nobody_asked_for_and_one_that_is_none_are_not_kept(project, visitor, at):
    call = a_call_for(project, at, documents=(PAPER,))
    for code, content, refusal in [
        ("inny", a_pdf(), rules.NotAskedFor),
        ("cv", b"MZ", NotAPaper),
        ("cv", b"", rules.TooMuchAtOnce),
    ]:
        with pytest.raises(refusal):
            actions.send_ahead(call, TOKEN, code, [Upload("a.pdf", content)], actor=visitor, at=at)
    assert not StoredFile.objects.exists()
    assert not Draft.objects.exists()


def test_a_look_at_a_paper_is_recorded_and_not_for_an_office(project, visitor, coordinator, at):
    call = a_call_for(project, at, documents=(PAPER,))
    actions.send_ahead(call, TOKEN, "cv", [Upload("b.pdf", a_pdf())], actor=visitor, at=at)
    application = an_application(call, at=at, draft=Draft.objects.get())
    attachment = application.attachments.get()
    assert actions.look_at_paper(attachment, actor=coordinator, at=at) == attachment.file
    assert events()[-1] == "recruitment.application.looked_at"
    lead = an_actor("office_lead", project, application.employment.organisation)
    with pytest.raises(PermissionDenied):
        actions.look_at_paper(attachment, actor=lead, at=at)


def test_a_stranger_with_a_known_pesel_leaves_no_papers(project, visitor, at):
    call = a_call_for(project, at, documents=(PAPER,))
    actions.send_ahead(call, TOKEN, "cv", [Upload("b.pdf", a_pdf())], actor=visitor, at=at)
    first = an_application(call, at=at, draft=Draft.objects.get())
    actions.send_ahead(call, "y" * 24, "cv", [Upload("b.pdf", a_pdf())], actor=visitor, at=at)
    again = application_data(call, at=at, pesel=first.person.pesel, draft=Draft.objects.get(), form_token="y" * 24)
    assert actions.submit(call, again, actor=visitor, at=at) == first
    assert Attachment.objects.count() == StoredFile.objects.count() == 1
