"""Questions about what belongs to an application: drafts, papers, consent, corrections, pairs, and the links to them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model, Q, QuerySet

from atut.base.kernel.actors import Actor
from atut.base.kernel.days import end_of
from atut.base.kernel.texts import text_in
from atut.base.projects.models import Project
from atut.work.partnership.models import Employment, Person
from atut.work.recruitment.models import Application, Attachment, Call, Consent, Correction, Draft
from atut.work.recruitment.rules import enclosing as rules
from atut.work.recruitment.rules import links
from atut.work.recruitment.rules.moves import ApplicationStatus, CallStatus
from atut.work.recruitment.rules.prompts import lacking, questions_of
from atut.work.recruitment.rules.regulation import ConsentUntil

M = TypeVar("M", bound=Model)


def token_of(purpose: str, thing: Model) -> str:
    """The secret part of a link for one purpose to one thing."""
    return links.token(settings.SECRET_KEY, links.Link(purpose, thing.key, 1))  # type: ignore[attr-defined]  # it has a key


def of_link(token: str, purpose: str, found: "QuerySet[M]") -> M | None:
    """What a link for one purpose leads to; None for forged ones."""
    link = links.read(settings.SECRET_KEY, token, purpose=purpose)
    return found.filter(key=link.key).first() if link else None  # type: ignore[misc]  # it has a key


def draft_by_token(project: Project, token: str, at: datetime) -> Draft | None:
    """The draft a link leads to, while it lives."""
    return of_link(token, links.DRAFT, _drafts(project, at))


def draft_by_code(project: Project, code: str, at: datetime) -> Draft | None:
    """The draft of a typed code, while it lives."""
    return _drafts(project, at).filter(code_hash=project.identity_hash(rules.as_code(code))).first()


def draft_of_form(call: Call, form_token: str, at: datetime) -> Draft | None:
    """The draft of a form, while it lives. One query."""
    return _drafts(call.project, at).filter(call=call, form_token=form_token).first() if form_token else None


def _drafts(project: Project, at: datetime) -> "QuerySet[Draft]":
    return Draft.objects.filter(call__project=project, expires_at__gt=at).select_related("call__project")


def code_of(draft: Draft) -> str:
    """The code to type."""
    return rules.draft_code(settings.SECRET_KEY, draft.key)


def drafts_due(at: datetime) -> "QuerySet[Draft]":
    """Drafts whose days are over."""
    return Draft.objects.filter(expires_at__lte=at).select_related("call__project").order_by("pk")


def codes_of(draft: Draft) -> set[str]:
    """Which papers were sent ahead of the form. One query."""
    return set(draft.attachments.values_list("code", flat=True))


def labels_of(call: Call, codes: Collection[str]) -> list[tuple[str, str]]:
    """The papers of these codes, with their names, in the order of the call."""
    return [(one.code, text_in(one.label)) for one in call.rules.documents if one.code in codes]


def attachments_of(application: Application) -> list[tuple[Attachment, str]]:
    """The papers enclosed, each with its name, oldest first. One query."""
    names = {one.code: text_in(one.label) for one in application.call.rules.documents}
    found = application.attachments.select_related("file").order_by("sent_at", "pk")
    return [(one, names.get(one.code, one.code)) for one in found]


def shown_with(application: Application, at: datetime, *, may_look: bool) -> dict[str, Any]:
    """What the desk shows beside an application: papers, what is to be written, correction, consent, pair. Five queries."""
    correction = correction_or_none(application)
    return {
        "papers": attachments_of(application) if may_look else [],
        "questions": questions_of(application.call.rules.criteria),
        "unwritten": questions_of(lacking(application.call.rules.criteria, application.written)),
        "correction": correction,
        "is_over": correction is not None and at >= correction.answer_by,
        "consent": consent_or_none(application),
        "other": pair_of(application),
    }


def correction_or_none(application: Application) -> Correction | None:
    """What the person was asked to complete, if anything was."""
    return Correction.objects.filter(application=application).first()


def correction_of(application: Application) -> Correction:
    """What the person was asked to complete."""
    return Correction.objects.select_related("application__call__project", "application__person").get(application=application)


def correction_by_token(project: Project, token: str) -> Correction | None:
    """The correction a link leads to."""
    found = Correction.objects.filter(application__call__project=project)
    return of_link(token, links.CORRECTION, found.select_related("application__call__project", "application__person"))


def corrections_over(actor: Actor, at: datetime) -> "QuerySet[Application]":
    """Applications that were not completed in time: the office decides. Never rejected by the program."""
    found = Application.objects.visible_to(actor).filter(status=ApplicationStatus.CORRECTION, correction__answer_by__lte=at)
    return found.select_related("person", "call", "correction").order_by("correction__answer_by", "pk")


def consent_or_none(application: Application) -> Consent | None:
    """The superior's consent, asked for or answered. One query."""
    return Consent.objects.filter(application=application).first()


