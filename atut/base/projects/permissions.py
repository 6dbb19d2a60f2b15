"""Who may set up projects, organisations and funding profiles. None of it is personal data."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.actors import Actor
from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role


def leads_office(actor: Actor, organisation: Any) -> bool:
    """The lead of this office, or of the one it is a unit of."""
    return bool(actor.offices({Role.OFFICE_LEAD}) & {organisation.pk, organisation.parent_id})


SEE = permission(
    "projects.project.see",
    why=_("An administrator looks after all projects"),
    roles=[Role.ADMINISTRATOR],
)
MANAGE = permission(
    "projects.project.manage",
    why=_("An administrator creates projects and changes their settings"),
    roles=[Role.ADMINISTRATOR, Role.SYSTEM],
)
KEEP_SIGNS = permission(
    "projects.sign.keep",
    why=_("The project office and editors take the official signs from the programme's page; an administrator helps"),
    roles=[Role.COORDINATOR, Role.EDITOR, Role.ADMINISTRATOR, Role.SYSTEM],
)
MANAGE_ORGANISATIONS = permission(
    "projects.organisation.manage",
    why=_("Organisations are entered by an administrator or by the coordinator of a project"),
    roles=[Role.ADMINISTRATOR, Role.COORDINATOR, Role.SYSTEM],
)
CHANGE_ORGANISATION = permission(
    "projects.organisation.change",
    why=_("Projects share an organisation, so its data are changed by itself: by its own office lead; or by an administrator"),
    roles=[Role.ADMINISTRATOR, Role.SYSTEM],
    or_if=leads_office,
)
MANAGE_PROFILES = permission(
    "projects.profile.manage",
    why=_("An administrator loads what the funder prescribes"),
    roles=[Role.ADMINISTRATOR, Role.SYSTEM],
)
CONFIRM_DEGURBA = permission(
    "projects.commune.confirm_degurba",
    why=_("The class of a gmina counts once somebody has compared it with the source"),
    roles=[Role.ADMINISTRATOR, Role.COORDINATOR, Role.SYSTEM],
)
LOAD_COMMUNES = permission(
    "projects.commune.load",
    why=_("An operator or an administrator loads the official list of communes"),
    roles=[Role.ADMINISTRATOR, Role.SYSTEM],
)
