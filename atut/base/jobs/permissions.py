"""Who sees and restarts what runs by itself."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role

SEE = permission(
    "jobs.job.see",
    why=_("What runs by itself and how it went: no personal data"),
    roles=[Role.COORDINATOR, Role.ADMINISTRATOR],
)
RESTART = permission(
    "jobs.job.restart",
    why=_("A stopped job is set going again by whoever mended the cause"),
    roles=[Role.COORDINATOR, Role.ADMINISTRATOR],
)
