"""Who invites, ends roles and recovers accounts."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role

SEE_MEMBERS = permission(
    "accounts.membership.see",
    why=_("Who works in the project, with what role: the project office, the controller, the administrator"),
    roles=[Role.COORDINATOR, Role.CONTROLLER, Role.ADMINISTRATOR],
)
MANAGE_MEMBERS = permission(
    "accounts.membership.manage",
    why=_("A coordinator invites people to the own project and ends their roles; an administrator in any"),
    roles=[Role.COORDINATOR, Role.ADMINISTRATOR, Role.SYSTEM],
)
MANAGE_ADMINISTRATORS = permission(
    "accounts.administrator.manage",
    why=_("Administrators are made by administrators, the first one on the command line"),
    roles=[Role.ADMINISTRATOR, Role.SYSTEM],
)
ERASE_ACCOUNT = permission(
    "accounts.account.erase",
    why=_("The project office erases the account of somebody who asked to be forgotten; the program when the years are over"),
    roles=[Role.COORDINATOR, Role.SYSTEM],
)
RECOVER_FACTOR = permission(
    "accounts.second_factor.recover",
    why=_("Somebody who knows the person vouches for them when a telephone or key is lost"),
    roles=[Role.COORDINATOR, Role.ADMINISTRATOR],
)
