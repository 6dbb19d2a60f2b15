"""The questions of recruitment, split by stage of the work: calls, applications, then places."""

from atut.work.recruitment.queries.applications import my_applications
from atut.work.recruitment.queries.calls import open_calls, published_calls, rules_in_words
from atut.work.recruitment.queries.desk import went_wrong, worklist

__all__ = ["my_applications", "open_calls", "published_calls", "rules_in_words", "went_wrong", "worklist"]
