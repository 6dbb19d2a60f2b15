"""Messages about a form kept for later, about the superior's consent, and about what is to be completed."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import translation

from atut.base.mail.outbox import Recipient, queue
from atut.work.recruitment.models import Application, Consent, Correction, Draft
from atut.work.recruitment.queries import enclosing as queries
from atut.work.recruitment.rules import links
from atut.work.recruitment.rules.places import last_moment_day
from atut.work.recruitment.rules.prompts import questions_of
from atut.work.recruitment.rules.regulation import ConsentUntil


def _link(thing: Any, name: str, purpose: str, project: Any, language: str) -> str:
    with translation.override(language):
        return str(project.url(reverse(f"recruitment:{name}", args=[queries.token_of(purpose, thing)])))


def _tell_person(kind: str, application: Application, at: datetime, **context: Any) -> None:
    person, project = application.person, application.call.project
    to = Recipient(person.full_name, person.email, application.language)
    context |= {"application": application, "call": application.call, "person": person}
    queue(kind, about=application, project=project, to=to, at=at, context=context)


def draft_saved(draft: Draft, email: str, *, at: datetime) -> None:
    """The link to go on with the form, to the address typed in it. Nothing of what was typed."""
    project = draft.call.project
    link = _link(draft, "draft", links.DRAFT, project, draft.language)
    context = {"call": draft.call, "link": link, "last_day": last_moment_day(draft.expires_at)}
    queue("recruitment.draft_saved", about=draft, project=project, to=Recipient("", email, draft.language), at=at, context=context)


def consent_asked(consent: Consent, *, at: datetime) -> None:
    """The question to the superior, or the reminder of it: who wants to take part in what, the link to answer, no account."""
    application = consent.application
    project = application.call.project
    context = {
        "person": application.person,
        "call": application.call,
        "wishes": [str(choice.edition) for choice in application.choices.select_related("edition").order_by("preference")],
        "link": _link(consent, "consent", links.CONSENT, project, "pl"),
        "is_reminder": consent.reminded_at is not None,
        "last_day": last_moment_day(ends) if (ends := queries.consent_ends(consent)) else None,
        "before_the_list": application.call.rules.access.consent_until == ConsentUntil.LIST,
    }
    to = Recipient("", consent.email)
    queue("recruitment.consent_asked", about=application, project=project, to=to, at=at, context=context)


def consent_given(consent: Consent, *, at: datetime) -> None:
    """The applicant reads that the superior has consented."""
    _tell_person("recruitment.consent_given", consent.application, at)


def consent_refused(consent: Consent, *, at: datetime) -> None:
    """The applicant reads that the superior refused, and why."""
    _tell_person("recruitment.consent_refused", consent.application, at, reason=consent.reason)


def correction_asked(correction: Correction, *, at: datetime) -> None:
    """What is missing, until when, by which link."""
    application = correction.application
    project = application.call.project
    _tell_person(
        "recruitment.correction_asked",
        application,
        at,
        missing=correction.missing.splitlines(),
        papers=[label for _code, label in queries.labels_of(application.call, correction.documents)],
        questions=questions_of(line for line in application.call.rules.criteria if line.code in correction.questions),
        last_day=last_moment_day(correction.answer_by),
        link=_link(correction, "correction", links.CORRECTION, project, application.language),
    )
