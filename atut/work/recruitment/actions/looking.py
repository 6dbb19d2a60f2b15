"""Looking: what is kept encrypted, shown on purpose. Every look is recorded."""

from dataclasses import dataclass, field
from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.files.models import StoredFile
from atut.base.kernel.actors import Actor
from atut.work.partnership.actions import reveal_pesel
from atut.work.recruitment import permissions
from atut.work.recruitment.models import Application, Attachment
from atut.work.recruitment.rules import prompts
from atut.work.recruitment.rules.points import Criterion


@dataclass(frozen=True)
class Sensitive:
    """What is shown only on purpose."""

    identifier: str = field(repr=False)
    access_needs: str = field(repr=False)


@action
def look(application: Application, *, actor: Actor, at: datetime) -> Sensitive:
    """Show what is kept encrypted: the PESEL and the access needs. The look itself is recorded, by field."""
    permissions.look.require(actor, application)
    record("recruitment.application.looked_at", application, actor=actor, at=at, fields=["pesel", "access_needs"])
    return Sensitive(reveal_pesel(application.person, actor=actor, at=at), application.access_needs)


@action
def look_at_written(application: Application, *, actor: Actor, at: datetime) -> list[tuple[Criterion, str, str]]:
    """Show what was written for the committee, each with its question. The look itself is recorded."""
    permissions.look.require(actor, application)
    record("recruitment.application.looked_at", application, actor=actor, at=at, fields=["written"])
    return prompts.answered(application.call.rules.criteria, application.written)


@action
def look_at_scan(application: Application, *, actor: Actor, at: datetime) -> StoredFile | None:
    """Show the scan of the paper, which holds everything. The look itself is recorded."""
    permissions.look.require(actor, application)
    record("recruitment.application.looked_at", application, actor=actor, at=at, fields=["scan"])
    return application.scan


@action
def show_to_committee(attachment: Attachment, *, actor: Actor, at: datetime) -> StoredFile:
    """Show a paper to somebody who judges the application, where the regulation says so. The look itself is recorded."""
    permissions.judge_papers.require(actor, attachment)
    prompts.must_be_for_committee(attachment.application.call.rules, attachment.code)  # type: ignore[union-attr]  # not of a draft
    record("recruitment.application.looked_at", attachment.application, actor=actor, at=at, fields=["attachments"])  # type: ignore[arg-type]  # as above
    return attachment.file


@action
def look_at_paper(attachment: Attachment, *, actor: Actor, at: datetime) -> StoredFile:
    """Show a paper enclosed with an application. The look itself is recorded."""
    permissions.look.require(actor, attachment)
    record("recruitment.application.looked_at", attachment.application, actor=actor, at=at, fields=["attachments"])  # type: ignore[arg-type]  # not of a draft
    return attachment.file
