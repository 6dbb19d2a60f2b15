"""Who may do what with forms of support and editions."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role

view_forms = permission(
    "programme.support_form.view",
    why=_("Everybody who works on the project knows what it offers"),
    roles=[Role.COORDINATOR, Role.OFFICE_LEAD, Role.TRAINER, Role.CONTROLLER],
)
change_forms = permission("programme.support_form.change", why=_("The project office plans the support"), roles=[Role.COORDINATOR])
change_editions = permission("programme.edition.change", why=_("The project office plans the editions"), roles=[Role.COORDINATOR])
