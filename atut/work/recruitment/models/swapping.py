"""Two people who would exchange their places: what each of them said."""

from django.db import models
from django.db.models import F, Q

from atut.base.kernel.actors import Scope
from atut.base.kernel.keys import KeyField
from atut.work.recruitment.rules.places import How
from atut.work.recruitment.rules.swapping import SwapStatus


class Swap(models.Model):
    """An exchange of two confirmed places, asked of both. It is made in the moment in which the second one agrees."""

    key = KeyField()
    status = models.CharField(max_length=8, choices=SwapStatus.choices, default=SwapStatus.ASKED)
    asked_at = models.DateTimeField()
    first = models.ForeignKey("recruitment.Place", on_delete=models.PROTECT, related_name="swaps_as_first")
    first_agreed_at = models.DateTimeField(null=True, blank=True, help_text="When the person said it, not when it was typed in")
    first_how = models.CharField(max_length=8, choices=How.choices, blank=True)
    first_by = models.CharField(max_length=200, blank=True, help_text="Who in the office took the answer; empty: the person")
    second = models.ForeignKey("recruitment.Place", on_delete=models.PROTECT, related_name="swaps_as_second")
    second_agreed_at = models.DateTimeField(null=True, blank=True)
    second_how = models.CharField(max_length=8, choices=How.choices, blank=True)
    second_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Made, or refused by one of them")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(first=F("second")), name="swap_of_two_places")]

    def __str__(self) -> str:
        return f"{self.first_id} ↔ {self.second_id} {self.status}"

    def scope(self) -> Scope:
        """The project; the two may be of two offices."""
        return self.first.application.call.scope()
