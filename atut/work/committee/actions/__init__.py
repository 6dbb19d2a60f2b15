"""The verbs of the committee, a file each: its members, what they read, their sheets, the protocol, appeals."""

from atut.work.committee.actions.appeals import apply_appeal, decide_appeal, lodge_appeal, open_appeals
from atut.work.committee.actions.members import appoint_member, declare_impartiality, dismiss_member, note_conflict
from atut.work.committee.actions.reading import read_paper
from atut.work.committee.actions.scoring import close_sheet, save_scores, settle_results
from atut.work.committee.actions.signing import accept_protocol, receive_signed

__all__ = [
    "accept_protocol",
    "apply_appeal",
    "appoint_member",
    "close_sheet",
    "decide_appeal",
    "declare_impartiality",
    "dismiss_member",
    "lodge_appeal",
    "note_conflict",
    "open_appeals",
    "read_paper",
    "receive_signed",
    "save_scores",
    "settle_results",
]
