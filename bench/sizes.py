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
    applications: int = 20_000
    lists: int = 30
    selections: tuple[tuple[int, int, int, float | None], ...] = (
        (117, 3, 60, 0.2),
        (1000, 10, 300, 2),
        (2000, 10, 600, None),
        (5000, 20, 1500, None),
        (20000, 50, 5000, None),
    )
    explained: int = 117  # for more people, what would have changed it takes longer than a run should
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
    applications=60,
    lists=2,
    selections=((12, 2, 6, 0.2),),
    explained=12,
    rest=0,
)
