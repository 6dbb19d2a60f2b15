"""Jobs of recruitment: offers that lapse, reminders of offers and of consents. Safe to run twice: they look for what is due."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from atut.base.jobs.registry import job
from atut.base.kernel.actors import system
from atut.work.recruitment.actions import discard_paper_list
from atut.work.recruitment.actions.consenting import remind_consent
from atut.work.recruitment.actions.explaining import keep_explanations
from atut.work.recruitment.actions.placing import expire_place, remind_place, return_pools
from atut.work.recruitment.actions.publishing import withdraw_ranking
from atut.work.recruitment.queries import enclosing, explaining, importing, publishing, waiting
from atut.work.recruitment.queries import places as queries
from atut.work.recruitment.rules.enclosing import ConsentAnswered
from atut.work.recruitment.rules.moves import NotNow

WORKBOOKS_WAIT = timedelta(days=14)


@job(_("Let unanswered offers lapse and offer the places to the next ones"), every=timedelta(minutes=1))
def expire_places(at: datetime) -> int:
    """Let offers lapse whose time to answer has passed; the next person gets each place."""
    lapsed = 0
    for place in queries.lapsed(at):
        try:
            expire_place(place, actor=system(place.application.call.project_id), at=at)
            lapsed += 1
        except NotNow:
            continue  # answered, or lapsed by another process, while we were on our way
    return lapsed


@job(_("Offer places kept for offices to everybody from the day they return"), every=timedelta(minutes=10))
def offer_returned_places(at: datetime) -> int:
    """Offer the places that offices have not used, once their day has come."""
    return sum(len(return_pools(call, actor=system(call.project_id), at=at)) for call in waiting.with_returned_places(at))


@job(_("Work out what would have changed it for everyone on a long list"), every=timedelta(minutes=1))
def explain_lists(at: datetime) -> int:
    """Explain the next people of each long list: a piece a run, each kept as a whole or not at all."""
    kept = 0
    for selection in explaining.unexplained():
        found = explaining.next_explanations(selection)
        kept += keep_explanations(selection, found, actor=system(selection.call.project_id), at=at)
    return kept


@job(_("Remind of offers a day before their time is over"), every=timedelta(minutes=10))
def remind_of_offers(at: datetime) -> int:
    """Remind of offers one day before the time to answer ends."""
    reminded = 0
    for place in queries.to_remind(at):
        try:
            remind_place(place, actor=system(place.application.call.project_id), at=at)
            reminded += 1
        except NotNow:
            continue  # answered while we were on our way
    return reminded


@job(_("Remind superiors who have not answered yet"), at_hour=8)
def remind_of_consents(at: datetime) -> int:
    """Remind superiors three days after they were asked, and every three days while the list is open."""
    reminded = 0
    for consent in enclosing.consents_to_remind(at):
        try:
            remind_consent(consent, actor=system(consent.application.call.project_id), at=at)
            reminded += 1
        except ConsentAnswered:
            continue  # answered while we were on our way
    return reminded


@job(_("Throw away workbooks of applications that nobody took in"), at_hour=3)
def discard_unused_workbooks(at: datetime) -> None:
    """Throw away workbooks nobody took in for 14 days, with their files."""
    for brought in importing.unused_imports(at - WORKBOOKS_WAIT):
        discard_paper_list(brought, actor=system(brought.project_id), at=at)


@job(_("Withdraw public rankings whose term is over"), every=timedelta(minutes=10))
def withdraw_rankings(at: datetime) -> None:
    """Take the files of rankings away whose term is over; their pages have answered "not found" since the moment it was."""
    for ranking in publishing.rankings_over(at):
        withdraw_ranking(ranking, actor=system(ranking.scope().project_id), at=at)
