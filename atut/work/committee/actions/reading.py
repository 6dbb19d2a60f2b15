"""Reading: a paper enclosed with an application, by a member who scores it, where the regulation of the call says so."""

from datetime import datetime

from atut.base.audit.journal import action
from atut.base.files.models import StoredFile
from atut.base.kernel.actors import Actor
from atut.work.committee import permissions
from atut.work.committee.models import Member
from atut.work.committee.queries.members import to_judge
from atut.work.committee.rules import members as rules
from atut.work.recruitment.actions import show_to_committee
from atut.work.recruitment.models import Attachment


@action
def read_paper(member: Member, attachment: Attachment, *, actor: Actor, at: datetime) -> StoredFile:
    """Open a paper. It has a name in it, so nobody with a tie reads it, and every look is recorded with the application."""
    permissions.score.require(actor, member)
    is_dismissed, has_declared = member.dismissed_at is not None, member.declared_at is not None
    rules.must_sit(member.user.name, is_dismissed=is_dismissed, has_declared=has_declared)
    if not to_judge(member).filter(attachments=attachment).exists():
        raise rules.InConflict
    return show_to_committee(attachment, actor=actor, at=at)
