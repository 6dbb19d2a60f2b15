"""Who says what the law asks for."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role

SEE = permission(
    "duties.list.see",
    why=_("The project office, editors and controllers see what is missing"),
    roles=[Role.COORDINATOR, Role.EDITOR, Role.CONTROLLER, Role.ADMINISTRATOR],
)
SAY = permission(
    "duties.said.change",
    why=_("The project office and editors write what must be said about the project"),
    roles=[Role.COORDINATOR, Role.EDITOR, Role.SYSTEM],
)
TEST = permission(
    "duties.test.record",
    why=_("The project office and editors record tests of accessibility and barriers"),
    roles=[Role.COORDINATOR, Role.EDITOR, Role.SYSTEM],
)
FORGET = permission("duties.test.erase", why=_("Names of testers go when the records are over"), roles=[Role.SYSTEM])
