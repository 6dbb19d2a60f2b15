"""Who may open a project's public site and who may edit its pages."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role

OPEN_SITE = permission(
    "pages.site.open",
    why=_("Who answers for the project opens its site; it follows the address of the project"),
    roles=[Role.ADMINISTRATOR, Role.COORDINATOR, Role.SYSTEM],
)
EDIT = permission(
    "pages.page.edit",
    why=_("An editor looks after the public pages of the own project"),
    roles=[Role.EDITOR],
)
PUBLISH_PLANNED = permission(
    "pages.page.publish_planned",
    why=_("What an editor planned happens at its hour"),
    roles=[Role.SYSTEM],
)
