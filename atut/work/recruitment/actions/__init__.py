"""The verbs of recruitment, split by stage of the work: calls, applying, then selecting and placing."""

from atut.work.recruitment.actions.applying import (
    ApplicationData,
    Paper,
    accept_formally,
    assess,
    reject_formally,
    submit,
    withdraw_application,
    withdraw_by_link,
)
from atut.work.recruitment.actions.calls import CallDraft, Opening, change_call, create_call, publish_call

__all__ = [
    "ApplicationData",
    "CallDraft",
    "Opening",
    "Paper",
    "accept_formally",
    "assess",
    "change_call",
    "create_call",
    "publish_call",
    "reject_formally",
    "submit",
    "withdraw_application",
    "withdraw_by_link",
]
