"""Forms kept for later and papers sent ahead of them: only when the person asks, encrypted, and not for long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from atut.base.audit.journal import action, record
from atut.base.files import actions as files
from atut.base.files.rules import Upload
from atut.base.kernel.actors import Actor
from atut.base.kernel.keys import new_key
from atut.base.kernel.texts import text_in
from atut.work.recruitment import permissions
from atut.work.recruitment.models import Application, Attachment, Call, Draft
from atut.work.recruitment.notices import enclosing as notices
from atut.work.recruitment.queries import enclosing as queries
from atut.work.recruitment.rules import calls
from atut.work.recruitment.rules import enclosing as rules

PURPOSE = "recruitment.attachment"


@dataclass(frozen=True)
class Typed:
    """A form as it stands on the page: which one, in what language, every field as typed, where to send the link."""

    form_token: str
    fields: Mapping[str, Sequence[str]] = field(repr=False)
    language: str = "pl"
    email: str = field(default="", repr=False)


@action
def save_draft(call: Call, typed: Typed, *, actor: Actor, at: datetime) -> Draft:
    """Keep the form for later, because the person asked. A link goes to the address typed; without one there is the code."""
    permissions.apply.require(actor, call)
    draft = _draft_of(call, typed.form_token, at)
    draft.typed = {name: list(values) for name, values in typed.fields.items()}
    draft.language, draft.saved_at = typed.language, at
    draft.expires_at = rules.draft_ends(at, call.closes_at)
    draft.save()
    record("recruitment.draft.saved", draft, actor=actor, at=at)
    if typed.email:
        notices.draft_saved(draft, typed.email, at=at)
    return draft


@action
def send_ahead(call: Call, form_token: str, code: str, uploads: Sequence[Upload], *, actor: Actor, at: datetime) -> Attachment:
    """Take a paper before the form is sent, so that a mistake elsewhere in the form does not lose it. The newest one counts."""
    permissions.apply.require(actor, call)
    title = _title_of(call, code)
    draft = _draft_of(call, form_token, at)
    for old in draft.attachments.filter(code=code).select_related("file"):
        _delete(old)
    attachment = _kept(call, code, uploads, title, at, draft=draft)
    record("recruitment.draft.enclosed", draft, actor=actor, at=at, fields=["attachments"])
    return attachment


def enclose(application: Application, code: str, uploads: Sequence[Upload], *, at: datetime) -> Attachment:
    """A further paper with an application that was sent; the verb asked who may."""
    kept = _kept(application.call, code, uploads, _title_of(application.call, code), at, application=application)
    files.take_over(kept.file, purpose=PURPOSE)
    return kept


def _title_of(call: Call, code: str) -> str:
    wanted = {one.code: one.label for one in call.rules.documents}
    if code not in wanted:
        raise rules.NotAskedFor
    return text_in(wanted[code])


def _kept(
    call: Call,
    code: str,
    uploads: Sequence[Upload],
    title: str,
    at: datetime,
    **owner: Draft | Application,
) -> Attachment:
    if any(not upload.content for upload in uploads):
        raise rules.TooMuchAtOnce
    stored, pages = files.keep_paper(uploads, title=title, language="pl", purpose=PURPOSE, project=call.project, at=at)
    return Attachment.objects.create(code=code, file=stored, pages=pages, sent_at=at, **owner)


def _draft_of(call: Call, form_token: str, at: datetime) -> Draft:
    """The draft of a form, locked; made when there is none."""
    calls.must_be_open(call.status, opens_at=call.opens_at, closes_at=call.closes_at, at=at)
    if len(form_token) < 20:  # as our pages make them; a short one could be guessed
        raise rules.DraftGone
    known = Draft.objects.select_for_update().filter(form_token=form_token).first()
    if known is not None:
        if known.call_id != call.pk or at >= known.expires_at:
            raise rules.DraftGone
        return known
    key = new_key()
    code = call.project.identity_hash(rules.draft_code(settings.SECRET_KEY, key))
    ends = rules.draft_ends(at, call.closes_at)
    return Draft.objects.create(key=key, call=call, form_token=form_token, code_hash=code, expires_at=ends)


def take_over(draft: Draft, application: Application, *, without: Sequence[str], actor: Actor, at: datetime) -> None:
    """The papers go to the application and stay as long as it; what was typed goes, and papers `without` an answer to prove."""
    for attachment in draft.attachments.filter(code__in=without).select_related("file") if without else ():
        _delete(attachment)
    moved = list(draft.attachments.select_related("file"))
    for attachment in moved:
        files.take_over(attachment.file, purpose=PURPOSE)
        attachment.draft, attachment.application = None, application
        attachment.save(update_fields=["draft", "application"])
    if moved:
        record("recruitment.application.enclosed", application, actor=actor, at=at, fields=["attachments"], count=len(moved))
    draft.delete()


def erased(draft: Draft, *, actor: Actor, at: datetime) -> None:
    """A draft goes with its papers; nothing of it is left but the entry."""
    for attachment in draft.attachments.select_related("file"):
        _delete(attachment)
    record("recruitment.draft.erased", draft, actor=actor, at=at)
    draft.delete()


def _delete(attachment: Attachment) -> None:
    stored = attachment.file
    attachment.delete()
    files.delete(stored)


@action
def discard_draft(draft: Draft, *, actor: Actor, at: datetime) -> None:
    """The person does not want it kept any more."""
    permissions.discard_draft.require(actor, draft)
    erased(draft, actor=actor, at=at)


def purge_drafts(*, actor: Actor, at: datetime) -> int:
    """Erase drafts whose days are over; how many went. Called by the retention run."""
    permissions.erase.require(actor)
    due = list(queries.drafts_due(at))
    for draft in due:
        _purge(draft, actor=actor, at=at)
    return len(due)


@action
def _purge(draft: Draft, *, actor: Actor, at: datetime) -> None:
    erased(draft, actor=actor, at=at)
