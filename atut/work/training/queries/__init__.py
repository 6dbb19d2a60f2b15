"""The questions of the room, by stage of the work. Other rooms import them from here."""

from atut.work.training.queries.attending import attendance_summary, lines, papers_missing, tallies

__all__ = ["attendance_summary", "lines", "papers_missing", "tallies"]
