"""Messages of the room: to members when they are appointed; to applicants about appeals. Without e-mail they go on paper."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import translation

from atut.base.mail.outbox import Recipient, queue
from atut.work.committee.models import Appeal, AppealTerm, Member
from atut.work.committee.queries.appeals import token_of
from atut.work.committee.rules import appeals as rules
from atut.work.recruitment.models import Application


def appointed(member: Member, *, at: datetime) -> None:
    """You sit on a committee; what comes first, and where."""
    user, call = member.user, member.committee.call
    with translation.override(user.language):
        link = call.project.url(reverse("committee:my_committee", args=[call.key]))
    queue(
        "committee.member_appointed",
        about=member,
        project=call.project,
        to=Recipient(user.name, user.email, user.language),
        at=at,
        context={"member": member, "call": call, "link": link},
    )


def _tell(kind: str, application: Application, at: datetime, **context: Any) -> None:
    person, project = application.person, application.call.project
    known = {"application": application, "call": application.call, "person": person}
    to = Recipient(person.full_name, person.email, application.language)
    queue(kind, about=application, project=project, to=to, at=at, context=known | context)


def appeals_open(application: Application, term: AppealTerm, *, at: datetime) -> None:
    """Until when, where, and that paper will do."""
    with translation.override(application.language):
        link = application.call.project.url(reverse("committee:appeal_lodge", args=[token_of(application)]))
        last_day, rule = rules.day(term.until), rules.rule_in_words()
    _tell("committee.appeals_open", application, at, link=link, last_day=last_day, rule=rule)


def appeal_lodged(appeal: Appeal, *, at: datetime) -> None:
    """The appeal has come; the committee decides."""
    _tell("committee.appeal_lodged", appeal.application, at, appeal=appeal)


def appeal_decided(appeal: Appeal, outcomes: Iterable[tuple[str, str]], *, at: datetime) -> None:
    """The decision with its reason; where upheld, what it brought in each wanted edition."""
    with translation.override(appeal.application.language):
        brought = [rules.told_in_words(what, edition) for what, edition in outcomes]
    _tell("committee.appeal_decided", appeal.application, at, appeal=appeal, brought=brought)
