"""The verbs of keeping, split by stage: back up, restore, rotate."""

from atut.base.keeping.actions.backing_up import back_up
from atut.base.keeping.actions.erasures import erase_restored, list_erasures, listed_erasures
from atut.base.keeping.actions.restoring import check, restore
from atut.base.keeping.actions.rotating import rotate

__all__ = ["back_up", "check", "erase_restored", "list_erasures", "listed_erasures", "restore", "rotate"]
