"""The sections of a regulation: what an editor writes one after another, what a reader reads, where a fault stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused


class Section(TextChoices):
    """In the order of writing and reading. The values stand in addresses."""

    WORDS = "opis", _("Title, hours and places")
    ACCESS = "uprawnieni", _("Who may take part")
    FORMAL = "formalne", _("Formal conditions")
    POINTS = "punkty", _("Points")
    BOUNDS = "progi", _("Bounds and places kept for offices")
    ORDER = "kolejnosc", _("Choices, limits and equal points")
    TERMS = "terminy", _("Answers, corrections and appeals")
    OTHER = "inne", _("Other provisions")

    @property
    def next(self) -> "Section | None":
        """The section after this one; None after the last."""
        every = list(Section)
        at = every.index(self) + 1
        return every[at] if at < len(every) else None


FIELDS: dict[Section, tuple[str, ...]] = {  # what is written in which: names of the call as published and of its regulation
    Section.WORDS: ("title", "intro", "opens_at", "closes_at", "openings"),
    Section.ACCESS: ("access",),
    Section.FORMAL: ("documents",),
    Section.POINTS: ("criteria", "least_jury", "least_points"),
    Section.BOUNDS: ("bounds", "pools", "pools_return_at"),
    Section.ORDER: ("most_choices", "most_places", "pairs", "ties", "draw_value", "draw_on"),
    Section.TERMS: ("answer_days", "correction_days", "appeal_days", "working", "decision_days", "other_panel", "confirmed_only"),
    Section.OTHER: ("provisions",),
}


class Fault(Refused):
    """Something in a section of a regulation that cannot stand. `part` names its field, as `FIELDS` does."""

    section = Section.WORDS
    part = ""

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands: the field, and which of its lines."""
        return self.details.get("part", self.part), self.details.get("line", 0)
