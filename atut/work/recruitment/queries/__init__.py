"""The questions of recruitment, split by stage of the work: calls, applications, then places."""

from atut.work.recruitment.queries.applications import my_applications
from atut.work.recruitment.queries.calls import desk_calls, newest_begun, open_calls, published_calls, rules_in_words
from atut.work.recruitment.queries.desk import went_wrong, worklist
from atut.work.recruitment.queries.mine import MyApplication, my_outcomes, my_places
from atut.work.recruitment.queries.places import ledger
from atut.work.recruitment.queries.selection import outcome_of
from atut.work.recruitment.queries.stages import pipeline

__all__ = [
    "MyApplication",
    "desk_calls",
    "ledger",
    "my_applications",
    "my_outcomes",
    "my_places",
    "newest_begun",
    "open_calls",
    "outcome_of",
    "pipeline",
    "published_calls",
    "rules_in_words",
    "went_wrong",
    "worklist",
]
