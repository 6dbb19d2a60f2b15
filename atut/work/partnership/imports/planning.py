"""What taking a list in would do: the plan and its rows."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from atut.base.kernel.polish import fold
from atut.base.kernel.sheets import Cell
from atut.work.partnership.imports.headings import Field
from atut.work.partnership.models import Employment, Person

_KEPT = ("first_name", "last_name", "post", "unit", "email", "phone")


@dataclass
class PlannedRow:
    """One data row: where it stands, what it says, what will become of it."""

    line: int
    cells: list[Cell]
    values: dict[str, str] = field(default_factory=dict)
    since: date | None = None
    pesel: str = field(default="", repr=False)
    reasons: list[str] = field(default_factory=list)
    person: Person | None = None
    employment: Employment | None = None
    changes: list[str] = field(default_factory=list)

    @property
    def is_rejected(self) -> bool:
        """Any reason rejects."""
        return bool(self.reasons)

    @property
    def outcome(self) -> str:
        """new, changed, unchanged or rejected."""
        if self.reasons:
            return "rejected"
        if self.person is None:
            return "new"
        return "changed" if self.changes else "unchanged"

    @property
    def said_changes(self) -> list[str]:
        """What the clerk is told would change, in words."""
        if "employment" in self.changes:
            return [_("begins to work here")]
        return [str(Field(name).label).lower() for name in self.changes]

    @property
    def folded(self) -> str:
        """The name as people are looked for."""
        return fold(f"{self.values.get('first_name', '')} {self.values.get('last_name', '')}")


@dataclass
class Plan:
    """What an import would do. accepted + rejected = rows, always; empty, totals and repeated headings stand apart."""

    rows: list[PlannedRow]
    set_aside: dict[str, list[int]]
    has_pesel: bool = False
    absent: list[str] = field(default_factory=list)
    elsewhere: int = 0

    def count(self, outcome: str) -> int:
        """How many rows of an outcome."""
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def rejected(self) -> list[PlannedRow]:
        """Rows that go back."""
        return [row for row in self.rows if row.is_rejected]

    @property
    def accepted(self) -> list[PlannedRow]:
        """Rows that are taken in, changed or not."""
        return [row for row in self.rows if not row.is_rejected]

    @property
    def pesels_recognised(self) -> int:
        """Rows whose PESEL is already held, because the person applied or was admitted."""
        return sum(bool(row.pesel and row.person and row.person.identity_hash) for row in self.rows)

    @property
    def pesels_dropped(self) -> int:
        """Rows whose PESEL is not kept."""
        return sum(bool(row.pesel) for row in self.rows) - self.pesels_recognised
