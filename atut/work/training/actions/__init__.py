"""The verbs of the room, by stage of the work. Other rooms import them from here."""

from atut.work.training.actions.attending import Mark, close_list, correct_attendance, record_attendance, reopen_list
from atut.work.training.actions.certifying import (
    Issued,
    issue_certificate,
    issue_certificates,
    pack_certificates,
    print_certificates,
    reissue_certificate,
    send_certificate_again,
    void_certificate,
)
from atut.work.training.actions.participating import (
    enter_project,
    leave_project,
    move_entry_day,
    record_situation,
    reenter_project,
    remind_of_situations,
    take_back_entry,
)
from atut.work.training.actions.preparing import (
    EntryAnswers,
    correct_answers,
    prepare_entry,
    prepare_institution,
    print_papers,
    record_answers,
    record_signing,
)
from atut.work.training.actions.scheduling import SessionPlan, add_session, cancel_session, change_session

__all__ = [
    "EntryAnswers",
    "Issued",
    "Mark",
    "SessionPlan",
    "add_session",
    "cancel_session",
    "change_session",
    "close_list",
    "correct_answers",
    "correct_attendance",
    "enter_project",
    "issue_certificate",
    "issue_certificates",
    "leave_project",
    "move_entry_day",
    "pack_certificates",
    "prepare_entry",
    "prepare_institution",
    "print_certificates",
    "print_papers",
    "record_answers",
    "record_attendance",
    "record_signing",
    "record_situation",
    "reenter_project",
    "reissue_certificate",
    "remind_of_situations",
    "reopen_list",
    "send_certificate_again",
    "take_back_entry",
    "void_certificate",
]
