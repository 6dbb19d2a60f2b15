"""The verbs of the partnership: partners and goals, people, their employments, staff lists."""

from atut.work.partnership.actions.claiming import ask_about_data, purge_due_links, send_account_link, use_account_link
from atut.work.partnership.actions.employing import employ, end_employment
from atut.work.partnership.actions.erasing import (
    erase_account_links,
    erase_claims,
    erase_employments,
    erase_former_keys,
    erase_person,
)
from atut.work.partnership.actions.importing import (
    apply_staff_list,
    bring_staff_list,
    discard_staff_list,
    planned,
    reread_staff_list,
)
from atut.work.partnership.actions.partnering import (
    add_goal,
    add_partner,
    change_goal,
    change_partner,
    move_goal,
    put_goal_under,
    remove_goal,
    take_leave_of_partner,
)
from atut.work.partnership.actions.people import (
    add_to_list,
    change_contact,
    claim_person,
    merge_people,
    number_person,
    recognise_person,
    register_person,
    reveal_pesel,
)

__all__ = [
    "add_goal",
    "add_partner",
    "add_to_list",
    "apply_staff_list",
    "ask_about_data",
    "bring_staff_list",
    "change_contact",
    "change_goal",
    "change_partner",
    "claim_person",
    "discard_staff_list",
    "employ",
    "end_employment",
    "erase_account_links",
    "erase_claims",
    "erase_employments",
    "erase_former_keys",
    "erase_person",
    "merge_people",
    "move_goal",
    "number_person",
    "planned",
    "purge_due_links",
    "put_goal_under",
    "recognise_person",
    "register_person",
    "remove_goal",
    "reread_staff_list",
    "reveal_pesel",
    "send_account_link",
    "take_leave_of_partner",
    "use_account_link",
]
