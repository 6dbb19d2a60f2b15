"""The verbs of the committee: its members (members), their sheets (scoring), the protocol (signing)."""

from atut.work.committee.actions.members import appoint_member, declare_impartiality, dismiss_member, note_conflict
from atut.work.committee.actions.scoring import close_sheet, save_scores, settle_results
from atut.work.committee.actions.signing import accept_protocol, receive_signed

__all__ = [
    "accept_protocol",
    "appoint_member",
    "close_sheet",
    "declare_impartiality",
    "dismiss_member",
    "note_conflict",
    "receive_signed",
    "save_scores",
    "settle_results",
]
