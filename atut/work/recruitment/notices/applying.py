"""Messages about an application: received, repeated, found to meet the conditions, rejected, withdrawn."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import translation

from atut.base.mail.outbox import Recipient, queue
from atut.work.recruitment.models import Application
from atut.work.recruitment.notices import address, own_page_link
from atut.work.recruitment.queries.applications import withdrawal_token
from atut.work.recruitment.queries.calls import ToApply
from atut.work.recruitment.queries.enclosing import token_of
from atut.work.recruitment.rules import links
from atut.work.recruitment.rules.minimums import reason_in_words
from atut.work.recruitment.rules.points import prompted


def _tell(kind: str, application: Application, at: datetime, **context: object) -> None:
    person, project = application.person, application.call.project
    queue(
        kind,
        about=application,
        project=project,
        to=Recipient(person.full_name, person.email, application.language),
        at=at,
        context={"application": application, "call": application.call, "person": person, **context},
    )


def application_received(application: Application, opened: ToApply, editions: Sequence[str], *, at: datetime) -> None:
    """The receipt: number, code, the moment that counts, the rules, how to withdraw."""
    with translation.override(application.language):
        said = opened.rules()
        path = reverse("recruitment:application_withdraw_by_link", args=[withdrawal_token(application)])
        link = address(application.call.project, path)
        pair = _pair_link(application) if application.call.rules.pairs else ""
    writes = bool(prompted(application.call.rules.criteria))
    more = {"link": link, "own_page": own_page_link(application), "pair": pair, "writes": writes}
    _tell("recruitment.application_received", application, at, editions=editions, rules=said, **more)


def _pair_link(application: Application) -> str:
    return address(application.call.project, reverse("recruitment:pair", args=[token_of(links.PAIR, application)]))


def application_late(application: Application, *, at: datetime) -> None:
    """We have it, although the list is made: it is judged like all others, and stands after them."""
    _tell("recruitment.application_late", application, at, own_page=own_page_link(application))


def application_repeated(application: Application, *, at: datetime) -> None:
    """A further form came in this person's name: the first counts, and who did not send it should say so."""
    _tell("recruitment.application_repeated", application, at)


def application_rejected(application: Application, *, at: datetime) -> None:
    """Why the conditions are not met, and that the office can be asked to look again."""
    with translation.override(application.language):
        reasons = [reason_in_words(kept) for kept in application.reasons]
    _tell("recruitment.application_rejected", application, at, reasons=reasons, own_page=own_page_link(application))


def conditions_met(application: Application, *, at: datetime) -> None:
    """The conditions were checked and are met; what comes next. It promises no place."""
    is_open = at < application.call.closes_at
    _tell("recruitment.conditions_met", application, at, is_open=is_open, own_page=own_page_link(application))


def application_withdrawn(application: Application, *, at: datetime) -> None:
    """Confirms the withdrawal."""
    _tell("recruitment.application_withdrawn", application, at)
