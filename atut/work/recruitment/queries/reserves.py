"""Who waits on reserve lists, over many editions and calls at once."""

from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from atut.work.recruitment.models import Choice, Place
from atut.work.recruitment.rules.moves import HOLDING, ApplicationStatus, ChoiceStatus


def on_reserve() -> QuerySet[Choice]:
    """Wishes still waiting on reserve lists, as `reserve` counts them for one edition.

    Nobody who has as many places as one may have in that call, holds one of the same form of support, had this one, or withdrew.
    """
    own = Place.objects.filter(application=OuterRef("application"))
    held = own.filter(status__in=HOLDING)
    several = held.order_by().values("application").annotate(count=Count("pk")).values("count")
    most = Cast(KeyTextTransform("most_places", "application__call__regulation"), IntegerField())
    waiting = Choice.objects.filter(application__status=ApplicationStatus.ELIGIBLE, status=ChoiceStatus.RESERVE)
    waiting = waiting.alias(held=Coalesce(Subquery(several), 0), most=Coalesce(most, 1)).filter(held__lt=F("most"))
    same_form = held.filter(edition__support_form=OuterRef("edition__support_form"))
    return waiting.exclude(Exists(own.filter(edition=OuterRef("edition"))) | Exists(same_form))
