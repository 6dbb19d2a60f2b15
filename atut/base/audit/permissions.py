"""Who reads the trail, and who its values."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role

SEE_ENTRIES = permission(
    "audit.entry.see",
    why=_("The project office and the controller read the trail of their project; the administrator that of the installation"),
    roles=[Role.COORDINATOR, Role.CONTROLLER, Role.ADMINISTRATOR],
)
SEE_VALUES = permission(
    "audit.detail.see",
    why=_("Old and new values are shown to the project office and the controller; that look is itself an entry"),
    roles=[Role.COORDINATOR, Role.CONTROLLER],
)
ERASE = permission(
    "audit.detail.erase",
    why=_("The project office erases what no duty keeps; the program does when the years of keeping are over"),
    roles=[Role.COORDINATOR, Role.SYSTEM],
)
PURGE = permission(
    "audit.detail.purge",
    why=_("Values are deleted after their time, by the program at night or by an administrator at once"),
    roles=[Role.ADMINISTRATOR, Role.SYSTEM],
)
