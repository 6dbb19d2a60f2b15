"""Questions of the room: what is said about pages (shown), moderation (desk), letters (sending), links, one mailbox."""

from atut.front.voices.queries.desk import went_wrong, worklist
from atut.front.voices.queries.shown import page_voices

__all__ = ["page_voices", "went_wrong", "worklist"]
