"""Who may do what in monitoring: one declared permission per verb."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role

SETTLING = [Role.COORDINATOR, Role.CONTROLLER]

view_figures = permission("monitoring.figures.view", why=_("Those who run or check the project see its indicators"), roles=SETTLING)
view_people = permission(
    "monitoring.people.view",
    why=_("Who stands behind a number is shown to those who settle or check it; each look is recorded"),
    roles=SETTLING,
)
change_indicator = permission(
    "monitoring.indicator.change", why=_("The project office keeps the indicators of the grant agreement"), roles=[Role.COORDINATOR]
)
view_exports = permission(
    "monitoring.export.view", why=_("Those who run or check the project see what was exported and when"), roles=SETTLING
)
make_export = permission(
    "monitoring.export.make",
    why=_("The project office exports participants for the funder; the program does it on command"),
    roles=[Role.COORDINATOR, Role.SYSTEM],
)
read_export = permission(
    "monitoring.export.read",
    why=_("A file of an export holds all data of people: only those who settle or check take it out, and it is recorded"),
    roles=SETTLING,
)
