"""The protocol of a closed list, who has accepted it, how it came back signed."""

from dataclasses import dataclass

from atut.base.files.models import StoredFile
from atut.work.committee.models import Acceptance, Appeal, Committee, Member, SignedProtocol
from atut.work.committee.queries.members import members
from atut.work.recruitment.models import Call, Selection


def newest_protocol(call: Call) -> StoredFile | None:
    """The newest version: the paper of the last appeal in the list, else the protocol of the closing. Two queries."""
    heard = Appeal.objects.filter(application__call=call, protocol__isnull=False).order_by("-applied_at", "-pk")
    if newest := heard.select_related("protocol").first():
        return newest.protocol
    selection = Selection.objects.filter(call=call).select_related("protocol").first()
    return selection.protocol if selection else None


@dataclass(frozen=True, slots=True)
class Signing:
    """The protocol with the state of its acceptance."""

    protocol: StoredFile
    accepted: tuple[Acceptance, ...]
    waiting: tuple[Member, ...]
    signed: tuple[SignedProtocol, ...]

    @property
    def is_signed(self) -> bool:
        """Was this protocol, and not only an older one, brought back signed?"""
        return any(one.sha256 == self.protocol.sha256 for one in self.signed)


def signing(committee: Committee) -> Signing | None:
    """Who has accepted the newest protocol and who has not; files that came back signed. Five queries."""
    protocol = newest_protocol(committee.call)
    if protocol is None:
        return None
    all_of_it = Acceptance.objects.filter(member__committee=committee, sha256=protocol.sha256)
    accepted = tuple(all_of_it.select_related("member__user").order_by("accepted_at", "pk"))
    done = {one.member_id for one in accepted}
    made_at = Selection.objects.get(call=committee.call_id).closed_at  # whoever came later hears appeals and made no list
    waiting = tuple(one for one in members(committee) if one.pk not in done and one.appointed_at <= made_at)
    signed = tuple(committee.signed.select_related("file").order_by("-received_at", "-pk"))
    return Signing(protocol, accepted, waiting, signed)
