"""Who may do what with partners, goals and people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.actors import Actor
from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role

_OFFICE = [Role.COORDINATOR, Role.OFFICE_LEAD]


def _concerns(actor: Actor, person: Any) -> bool:
    return actor.user_id is not None and any(claim.user_id == actor.user_id for claim in person.claims.all())


register_person = permission(
    "partnership.person.register",
    why=_("People register themselves by applying; offices register their own"),
    public=True,
)
employ_person = permission(
    "partnership.employment.employ",
    why=_("Applicants name the office they work in; offices keep their own lists"),
    public=True,
)
end_employment = permission("partnership.employment.end", why=_("An office keeps its own list of people"), roles=_OFFICE)
view_people = permission(
    "partnership.person.view",
    why=_("The project office and controllers see everybody, an office its own people"),
    roles=[*_OFFICE, Role.CONTROLLER],
)
change_person = permission(
    "partnership.person.change", why=_("Contact data are mended by the office or the person"), roles=_OFFICE, or_if=_concerns
)
reveal_person = permission(
    "partnership.person.reveal",
    why=_("PESEL is needed for settlement only; every look is recorded"),
    roles=[Role.COORDINATOR, Role.CONTROLLER],
)
claim_person = permission("partnership.person.claim", why=_("Whoever holds the link that was sent to the person"), public=True)
send_account_link = permission(
    "partnership.account_link.send",
    why=_("Anybody may ask for it: the link goes to the address on file and nowhere else, and the answer tells nothing"),
    public=True,
)
use_account_link = permission(
    "partnership.account_link.use", why=_("Whoever holds the link has read the person's mail"), public=True
)
ask_about_data = permission(
    "partnership.person.ask", why=_("A person asks for a copy or for erasure of own data, signed in"), or_if=_concerns
)
purge_links = permission(
    "partnership.account_link.purge",
    why=_("Links are deleted after ninety days by the nightly run"),
    roles=[Role.ADMINISTRATOR, Role.SYSTEM],
)
merge_people = permission(
    "partnership.person.merge", why=_("Duplicates are judged by the project office"), roles=[Role.COORDINATOR]
)
identify_person = permission(
    "partnership.person.identify",
    why=_("Whoever has seen the identity card says whose number it is: the person's own office, or the project office"),
    roles=_OFFICE,
)
view_partners = permission(
    "partnership.partner.view", why=_("Everybody who works on the project knows the partners"), roles=[*_OFFICE, Role.CONTROLLER]
)
change_partners = permission(
    "partnership.partner.change",
    why=_("Partners and goals stand in the grant agreement"),
    roles=[Role.COORDINATOR, Role.ADMINISTRATOR],
)
view_goals = permission(
    "partnership.goal.view", why=_("Everybody who works on the project knows its goals"), roles=[*_OFFICE, Role.CONTROLLER]
)
change_goals = permission(
    "partnership.goal.change", why=_("Goals stand in the grant agreement"), roles=[Role.COORDINATOR, Role.ADMINISTRATOR]
)
import_people = permission("partnership.staff_import.bring", why=_("An office brings its own staff list"), roles=_OFFICE)
discard_list = permission(
    "partnership.staff_import.discard",
    why=_("An office throws away a list it does not take in; forgotten ones go after 14 days"),
    roles=[*_OFFICE, Role.SYSTEM],
)
erase_person = permission(
    "partnership.person.erase",
    why=_("A person asked for it, and the project office answers"),
    roles=[Role.COORDINATOR, Role.ADMINISTRATOR, Role.SYSTEM],
)
