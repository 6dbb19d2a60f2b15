"""The superior's consent: asked by mail, answered by its link, brought on paper, or given here by the head of the office."""

from dataclasses import dataclass, field
from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.models import Application, Consent
from atut.work.recruitment.notices import enclosing as notices
from atut.work.recruitment.queries.enclosing import consent_ends
from atut.work.recruitment.rules import enclosing as rules
from atut.work.recruitment.rules.batching import must_be_remindable
from atut.work.recruitment.rules.enclosing import By
from atut.work.recruitment.rules.moves import CallStatus
from atut.work.recruitment.rules.regulation import ConsentUntil


@dataclass(frozen=True)
class Answer:
    """Yes or no; why not; how it came and, on paper, who signed and when."""

    is_given: bool
    reason: str = field(default="", repr=False)
    how: By = By.LINK
    said_by: str = field(default="", repr=False)
    said_at: datetime | None = None


def ask_consent(application: Application, superior: str, *, actor: Actor, at: datetime) -> Consent:
    """Write to the superior; part of applying. Without an address the consent is waited for on paper."""
    consent = Consent.objects.create(application=application, email=superior.strip(), asked_at=at)
    record("recruitment.consent.asked", application, actor=actor, at=at)
    if consent.email:
        notices.consent_asked(consent, at=at)
    return consent


@action
def answer_consent(consent: Consent, answer: Answer, *, actor: Actor, at: datetime) -> Consent:
    """Consent or refusal, once. By the link in the superior's mail; the office types in a paper; its head answers here."""
    needs = permissions.answer_consent if answer.how == By.LINK else permissions.enter_consent
    needs.require(actor, consent)
    consent = Consent.objects.select_for_update(of=("self",)).select_related("application__call__project").get(pk=consent.pk)
    rules.must_be_unanswered(consent.answered_at)
    _must_be_in_time(consent, answer.said_at or at)
    rules.must_not_be_own(is_own=permissions.own(actor, consent.application))
    rules.must_say_why_not(is_given=answer.is_given, reason=answer.reason)
    if answer.how == By.PAPER and not answer.said_by.strip():
        raise rules.WhoConsents
    consent.is_given, consent.reason, consent.how = answer.is_given, answer.reason.strip(), answer.how
    consent.answered_by = answer.said_by.strip() or (actor.label if answer.how == By.DESK else "")
    consent.answered_at = answer.said_at or at
    consent.save()
    event = "recruitment.consent.given" if consent.is_given else "recruitment.consent.refused"
    record(event, consent.application, actor=actor, at=at)
    tell = notices.consent_given if consent.is_given else notices.consent_refused
    tell(consent, at=at)
    return consent


def _must_be_in_time(consent: Consent, said_at: datetime) -> None:
    """By the term of the regulation, where it has one."""
    call = consent.application.call
    before_the_list = call.rules.access.consent_until == ConsentUntil.LIST
    is_made = before_the_list and call.status in (CallStatus.FROZEN, CallStatus.SELECTED)
    rules.must_consent_in_time(consent_ends(consent), is_list_made=is_made, at=said_at)


@action
def remind_consent(consent: Consent, *, actor: Actor, at: datetime) -> Consent:
    """Remind the superior, while nothing was answered."""
    permissions.remind_consent.require(actor, consent)
    consent = Consent.objects.select_for_update(of=("self",)).select_related("application__call__project").get(pk=consent.pk)
    rules.must_be_unanswered(consent.answered_at)
    must_be_remindable(consent.email, written_at=consent.reminded_at or consent.asked_at, at=at)
    consent.reminded_at = at
    consent.save(update_fields=["reminded_at"])
    record("recruitment.consent.reminded", consent.application, actor=actor, at=at)
    notices.consent_asked(consent, at=at)
    return consent
