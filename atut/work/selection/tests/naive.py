"""The same rule written a second time, person by person, without witness, groups or short cuts: slow and plain.

Small calls: every assignment is tried. Bigger ones: a plain integer programme per question.
"""

import itertools

import highspy


def ranking(people, terms):
    def number(one):  # the tests' numbers end in digits of equal length, or are compared as numbers
        head, _slash, tail = one.number.rpartition("/")
        return (head, int(tail)) if tail.isdecimal() else (one.number, 0)

    def key(one):
        return (-one.points, one.lot if terms.ties == "draw" else "", one.received_at, number(one))

    by_code = {one.code: one for one in people}
    return sorted(people, key=lambda one: (max(key(one), key(by_code[one.pair]) if one.pair else key(one)), key(one)))


def wants(one, people):
    other = next((p for p in people if p.code == one.pair), None)
    return [e for e in one.choices if other is None or e in other.choices]


def places_of(terms, bound):
    return terms.openings[bound.edition] if bound.edition else sum(terms.openings.values())


def counted(bound, person, edition):
    return (
        bound.edition in ("", edition)
        and (not bound.fact or bound.fact in person.facts)
        and (not bound.office or bound.office == person.office)
    )


def keeps_limits(way, people, terms):
    """`way`: a set of editions per person. All but the lower bounds."""
    by_code = {p.code: got for p, got in zip(people, way, strict=True)}
    given = [(p, e) for p, got in zip(people, way, strict=True) for e in got]
    for p, got in zip(people, way, strict=True):
        forms = [terms.forms[e] for e in got if e in terms.forms]
        if len(got) > terms.most_places or len(set(forms)) < len(forms) or (p.pair and by_code[p.pair] != got):
            return False
    for bound in terms.bounds:
        if bound.at_most and sum(counted(bound, p, e) for p, e in given) > bound.at_most.at_most(places_of(terms, bound)):
            return False
    return all(_fits(edition, places, given, terms) for edition, places in terms.openings.items())


def pools_of(terms, edition):
    """Places by the first office of each pool, and for every office of a pool that first one."""
    here = [pool for pool in terms.pools if pool.edition == edition]
    places = {pool.office: sum(other.places for other in here if other.office == pool.office) for pool in here}
    return places, {office: pool.office for pool in reversed(here) for office in (*reversed(pool.beside), pool.office)}


def _fits(edition, places, given, terms):
    pools, first = pools_of(terms, edition)
    inside = [first.get(p.office, p.office) for p, e in given if e == edition]
    beyond = sum(max(inside.count(office) - pools.get(office, 0), 0) for office in set(inside))
    return len(inside) <= places and beyond <= max(places - sum(pools.values()), 0)


def shortfalls(way, people, terms):
    given = [(p, e) for p, got in zip(people, way, strict=True) for e in got]
    asked = [b.at_least.at_least(places_of(terms, b)) if b.at_least else 0 for b in terms.bounds]
    return [max(least - sum(counted(b, p, e) for p, e in given), 0) for b, least in zip(terms.bounds, asked, strict=True)]


def by_trying_everything(people, terms):
    """The ranking, what each gets, and the smallest shortfalls."""
    order = ranking(people, terms)
    options = [
        [frozenset(some) for count in range(terms.most_places + 1) for some in itertools.combinations(wants(p, people), count)]
        for p in order
    ]
    ways = [way for way in itertools.product(*options) if keeps_limits(way, order, terms)]
    least = min((sum(short), short) for short in (shortfalls(way, order, terms) for way in ways))[1]
    allowed = [way for way in ways if all(s <= t for s, t in zip(shortfalls(way, order, terms), least, strict=True))]

    def wishes(way):  # units one after another: a pair answers each wish together
        done, answers = set(), []
        for p, got in zip(order, way, strict=True):
            if p.code not in done:
                answers += [e not in got for e in _own(p, order)]
                done |= {p.code, p.pair}
        return answers

    return order, min(allowed, key=wishes), least


def _own(one, order):
    """The wishes of a unit: of its lower member."""
    lower = [p for p in order if p.code in (one.code, one.pair)][-1]
    return wants(lower, order)


class Plain:
    """One column per person and wish, one row per rule."""

    def __init__(self, people, terms):
        self.order, self.terms = ranking(people, terms), terms
        h = self.h = highspy.Highs()
        h.setOptionValue("output_flag", False)
        self.x = {(p.code, e): h.addBinary() for p in self.order for e in wants(p, people)}
        by_code = {p.code: p for p in people}
        cells = [(by_code[code], e, var) for (code, e), var in self.x.items()]
        for p in self.order:
            own = [(e, self.x[p.code, e]) for e in wants(p, people)]
            h.addConstr(_sum(v for _e, v in own) <= terms.most_places)
            for form in set(terms.forms.values()):
                h.addConstr(_sum(v for e, v in own if terms.forms.get(e) == form) <= 1)
            if p.pair:
                for e, v in own:
                    h.addConstr(v - self.x[p.pair, e] == 0)
        for edition, places in terms.openings.items():
            self._edition(edition, places, [(p, v) for p, e, v in cells if e == edition])
        self.short = []
        for b in terms.bounds:
            total = _sum(v for p, e, v in cells if counted(b, p, e))
            if b.at_most:
                h.addConstr(total <= b.at_most.at_most(places_of(terms, b)))
            least = b.at_least.at_least(places_of(terms, b)) if b.at_least else 0
            self.short.append(h.addIntegral(lb=0, ub=least))
            h.addConstr(total + self.short[-1] >= least)

    def _edition(self, edition, places, cells):
        h = self.h
        h.addConstr(_sum(v for _p, v in cells) <= places)
        pools, first = pools_of(self.terms, edition)
        if pools:
            over = []
            for office in {first.get(p.office, p.office) for p, _v in cells}:
                over.append(h.addIntegral(lb=0, ub=1000))
                own = (v for p, v in cells if first.get(p.office, p.office) == office)
                h.addConstr(over[-1] >= _sum(own) - pools.get(office, 0))
            h.addConstr(_sum(over) <= max(places - sum(pools.values()), 0))

    def smallest(self, wanted):
        assert self.h.minimize(wanted) == highspy.HighsStatus.kOk
        return round(self.h.getObjectiveValue()) if self.h.getModelStatus() == highspy.HighsModelStatus.kOptimal else None

    def settle(self):
        """Lower bounds that cannot all be met are lowered as little as they must be."""
        if self.short:
            total = self.smallest(_sum(self.short))
            self.h.addConstr(_sum(self.short) <= total)
            for one in self.short:
                self.h.changeColBounds(one.index, 0, self.smallest(1 * one))

    def solve(self):
        self.settle()
        given, done = {}, set()
        for p in self.order:
            if p.code in done:
                continue
            lower = [q for q in self.order if q.code in (p.code, p.pair)][-1]
            for e in wants(lower, self.order):
                var = self.x[p.code, e]
                self.h.changeColBounds(var.index, 1, 1)
                possible = self.smallest(0 * var) is not None
                self.h.changeColBounds(var.index, int(possible), int(possible))
                for code in filter(None, (p.code, p.pair)):
                    given.setdefault(code, set()).update([e] if possible else [])
            done |= {p.code, p.pair}
        return given


def _sum(parts):
    return sum(parts, start=highspy.highs.highs_linear_expression())
