"""The verbs of the partnership: partners and goals, people, their employments, staff lists."""

from atut.work.partnership.actions.employing import employ, end_employment
from atut.work.partnership.actions.partnering import add_goal, add_partner, change_goal, remove_goal
from atut.work.partnership.actions.people import change_contact, claim_person, merge_people, register_person, reveal_pesel

__all__ = [
    "add_goal",
    "add_partner",
    "change_contact",
    "change_goal",
    "claim_person",
    "employ",
    "end_employment",
    "merge_people",
    "register_person",
    "remove_goal",
    "reveal_pesel",
]
