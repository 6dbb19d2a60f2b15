"""Who may open the start pages."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role

see_wrong = permission(
    "desk.wrong.view",
    why=_("The project office sees everything that failed"),
    roles=[Role.COORDINATOR, Role.CONTROLLER, Role.ADMINISTRATOR],
)
see_administration = permission(
    "desk.administration.view",
    why=_("The way to projects, people with roles, the audit trail and the rest of the machine room"),
    roles=[Role.COORDINATOR, Role.CONTROLLER, Role.ADMINISTRATOR],
)
