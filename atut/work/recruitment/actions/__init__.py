"""The verbs of recruitment, split by stage of the work: calls, applying, then selecting and placing."""

from atut.work.recruitment.actions.appealing import follow_appeal
from atut.work.recruitment.actions.applying import ApplicationData, Paper, submit
from atut.work.recruitment.actions.assessing import accept_despite, accept_formally, assess, reject_formally
from atut.work.recruitment.actions.calls import (
    CallDraft,
    Change,
    Opening,
    change_call,
    create_call,
    discard_call,
    publish_call,
    withdraw_call,
)
from atut.work.recruitment.actions.consenting import Answer, answer_consent, remind_consent
from atut.work.recruitment.actions.correcting import ask_correction, supply_correction
from atut.work.recruitment.actions.drafting import Typed, discard_draft, save_draft, send_ahead
from atut.work.recruitment.actions.drawing import freeze_list
from atut.work.recruitment.actions.identifying import Decision, confirm_identity
from atut.work.recruitment.actions.importing import apply_paper_list, bring_paper_list, discard_paper_list
from atut.work.recruitment.actions.inviting import invite, refuse_invitations
from atut.work.recruitment.actions.joining import join_late
from atut.work.recruitment.actions.judging import record_jury_points
from atut.work.recruitment.actions.looking import look, look_at_paper, look_at_scan, look_at_written, show_to_committee
from atut.work.recruitment.actions.pairing import name_pair
from atut.work.recruitment.actions.placing import (
    confirm_place,
    decline_place,
    expire_place,
    give_back_place,
    offer_place,
    release_place,
    remind_place,
    renew_link,
    use_place,
)
from atut.work.recruitment.actions.selecting import close_selection
from atut.work.recruitment.actions.swapping import agree_to_swap, ask_to_swap, refuse_swap, swap_places
from atut.work.recruitment.actions.withdrawing import withdraw_application, withdraw_by_link

__all__ = [
    "Answer",
    "ApplicationData",
    "CallDraft",
    "Change",
    "Decision",
    "Opening",
    "Paper",
    "Typed",
    "accept_despite",
    "accept_formally",
    "agree_to_swap",
    "answer_consent",
    "apply_paper_list",
    "ask_correction",
    "ask_to_swap",
    "assess",
    "bring_paper_list",
    "change_call",
    "close_selection",
    "confirm_identity",
    "confirm_place",
    "create_call",
    "decline_place",
    "discard_call",
    "discard_draft",
    "discard_paper_list",
    "expire_place",
    "follow_appeal",
    "freeze_list",
    "give_back_place",
    "invite",
    "join_late",
    "look",
    "look_at_paper",
    "look_at_scan",
    "look_at_written",
    "name_pair",
    "offer_place",
    "publish_call",
    "record_jury_points",
    "refuse_invitations",
    "refuse_swap",
    "reject_formally",
    "release_place",
    "remind_consent",
    "remind_place",
    "renew_link",
    "save_draft",
    "send_ahead",
    "show_to_committee",
    "submit",
    "supply_correction",
    "swap_places",
    "use_place",
    "withdraw_application",
    "withdraw_by_link",
    "withdraw_call",
]
