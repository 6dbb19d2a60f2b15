"""The protocol is accepted on screen by each member, then kept as it was signed."""

from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.files import actions as files
from atut.base.files.rules import Retention
from atut.base.kernel.actors import Actor
from atut.work.committee import permissions
from atut.work.committee.actions.members import locked
from atut.work.committee.imports.signed import examined, media_type_of, scanned
from atut.work.committee.models import Acceptance, Committee, Member, SignedProtocol
from atut.work.committee.queries import signing as queries
from atut.work.committee.rules import members as sitting
from atut.work.committee.rules import signing as rules


@action
def accept_protocol(member: Member, sha256: str, *, actor: Actor, at: datetime) -> Acceptance:
    """The member accepts the protocol with this SHA-256. The same click twice is one acceptance, with its first moment."""
    permissions.accept_protocol.require(actor, member)
    member = locked(member)
    is_dismissed, has_declared = member.dismissed_at is not None, member.declared_at is not None
    sitting.must_sit(member.user.name, is_dismissed=is_dismissed, has_declared=has_declared)
    protocol = queries.newest_protocol(member.committee.call)
    if protocol is None:
        raise rules.ListNotClosed
    rules.must_be_newest(sha256, protocol.sha256)
    accepted, _is_new = Acceptance.objects.get_or_create(member=member, sha256=sha256, defaults={"accepted_at": at})
    record("committee.protocol.accepted", member, actor=actor, at=at)
    return accepted


@action
def receive_signed(committee: Committee, content: bytes, *, name: str, is_scan: bool, actor: Actor, at: datetime) -> SignedProtocol:
    """Keep the protocol as it was signed, once everybody has accepted it. A file about another protocol is refused.

    What the program has checked is kept with it, and what it has not is said on the page (`rules.signing`).
    """
    permissions.receive_signed.require(actor, committee)
    committee = Committee.objects.select_for_update(of=("self",)).select_related("call__project").get(pk=committee.pk)
    now = queries.signing(committee)
    if now is None:
        raise rules.ListNotClosed
    if now.waiting:
        raise rules.NotAllAccepted(names=", ".join(member.user.name for member in now.waiting))
    protocol = now.protocol
    finding = scanned(content) if is_scan else examined(content, protocol=files.read(protocol))
    stored = files.keep(
        content,
        name=name,
        media_type=media_type_of(content),
        purpose="committee.signed_protocol",
        retention=Retention.PROJECT,
        project=committee.call.project,
        at=at,
    )
    kept = SignedProtocol.objects.create(
        committee=committee,
        file=stored,
        kind=finding.kind,
        sha256=protocol.sha256,
        checked=[str(one) for one in finding.checked],
        names=list(finding.names),
        received_at=at,
        received_by=actor.label,
    )
    record("committee.protocol.signed", kept, actor=actor, at=at, fields=["file"])
    return kept