def consent_ends(consent: Consent) -> datetime | None:
    """The first moment too late for the consent, where the regulation counts it in days. No query where the call is at hand."""
    access = consent.application.call.rules.access
    if access.consent_until != ConsentUntil.DAYS:
        return None
    return end_of(consent.asked_at, access.consent_days, working=access.consent_working)


def consent_by_token(project: Project, token: str) -> Consent | None:
    """The consent a link leads to."""
    found = Consent.objects.filter(application__call__project=project)
    joined = ("application__call__project", "application__person", "application__employment__organisation")
    return of_link(token, links.CONSENT, found.select_related(*joined))


def consents_to_remind(at: datetime) -> list[Consent]:
    """Unanswered ones, asked or reminded three days ago, while the list is open. At most two reminders a week apart."""
    late = at - rules.REMIND_AFTER
    waiting = Consent.objects.filter(answered_at=None, asked_at__lte=late).exclude(email="")
    waiting = waiting.filter(Q(reminded_at=None) | Q(reminded_at__lte=late), application__call__status=CallStatus.PUBLISHED)
    open_ones = waiting.filter(application__status__in=[ApplicationStatus.SUBMITTED, ApplicationStatus.CORRECTION])
    return list(open_ones.select_related("application__call__project").order_by("asked_at", "pk"))


def must_pair(application: Application, code: str) -> None:
    """Refuse a code that cannot be the other one of a pair."""
    other = Application.objects.filter(call=application.call_id, code=code).exclude(status=ApplicationStatus.WITHDRAWN).first()
    known = (other.pair, wishes_of(other)) if other else None
    rules.must_fit_together(code, wishes_of(application), own=application.code, other=known)


def wishes_of(application: Application) -> list[int]:
    """The editions wanted, first to last."""
    return list(application.choices.order_by("preference").values_list("edition_id", flat=True))


def pairs_of(applications: Sequence[Application]) -> dict[str, str]:
    """Who comes with whom, by codes, both ways round: each names the other, and both have the same wishes.

    The applications come with their choices. Where only one names the other, or the other is not among them, each stands alone.
    """
    known = {one.code: one for one in applications}

    def wishes(one: Application) -> list[int]:
        return [choice.edition_id for choice in sorted(one.choices.all(), key=lambda choice: choice.preference)]

    named = {one.code: known[one.pair] for one in applications if one.pair in known}
    return {code: other.code for code, other in named.items() if other.pair == code and wishes(known[code]) == wishes(other)}


def application_of_pair(project: Project, token: str) -> Application | None:
    """The application a link to name the other one is for."""
    return of_link(token, links.PAIR, Application.objects.filter(call__project=project).select_related("call__project"))


def pair_of(application: Application) -> str:
    """The code of the other one, once each has named the other. Two queries."""
    if not application.pair:
        return ""
    both = Application.objects.filter(call=application.call_id, code__in=[application.code, application.pair])
    standing = both.exclude(status=ApplicationStatus.WITHDRAWN).prefetch_related("choices")
    return pairs_of(list(standing)).get(application.code, "")


def known_person(actor: Actor, project: Project) -> tuple[Person, Employment | None] | None:
    """Who the signed-in user proved to be in this project, and where that person works. Two queries; none for visitors."""
    if actor.user_id is None:
        return None
    person = Person.objects.filter(project=project, claims__user_id=actor.user_id, erased_at=None).order_by("pk").first()
    if person is None:
        return None
    return person, person.employments.filter(until=None).select_related("organisation").order_by("-pk").first()
