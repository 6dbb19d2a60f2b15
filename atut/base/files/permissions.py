"""Who deletes files whose time is over. Reading is guarded by the room that owns the file."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role

PURGE = permission(
    "files.stored_file.purge",
    why=_("Drafts and import files are deleted after their days, by the program at night or by an administrator at once"),
    roles=[Role.ADMINISTRATOR, Role.SYSTEM],
)
ERASE = permission(
    "files.stored_file.erase",
    why=_("The project office erases what no duty keeps; the program does when the years of keeping are over"),
    roles=[Role.COORDINATOR, Role.SYSTEM],
)
