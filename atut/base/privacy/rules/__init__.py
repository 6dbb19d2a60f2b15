"""Texts, requests and retention; the words of a copy; the closed words of the register (kernel.personal)."""

from atut.base.kernel.personal import Category, DataSet, Kept, Things
from atut.base.privacy.rules.requests import (
    HoldLifted,
    HoldUnexplained,
    PersonUnknown,
    ReceivedLater,
    RecordsStay,
    RequestAnswered,
    RequestKind,
    TextKind,
    TextOfAnotherProject,
    WrongKind,
    answer_by,
    check_request,
    check_texts_belong,
    kept_until,
)
from atut.base.privacy.rules.words import FIELDS, SETS

__all__ = [
    "FIELDS",
    "SETS",
    "Category",
    "DataSet",
    "HoldLifted",
    "HoldUnexplained",
    "Kept",
    "PersonUnknown",
    "ReceivedLater",
    "RecordsStay",
    "RequestAnswered",
    "RequestKind",
    "TextKind",
    "TextOfAnotherProject",
    "Things",
    "WrongKind",
    "answer_by",
    "check_request",
    "check_texts_belong",
    "kept_until",
]
