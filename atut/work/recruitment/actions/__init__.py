"""The verbs of recruitment, split by stage of the work: calls, applying, then selecting and placing."""

from atut.work.recruitment.actions.applying import (
    ApplicationData,
    Paper,
    accept_formally,
    assess,
    look,
    look_at_scan,
    reject_formally,
    submit,
)
from atut.work.recruitment.actions.calls import CallDraft, Change, Opening, change_call, create_call, discard_call, publish_call
from atut.work.recruitment.actions.identifying import Decision, confirm_identity
from atut.work.recruitment.actions.judging import record_jury_points
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
from atut.work.recruitment.actions.withdrawing import withdraw_application, withdraw_by_link

__all__ = [
    "ApplicationData",
    "CallDraft",
    "Change",
    "Decision",
    "Opening",
    "Paper",
    "accept_formally",
    "assess",
    "change_call",
    "close_selection",
    "confirm_identity",
    "confirm_place",
    "create_call",
    "decline_place",
    "discard_call",
    "expire_place",
    "give_back_place",
    "look",
    "look_at_scan",
    "offer_place",
    "publish_call",
    "record_jury_points",
    "reject_formally",
    "release_place",
    "remind_place",
    "renew_link",
    "submit",
    "use_place",
    "withdraw_application",
    "withdraw_by_link",
]
