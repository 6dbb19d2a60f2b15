"""The ranking under codes is published for a term, and withdrawn after it or before."""

from datetime import datetime

from django.db import IntegrityError, transaction

from atut.base.audit.journal import action, record
from atut.base.files import actions as files
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.documents.ranking import keep_ranking
from atut.work.recruitment.models import PublicRanking, Selection
from atut.work.recruitment.queries import publishing as queries
from atut.work.recruitment.rules import publishing as rules


@action
def publish_ranking(selection: Selection, *, until: datetime, actor: Actor, at: datetime) -> PublicRanking:
    """Everybody may read the closed list by codes, until the term: on its page and as a PDF."""
    permissions.publish_ranking.require(actor, selection)
    rules.must_end_in_time(until, at=at)
    file = keep_ranking(selection, until=until, at=at)
    try:
        with transaction.atomic():
            ranking = PublicRanking.objects.create(
                selection=selection, published_at=at, published_by=actor.label[:200], until=until, file=file
            )
    except IntegrityError as twice:
        raise rules.PublicAlready from twice
    record("recruitment.ranking.published", ranking, actor=actor, at=at)
    return ranking


@action
def withdraw_ranking(ranking: PublicRanking, *, actor: Actor, at: datetime) -> PublicRanking:
    """It is not public any more: its page answers that there is none, and the file goes."""
    permissions.withdraw_ranking.require(actor, ranking)
    ranking = queries.locked_ranking(ranking)
    if ranking.withdrawn_at is not None:
        raise rules.NotPublic
    file, ranking.file, ranking.withdrawn_at = ranking.file, None, at
    ranking.save(update_fields=["file", "withdrawn_at"])
    if file is not None:
        files.delete(file)
    record("recruitment.ranking.withdrawn", ranking, actor=actor, at=at)
    return ranking
