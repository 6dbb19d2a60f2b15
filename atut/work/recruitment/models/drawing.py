"""The draw of a call: the secret promised at publication, the list frozen before the public value was known, the value."""

from typing import Any

from django.db import models

from atut.base.kernel.actors import Scope
from atut.base.kernel.crypto import EncryptedText


class Draw(models.Model):
    """What parts equal points in a call with a draw. Each step is written once, in this order, and never changed."""

    call = models.OneToOneField("recruitment.Call", on_delete=models.PROTECT, related_name="draw")
    secret = EncryptedText(help_text="Kept until the list is closed, then published with it")
    commitment = models.CharField(max_length=64, help_text="SHA-256 of the secret, public since the call was published")
    draw_on = models.DateField(help_text="When the public value is made: as in the regulation, or a later day named at freezing")
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.CharField(max_length=200, blank=True)
    input = models.JSONField(null=True, blank=True, help_text="The frozen list, as the selection takes it")
    list_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the frozen list, public since then")
    public_value = models.CharField(max_length=200, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.commitment

    def scope(self) -> Scope:
        """Its project."""
        return self.call.scope()

    @property
    def key(self) -> str:
        """Named in the journal as its call."""
        return self.call.key

    @property
    def is_frozen(self) -> bool:
        """Is it settled what is drawn?"""
        return self.frozen_at is not None

    def as_data(self) -> dict[str, Any]:
        """What anybody needs to draw the same lots again. Only after the list is closed: it holds the secret."""
        public = {"commitment": self.commitment, "list_hash": self.list_hash, "public_value": self.public_value}
        return {"secret": self.secret, **public}
