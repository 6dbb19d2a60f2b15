"""Who publishes texts, answers people's requests about their data, and runs retention."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role

PUBLISH_TEXT = permission(
    "privacy.text.publish",
    why=_("Clauses and declarations are published by the project office or an administrator"),
    roles=[Role.COORDINATOR, Role.ADMINISTRATOR, Role.SYSTEM],
)
DECLARE = permission(
    "privacy.text.declare",
    why=_("Whoever applies or enters, declares: without an account as well"),
    public=True,
)
ASK = permission(
    "privacy.request.ask",
    why=_("Every person may ask about own data; the room that knows people makes sure who asks"),
    public=True,
)
SEE_REQUESTS = permission(
    "privacy.request.see",
    why=_("Requests about personal data are handled by the project office and read by the controller"),
    roles=[Role.COORDINATOR, Role.CONTROLLER],
)
HANDLE_REQUESTS = permission(
    "privacy.request.handle",
    why=_("Copies and erasures are made by the project office, which is the controller's hand"),
    roles=[Role.COORDINATOR],
)
ERASE = permission(
    "privacy.declaration.erase",
    why=_("The project office erases what no duty keeps; the program does when the years of keeping are over"),
    roles=[Role.COORDINATOR, Role.SYSTEM],
)
ERASE_AGAIN = permission(
    "privacy.request.repeat",
    why=_("The program, when it puts a backup back that is older than an erasure"),
    roles=[Role.ADMINISTRATOR, Role.SYSTEM],
)
HOLD = permission(
    "privacy.hold.place",
    why=_("Whoever answers for a dispute or a control stops the deletion: the project office or an administrator"),
    roles=[Role.COORDINATOR, Role.ADMINISTRATOR],
)
RUN_RETENTION = permission(
    "privacy.retention.run",
    why=_("The program deletes what is due every night; an administrator may run it at once"),
    roles=[Role.ADMINISTRATOR, Role.SYSTEM],
)
SEE_RETENTION = permission(
    "privacy.retention.see",
    why=_("What goes and when is no secret: it shows counts, never values"),
    roles=[Role.ADMINISTRATOR, Role.COORDINATOR, Role.CONTROLLER],
)
