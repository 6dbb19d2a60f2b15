"""What an application is judged by: conditions as of the day it was received, and what points are given for."""

from collections.abc import Iterable

from django.db.models import QuerySet

from atut.base.kernel.clock import local
from atut.base.privacy.queries import declarations_of
from atut.base.projects.rules import Kind
from atut.work.partnership.models import Partner
from atut.work.partnership.rules import Sex, is_employed_on
from atut.work.programme.models import Edition
from atut.work.recruitment.models import Application, Attachment, Consent, Place
from atut.work.recruitment.queries.checking import confirmed_of, counting_answers, counting_facts
from atut.work.recruitment.rules import applying, prompts, selection
from atut.work.recruitment.rules.identity import IN_THE_WAY
from atut.work.recruitment.rules.moves import HOLDING, PlaceStatus
from atut.work.recruitment.rules.points import Scored
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.selection.rules.terms import Fact


def _choices(application: Application) -> list[Edition]:
    return [choice.edition for choice in sorted(application.choices.all(), key=lambda c: c.preference)]


def _elsewhere(application: Application) -> QuerySet[Place]:
    held = Place.objects.filter(application__person=application.person_id, status__in=HOLDING)
    return held.exclude(application=application.pk)


def facts_about(application: Application) -> applying.Facts:
    """What the conditions are judged by, as of the day the application was received."""
    day = local(application.received_at).date()
    employment = application.employment
    partner = Partner.objects.filter(project=application.call.project_id, organisation=employment.organisation_id).first()
    held_forms = set(_elsewhere(application).values_list("edition__support_form", flat=True))
    chosen, access = _choices(application), application.call.rules.access
    wanted = {one.code for one in application.call.rules.compulsory}
    return applying.Facts(
        is_partner=bool(partner and (partner.left_on is None or partner.left_on > day)),
        is_employed=is_employed_on(None, employment.until, day),
        declared=[declaration.text.kind for declaration in declarations_of(application)],
        birth_date=application.person.birth_date,
        applied_on=day,
        chosen=[edition.key for edition in chosen],
        held=[] if application.despite else [edition.key for edition in chosen if edition.support_form_id in held_forms],
        is_doubted=application.identity in IN_THE_WAY,
        is_right_office=access.takes(employment.organisation.key),
        is_right_post=not access.posts or application.post_kind in access.posts,
        has_consent=not access.superior_consent or Consent.objects.filter(application=application, is_given=True).exists(),
        has_documents=application.channel == "paper" or wanted <= _enclosed(application, wanted),
        has_written=application.is_late or not prompts.lacking(application.call.rules.criteria, application.written),
    )


def _enclosed(application: Application, wanted: set[str]) -> set[str]:
    """Codes of the papers enclosed; nothing is asked where the call wants none."""
    return set(application.attachments.values_list("code", flat=True)) if wanted else set()


def known_for_points(application: Application) -> Scored:
    """Answers and facts that points are given for; ages on the last day of the call."""
    person = application.person
    taken = _elsewhere(application).filter(status__in=[PlaceStatus.CONFIRMED, PlaceStatus.USED])
    holds = {
        Fact.AGE_45: selection.counts_for_bound(person.birth_date, application.call.closes_at),
        Fact.WOMAN: person.sex == Sex.WOMAN,
        Fact.MAN: person.sex == Sex.MAN,
        Fact.GOPS: application.employment.organisation.kind == Kind.GOPS,
        Fact.FIRST_SUPPORT: not taken.exists(),
        **{Fact(fact): is_so for fact, is_so in counting_facts(application).items()},
    }
    facts = frozenset(str(fact) for fact, is_so in holds.items() if is_so)
    unproven = unproven_of(application.call.rules, [application])[application.pk]
    answers = {code: said for code, said in counting_answers(application).items() if code not in unproven}
    return Scored(answers, facts - unproven, application.jury)


def unproven_of(regulation: Regulation, applications: Iterable[Application]) -> dict[int, frozenset[str]]:
    """For applications to a call: the answers and facts whose paper is missing. One query, where the call knows such papers.

    On paper the office has seen it; and what an official confirmed by a document needs no other.
    """
    codes = {paper.code for paper in regulation.proofs.values()}
    people = list(applications)
    enclosed = {one.pk: set(codes) if one.channel == "paper" else set() for one in people}
    rows = Attachment.objects.filter(application__in=list(enclosed), code__in=codes).order_by("pk") if codes else None
    for pk, code in rows.values_list("application", "code") if rows is not None else ():
        enclosed[pk].add(code)
    return {one.pk: regulation.unproven(enclosed[one.pk]) - confirmed_of(one) for one in people}
