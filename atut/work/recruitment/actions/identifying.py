"""Deciding whose number stands in a form, where the same number stood here under a wholly different name."""

from dataclasses import dataclass, field
from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.partnership.actions import employ, number_person, recognise_person
from atut.work.partnership.models import Person
from atut.work.partnership.rules import PersonDetails, must_be_one_person
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.applying import locked
from atut.work.recruitment.actions.assessing import rejected
from atut.work.recruitment.actions.doubting import differs_from
from atut.work.recruitment.models import Application
from atut.work.recruitment.queries import applications as queries
from atut.work.recruitment.rules import identity as rules
from atut.work.recruitment.rules.applying import AlreadyApplied, ReasonCode
from atut.work.recruitment.rules.identity import Identity
from atut.work.recruitment.rules.moves import ApplicationStatus


@dataclass(frozen=True)
class Decision:
    """What the office found out, how it knows, and what follows: the right number, or whether the form's name is the right one."""

    identity: Identity
    reason: str
    pesel: str = field(default="", repr=False)
    other_identifier: str = field(default="", repr=False)
    takes_name: bool = False


@action
def confirm_identity(application: Application, decision: Decision, *, actor: Actor, at: datetime) -> Application:
    """The office has compared card, form and record: the same person, a typing mistake, or somebody else's number.

    The same person: the application goes over to the record that has the number. A mistake: the applicant gets the right
    number. Somebody else's: the application does not meet the conditions, and the person reads what to bring. The doubted
    number, the decision and the reason stay: in the application, and with the old values in the trail.
    """
    permissions.confirm_identity.require(actor, application)
    queries.locked_call(application.call)
    application = locked(application)
    rules.must_be_decidable(application.identity, decision.reason)
    entry, typed = application.person, application.differs.get("identifier", "")
    application.identity, application.identity_reason = decision.identity, decision.reason.strip()
    application.save(update_fields=["identity", "identity_reason"])
    values = {"identity": str(decision.identity), "reason": application.identity_reason, "number": typed, "person": entry.key}
    record("recruitment.application.identified", application, actor=actor, at=at, fields=["identity", "person"], values=values)
    if decision.identity == Identity.OTHER:
        return _turned_down(application, actor=actor, at=at)
    if decision.identity == Identity.SAME:
        known = queries.known_by_doubted_number(application)
        if known is None:
            raise rules.NobodyKnown
    else:
        rules.must_be_corrected(decision.pesel or decision.other_identifier, typed)
        number = {"pesel": decision.pesel, "other_identifier": decision.other_identifier}
        known = number_person(entry, **number, actor=actor, at=at)
    if known.pk != entry.pk:
        _goes_over(application, known, decision, actor=actor, at=at)
    return _without_the_doubt(application, known, typed=entry)


def _turned_down(application: Application, *, actor: Actor, at: datetime) -> Application:
    if application.status == ApplicationStatus.SUBMITTED:
        return rejected(application, ReasonCode.OTHER_NAME, actor=actor, at=at)
    return application


def _goes_over(application: Application, known: Person, decision: Decision, *, actor: Actor, at: datetime) -> None:
    """The application, with the employment it counts for, to the person; the entry made for the form is absorbed."""
    entry, job = application.person, application.employment
    must_be_one_person(known.identity_hash, entry.identity_hash)
    first = queries.standing_of(application.call, known)
    if first is not None and application.status != ApplicationStatus.WITHDRAWN:
        raise AlreadyApplied(number=first.number)
    here = employ(known, organisation=job.organisation, post=job.post, unit=job.unit, actor=actor, at=at)
    application.person, application.employment = known, here
    application.save(update_fields=["person", "employment"])
    application.person = recognise_person(entry, known, takes_name=decision.takes_name, actor=actor, at=at)


def _without_the_doubt(application: Application, person: Person, *, typed: Person) -> Application:
    """The doubt is gone from the reasons and from what differs; what the form says otherwise than the record is named."""
    person.refresh_from_db()
    said = PersonDetails(typed.first_name, typed.last_name, email=typed.email, phone=typed.phone)
    application.person = person
    application.differs = differs_from(person, said)
    application.reasons = [one for one in application.reasons if one["code"] != ReasonCode.OTHER_NAME]
    application.save(update_fields=["differs", "reasons"])
    return application
