"""Who reads the outbox and says that somebody was told."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role

SEE = permission(
    "mail.message.see",
    why=_("Notices of the project are read by its office and by the controller; every look at a text is an entry"),
    roles=[Role.COORDINATOR, Role.CONTROLLER],
)
HANDLE = permission(
    "mail.message.handle",
    why=_("The project office prints, tells by telephone and sends again"),
    roles=[Role.COORDINATOR],
)
ERASE = permission(
    "mail.message.erase",
    why=_("The project office erases what no duty keeps; the program does when the years of keeping are over"),
    roles=[Role.COORDINATOR, Role.SYSTEM],
)
