"""Lists by chance, for script/bench selection: applicants with overlapping bounds and pools of offices; no database."""

import random
import time
from datetime import timedelta

OFFICES = [f"office{number}" for number in range(20)]
BEGUN = "2026-01-01T08:00:00+00:00"


def laid(people: int, editions: int, places: int) -> tuple[list, object]:
    """So many applicants with three wishes each; three bounds, and pools of two offices in every edition."""
    from datetime import datetime

    from atut.work.selection.rules.terms import Amount, Applicant, Bound, Pool, Terms

    chance, begun = random.Random(1), datetime.fromisoformat(BEGUN)
    keys = [f"e{number:02}" for number in range(editions)]

    def one(number: int) -> Applicant:
        facts = {"age_45"} if chance.random() < 0.35 else set()
        facts.add("woman" if chance.random() < 0.55 else "man")
        return Applicant(
            f"c{number:05}",
            f"B/2026/{number}",
            chance.randint(0, 40),
            begun + timedelta(minutes=chance.randint(0, 40_000)),
            tuple(chance.sample(keys, min(3, editions))),
            frozenset(facts),
            chance.choice(OFFICES),
        )

    each = places // editions
    bounds = (
        Bound("woman", at_least=Amount(60, is_percent=True)),
        Bound("age_45", at_least=Amount(45, is_percent=True)),
        Bound(office=OFFICES[0], at_least=Amount(max(places // 20, 1))),
    )
    pools = tuple(Pool(office, key, max(each // 10, 1)) for key in keys for office in OFFICES[1:3])
    return [one(number) for number in range(people)], Terms(dict.fromkeys(keys, each), bounds, pools)


def select_by_chance(people: int, editions: int, places: int, *, explained: bool) -> dict[str, float]:
    """CPU-seconds of a list, and of what would have changed it for everyone. The solver is loaded before."""
    from atut.work.selection.rules.changes import changes
    from atut.work.selection.rules.walk import select

    select(*laid(50, 2, 10))
    applicants, terms = laid(people, editions, places)
    begun = time.process_time()
    outcome = select(applicants, terms)
    said = {"list": time.process_time() - begun}
    if explained:
        begun = time.process_time()
        changes(outcome, terms)
        said["why"] = time.process_time() - begun
    return said
