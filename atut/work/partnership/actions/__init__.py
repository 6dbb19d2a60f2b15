"""The verbs of the partnership: partners and goals, people, their employments, staff lists."""

from atut.work.partnership.actions.employing import employ, end_employment
from atut.work.partnership.actions.importing import apply_staff_list, bring_staff_list, discard_staff_list, reread_staff_list
from atut.work.partnership.actions.partnering import add_goal, add_partner, change_goal, remove_goal
from atut.work.partnership.actions.people import change_contact, claim_person, merge_people, register_person, reveal_pesel

__all__ = [
    "add_goal",
    "add_partner",
    "apply_staff_list",
    "bring_staff_list",
    "change_contact",
    "change_goal",
    "claim_person",
    "discard_staff_list",
    "employ",
    "end_employment",
    "merge_people",
    "register_person",
    "remove_goal",
    "reread_staff_list",
    "reveal_pesel",
]
