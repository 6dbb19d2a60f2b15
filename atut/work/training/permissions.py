"""Who may do what in training: one declared permission per verb."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.actors import Actor
from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role
from atut.work.recruitment.rules.links import bearer


def own(actor: Actor, participation: Any) -> bool:
    """The person concerned: a user who claimed the participant."""
    person = participation.person
    return actor.is_signed_in and person is not None and person.claims.filter(user_id=actor.user_id).exists()


def leads(actor: Actor, session: Any) -> bool:
    """A trainer of the session; of its group where the session names nobody."""
    if not actor.is_signed_in or not actor.holds({Role.TRAINER}):
        return False
    return bool(actor.user_id == (session.trainer_id or session.group.trainer_id))


def own_certificate(actor: Actor, certificate: Any) -> bool:
    """The person who holds it."""
    return own(actor, certificate.enrolment.participation)


def own_enrolment(actor: Actor, enrolment: Any) -> bool:
    """The person concerned: with an account, or with the link from the own mail, which names the place."""
    by_link = actor.user_id is None and actor.label == bearer(enrolment.place.key)
    return by_link or own(actor, enrolment.participation)


# participation
view_participation = permission(
    "training.participation.view",
    why=_("The project office, controllers, the lead of the person's own office, and the person"),
    roles=[Role.COORDINATOR, Role.CONTROLLER, Role.OFFICE_LEAD],
    or_if=own,
)
prepare_entry = permission(
    "training.participation.prepare", why=_("The project office prepares entry from a confirmed place"), roles=[Role.COORDINATOR]
)
record_answers = permission(
    "training.participation.record",
    why=_("The project office types in the answers; a person gives own ones before entry"),
    roles=[Role.COORDINATOR],
    or_if=own,
)
correct_answers = permission(
    "training.participation.correct",
    why=_("The state on the day of entry is frozen; the project office corrects it with a reason"),
    roles=[Role.COORDINATOR],
)
view_sensitive = permission(
    "training.sensitive.view",
    why=_("Answers on disability, minority, origin and housing are shown only to those who settle or check; each look is recorded"),
    roles=[Role.COORDINATOR, Role.CONTROLLER],
)
record_signing = permission(
    "training.paper.sign",
    why=_("The project office records the day of signing and the scan"),
    roles=[Role.COORDINATOR],
)
view_scan = permission("training.paper.view", why=_("Scans back the entry of a person"), roles=[Role.COORDINATOR, Role.CONTROLLER])
enter_project = permission(
    "training.participation.enter",
    why=_("Entry follows the list of the first meeting, whoever keeps it"),
    roles=[Role.COORDINATOR, Role.TRAINER],
)
leave_project = permission(
    "training.participation.leave", why=_("The project office records exit and the situation after it"), roles=[Role.COORDINATOR]
)
remind_of_situation = permission(
    "training.participation.remind", why=_("The program reminds at day 14 and 21 and reports at day 29"), roles=[Role.SYSTEM]
)
erase_records = permission(
    "training.participation.erase",
    why=_("The project office erases on request what no duty keeps: people who never had support"),
    roles=[Role.COORDINATOR, Role.SYSTEM],
)

# groups and sessions
view_group = permission(
    "training.group.view", why=_("Those who run or check the project see all groups"), roles=[Role.COORDINATOR, Role.CONTROLLER]
)
change_group = permission(
    "training.group.change", why=_("The project office makes groups and their timetable"), roles=[Role.COORDINATOR]
)
change_enrolment = permission(
    "training.enrolment.change",
    why=_("After a place is used only the project office moves or resigns a person"),
    roles=[Role.COORDINATOR],
)

resign = permission(
    "training.enrolment.resign",
    why=_("The person gives the place back, by the link from the own mail or signed in; or the project office for the person"),
    roles=[Role.COORDINATOR],
    or_if=own_enrolment,
)
tell_absence = permission(
    "training.absence.tell",
    why=_("The person says beforehand that they cannot come; the project office notes what it heard"),
    roles=[Role.COORDINATOR],
    or_if=own_enrolment,
)

# attendance
view_my_sessions = permission("training.session.lead", why=_("A trainer sees own meetings only"), roles=[Role.TRAINER])
record_attendance = permission(
    "training.attendance.record",
    why=_("The trainer of the meeting, or the project office from the signed paper"),
    roles=[Role.COORDINATOR],
    or_if=leads,
)
correct_attendance = permission(
    "training.attendance.correct",
    why=_("A finished list is corrected only by the project office, with a reason"),
    roles=[Role.COORDINATOR],
)
read_calendar = permission(
    "training.calendar.read", why=_("Calendar programs cannot sign in: the signed address is the proof"), public=True
)

# certificates
issue_certificate = permission(
    "training.certificate.issue", why=_("The project office issues certificates when the rule is met"), roles=[Role.COORDINATOR]
)
void_certificate = permission(
    "training.certificate.void", why=_("The project office makes a certificate void, with a reason"), roles=[Role.COORDINATOR]
)
read_certificates = permission(
    "training.certificate.read",
    why=_("Those who run or check the project take out the certificates of a group"),
    roles=[Role.COORDINATOR, Role.CONTROLLER],
)
read_certificate = permission(
    "training.certificate.view",
    why=_("The project office, controllers, the lead of the person's own office, and the person"),
    roles=[Role.COORDINATOR, Role.CONTROLLER, Role.OFFICE_LEAD],
    or_if=own_certificate,
)
