"""Who may do what in recruitment: one declared permission per verb."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.actors import Actor
from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role
from atut.work.recruitment.rules import links


def own(actor: Actor, application: Any) -> bool:
    """The person concerned: a user who claimed the applicant."""
    return actor.is_signed_in and application.person.claims.filter(user_id=actor.user_id).exists()


# calls
view_calls = permission(
    "recruitment.call.view",
    why=_("Those who run the recruitment or check it see calls and their applications"),
    roles=[Role.COORDINATOR, Role.OFFICE_LEAD, Role.CONTROLLER],
)
change_call = permission(
    "recruitment.call.change", why=_("The project office writes the call, its points and its bound"), roles=[Role.COORDINATOR]
)
publish_call = permission("recruitment.call.publish", why=_("Publishing freezes the rules for everybody"), roles=[Role.COORDINATOR])
simulate = permission(
    "recruitment.call.simulate",
    why=_("Trying a call out shows people of every office, so only those may who see them all"),
    roles=[Role.COORDINATOR, Role.CONTROLLER],
)

invite = permission(
    "recruitment.invitation.send",
    why=_("The project office writes to people of every office whom an unmet bound counts"),
    roles=[Role.COORDINATOR],
)

# applications
apply = permission("recruitment.application.submit", why=_("Anybody may apply, without an account"), public=True)
enter_paper = permission(
    "recruitment.application.enter",
    why=_("The office types in an application brought on paper: the project office for all, an office for its own people"),
    roles=[Role.COORDINATOR, Role.OFFICE_LEAD],
)
discard_list = permission(
    "recruitment.paper_import.discard",
    why=_("Whoever may take a workbook of applications in may throw it away; the program does after fourteen days"),
    roles=[Role.COORDINATOR, Role.OFFICE_LEAD, Role.SYSTEM],
)
view_application = permission(
    "recruitment.application.view",
    why=_("The project office, controllers, the lead of the person's own office, and the person"),
    roles=[Role.COORDINATOR, Role.CONTROLLER, Role.OFFICE_LEAD],
    or_if=own,
)
lead_people = permission(
    "recruitment.application.lead",
    why=_("The head of an office sees how applications of the own people stand, and consents or refuses"),
    roles=[Role.OFFICE_LEAD],
)
look = permission(
    "recruitment.application.look",
    why=_("PESEL, access needs and scans are shown only where they are needed; every look is recorded"),
    roles=[Role.COORDINATOR, Role.CONTROLLER],
)
judge_papers = permission(
    "recruitment.paper.judge",
    why=_("Where the regulation of the call says so, its committee reads papers; every look is recorded"),
    roles=[Role.COMMITTEE],
)
join_late = permission(
    "recruitment.application.join",
    why=_("Who comes when the list is made stands after all others; the project office takes the paper for every office"),
    roles=[Role.COORDINATOR],
)
assess = permission(
    "recruitment.application.assess",
    why=_("Conditions and points are checked by the project office, the same for all offices"),
    roles=[Role.COORDINATOR],
)
check_answers = permission(
    "recruitment.application.check",
    why=_("What was declared is compared with documents by the project office; every look is recorded"),
    roles=[Role.COORDINATOR],
)
record_jury_points = permission(
    "recruitment.application.judge",
    why=_("Points of the committee come from its closed sheets: the last one closed brings them"),
    roles=[Role.COORDINATOR, Role.COMMITTEE],
)
follow_appeal = permission(
    "recruitment.application.follow",
    why=_("An upheld appeal changes points and the list; the project office confirms what was decided"),
    roles=[Role.COORDINATOR],
)
confirm_identity = permission(
    "recruitment.application.identify",
    why=_("Whoever has seen the identity card decides whose number it is: the person's own office, or the project office"),
    roles=[Role.COORDINATOR, Role.OFFICE_LEAD],
)
withdraw = permission(
    "recruitment.application.withdraw",
    why=_("The office on behalf of the person"),
    roles=[Role.COORDINATOR, Role.OFFICE_LEAD],
    or_if=own,
)
withdraw_by_link = permission(
    "recruitment.application.withdraw_by_link", why=_("The single-purpose link in the person's own mail is the proof"), public=True
)


def by_link(actor: Actor, thing: Any) -> bool:
    """Whoever holds the single-purpose link to this thing."""
    return actor.user_id is None and actor.label == links.bearer(thing.key)


def own_or_by_its_link(actor: Actor, correction: Any) -> bool:
    """The person concerned: with an account, or with the link from the own mail."""
    return by_link(actor, correction) or own(actor, correction.application)


def own_application_or_by_link(actor: Actor, application: Any) -> bool:
    """The same for the application itself."""
    return by_link(actor, application) or own(actor, application)


discard_draft = permission(
    "recruitment.draft.discard", why=_("Whoever holds the link to the form kept for later may throw it away"), or_if=by_link
)
refuse_invitations = permission(
    "recruitment.invitation.refuse", why=_("Whoever got an invitation may end them by its link"), or_if=by_link
)
answer_consent = permission("recruitment.consent.answer", why=_("The link in the superior's mail is the proof"), or_if=by_link)
enter_consent = permission(
    "recruitment.consent.enter",
    why=_("The head of the office for its own people; the project office types in what came on paper"),
    roles=[Role.COORDINATOR, Role.OFFICE_LEAD],
)
remind_consent = permission(
    "recruitment.consent.remind",
    why=_("The program reminds by itself; the project office may do so between"),
    roles=[Role.SYSTEM, Role.COORDINATOR],
)
export_list = permission(
    "recruitment.list.take",
    why=_("Whoever sees the list of a call may take it as a file; every file is recorded with its filter"),
    roles=[Role.COORDINATOR, Role.CONTROLLER, Role.OFFICE_LEAD],
)
supply_correction = permission(
    "recruitment.correction.supply", why=_("The person completes the own application, once"), or_if=own_or_by_its_link
)
name_pair = permission(
    "recruitment.pair.name",
    why=_("The person says with whom; the project office on the person's behalf"),
    roles=[Role.COORDINATOR],
    or_if=own_application_or_by_link,
)
erase = permission(
    "recruitment.application.erase",
    why=_("When no duty keeps the records any more: on request by the project office, or at night by the program"),
    roles=[Role.COORDINATOR, Role.SYSTEM],
)

# selection and places


def own_or_by_link(actor: Actor, place: Any) -> bool:
    """The person concerned: with an account, or with the link from the own mail, which names the place."""
    by_link = actor.user_id is None and actor.label == links.bearer(place.key)
    return by_link or own(actor, place.application)


view_selection = permission(
    "recruitment.selection.view",
    why=_("The protocol names everybody, so it is read by the project office and controllers"),
    roles=[Role.COORDINATOR, Role.CONTROLLER],
)
publish_ranking = permission(
    "recruitment.ranking.publish",
    why=_("What everybody reads of a recruitment is decided by the project office"),
    roles=[Role.COORDINATOR],
)
withdraw_ranking = permission(
    "recruitment.ranking.withdraw",
    why=_("The project office may withdraw it before its term; when the term is over the program does"),
    roles=[Role.COORDINATOR, Role.SYSTEM],
)
close_selection = permission(
    "recruitment.selection.close", why=_("The list is closed once, by the project office"), roles=[Role.COORDINATOR]
)
explain = permission(
    "recruitment.selection.explain",
    why=_("What would have changed it is worked out by the program, after a long list was closed"),
    roles=[Role.SYSTEM],
)
view_places = permission(
    "recruitment.place.view",
    why=_("The project office and controllers see all places; an office lead those of the office's own people"),
    roles=[Role.COORDINATOR, Role.CONTROLLER, Role.OFFICE_LEAD],
)
offer_place = permission(
    "recruitment.place.offer", why=_("A free place goes to the next person in line, and to nobody else"), roles=[Role.COORDINATOR]
)
answer_place = permission(
    "recruitment.place.answer",
    why=_("The person says yes or no; the office types in what it was told by telephone or on paper"),
    roles=[Role.COORDINATOR],
    or_if=own_or_by_link,
)
swap = permission(
    "recruitment.swap.ask",
    why=_("The project office asks both; the exchange is made by their own answers, or as the office was told"),
    roles=[Role.COORDINATOR],
)
release_place = permission(
    "recruitment.place.release",
    why=_("After enrolment a place is given back by resigning in the training: by the project office, or by the person"),
    roles=[Role.COORDINATOR],
    or_if=own_or_by_link,
)
use_place = permission(
    "recruitment.place.use", why=_("A confirmed place is taken into a group by the project office"), roles=[Role.COORDINATOR]
)
run_places = permission(
    "recruitment.place.run", why=_("Reminders and lapsed offers are the program's own work"), roles=[Role.SYSTEM]
)
renew_link = permission(
    "recruitment.link.renew",
    why=_("Whoever has an older link may ask for a new one: it goes to the address on file only"),
    roles=[Role.COORDINATOR],
    or_if=own_or_by_link,
)
