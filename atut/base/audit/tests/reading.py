"""What tests read in the journal."""

from atut.base.audit.models import Entry


def events():
    """What was recorded, in order."""
    return list(Entry.objects.order_by("pk").values_list("event", flat=True))
