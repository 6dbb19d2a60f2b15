"""What the coordinator's list is cut by: the stage an application has reached, what it waits for, and when that is too long."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.work.selection.rules.terms import Fact

PROMISED = timedelta(days=5)  # what the office promises for its own check; nobody waits longer for a superior either

# What the records of people say. Facts told freely for one application are not read to cut a list by.
READABLE = (Fact.WOMAN, Fact.MAN, Fact.AGE_45, Fact.GOPS, Fact.FIRST_SUPPORT)


class Step(TextChoices):
    """How far an application has come; the second half begins when the list is closed."""

    RECEIVED = "received", _("received")
    CHECKED = "checked", _("checked")
    ACCEPTED = "accepted", _("meet the conditions")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    OFFERED = "offered", _("place offered")
    CONFIRMED = "confirmed", _("place confirmed")
    RESERVE = "reserve", _("on the reserve list")
    DECLINED = "declined", _("place declined")
    EXPIRED = "expired", _("no answer in time")
    RELEASED = "released", _("place given back")


AFTER_SELECTION = (Step.OFFERED, Step.CONFIRMED, Step.RESERVE, Step.DECLINED, Step.EXPIRED, Step.RELEASED)


class Waits(TextChoices):
    """What an application waits for."""

    OFFICE = "office", _("the office")
    CHECK = "check", _("the check of conditions")
    DECISION = "decision", _("a decision: there are reasons against")
    SCORES = "scores", _("the committee's scores")
    DECLARED = "declared", _("the check of what was declared")
    CORRECTION = "correction", _("the person, to complete it")
    CONSENT = "consent", _("the superior's consent")
    IDENTITY = "identity", _("the decision whose number it is")
    ANSWER = "answer", _("the answer to an offer")


class Doubt(TextChoices):
    """What makes somebody look twice."""

    DOUBLE = "double", _("support in the same form is held")
    REPEATED = "repeated", _("a further form came")
    DIFFERS = "differs", _("the form differs from the record")


class Order(TextChoices):
    """How the list stands."""

    NEWEST = "", _("the newest first")
    OLDEST = "oldest", _("the oldest first")
    NAME = "name", _("by surname")
    POINTS = "points", _("most points first")
