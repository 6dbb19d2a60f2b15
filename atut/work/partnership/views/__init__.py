"""The screens of the room: people, staff lists, partners and goals."""

from atut.work.partnership.views.claiming import account_link_renew, account_link_renewed, account_link_send, account_open
from atut.work.partnership.views.lists import (
    staff_import,
    staff_import_apply,
    staff_import_bring,
    staff_import_discard,
    staff_import_file,
    staff_import_read,
    staff_imports,
)
from atut.work.partnership.views.partnering import (
    degurba_confirm,
    goal_add,
    goal_change,
    goal_remove,
    goals,
    partner_add,
    partner_change,
    partner_leave,
    partner_show,
    partners,
)
from atut.work.partnership.views.people import (
    employment_end,
    people,
    person_add,
    person_change,
    person_merge,
    person_reveal,
    person_show,
)

__all__ = [
    "account_link_renew",
    "account_link_renewed",
    "account_link_send",
    "account_open",
    "degurba_confirm",
    "employment_end",
    "goal_add",
    "goal_change",
    "goal_remove",
    "goals",
    "partner_add",
    "partner_change",
    "partner_leave",
    "partner_show",
    "partners",
    "people",
    "person_add",
    "person_change",
    "person_merge",
    "person_reveal",
    "person_show",
    "staff_import",
    "staff_import_apply",
    "staff_import_bring",
    "staff_import_discard",
    "staff_import_file",
    "staff_import_read",
    "staff_imports",
]
