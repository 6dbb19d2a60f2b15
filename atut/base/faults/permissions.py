"""Who sees what broke, and who says that it was seen to."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role

SEE = permission(
    "faults.fault.see",
    why=_("Pages that broke, with the code a caller reads out: no personal data"),
    roles=[Role.COORDINATOR, Role.CONTROLLER, Role.ADMINISTRATOR],
)
SETTLE = permission(
    "faults.fault.settle",
    why=_("Whoever mended it, or told the person, takes it off the list"),
    roles=[Role.COORDINATOR, Role.ADMINISTRATOR],
)
PURGE = permission("faults.fault.purge", why=_("The program deletes faults that have not come back"), roles=[Role.SYSTEM])
