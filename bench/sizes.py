"""How much of everything: a real run, and one of seconds that only shows that the parts still work."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """Numbers of a run. Not `is_real`: a project made by the tests' factories stands in for the demo."""

    is_real: bool = True
    clients: int = 16
    hellos: int = 4000
    pages: int = 400
    forms: int = 320
    forms_before: int = 48
    inserts: int = 500
    certificates: int = 117
    people: int = 10_000
    searched: int = 10_000
    searches: int = 956
    rest: float = 5


REAL = Sizes()
SMALL = Sizes(
    is_real=False,
    clients=2,
    hellos=20,
    pages=6,
    forms=4,
    forms_before=2,
    inserts=5,
    certificates=3,
    people=12,
    searched=160,
    searches=8,
    rest=0,
)
