"""What becomes of the offers of a closed list: each freed place goes to the one the naive program names, and to nobody else."""

from dataclasses import replace
from datetime import timedelta

from atut.work.recruitment import actions, tasks
from atut.work.recruitment.models import Place
from atut.work.recruitment.queries import places as queries
from atut.work.recruitment.rules.moves import HOLDING
from atut.work.recruitment.rules.places import Told
from atut.work.recruitment.tests.factories import holder
from atut.work.selection.tests.naive import Plain
from tests.calls import papers


class Life:
    """The places of one call. `terms_at`: which terms hold at a moment, as pools return; `gone`: codes of who left before."""

    def __init__(self, call, listed, coordinator, at, *, terms_at=None, gone=()):
        self.call, self.listed, self.coordinator, self.at = call, listed, coordinator, at
        self.terms_at = terms_at or (lambda _at: listed.terms)
        self.reserve = listed.reserve()
        self.people = {one.code: one for one in listed.order if one.code not in gone}
        self.freed = 0

    def offered(self):
        return list(queries.whole().filter(application__call=self.call, status="offered").order_by("pk"))

    def places(self):
        held = Place.objects.filter(application__call=self.call).order_by("pk")
        return list(held.values_list("pk", "application__code", "edition__key", "status"))

    def answer(self):
        """One after another, as people do: most confirm, by link or by telephone; some decline, some never answer."""
        for number, place in enumerate(self.offered()):
            self.at += timedelta(minutes=1)
            if number % 7 == 3:
                self.free(actions.decline_place, place, actor=holder(place, self.call.project))
            elif number % 9 == 1:
                told = Told("phone", self.at - timedelta(seconds=30))
                actions.confirm_place(place, actor=self.coordinator, at=self.at, told=told)
            elif number % 8:
                actions.confirm_place(place, actor=holder(place, self.call.project), at=self.at)
        papers.must_add_up(self.call)

    def give_back(self, count):
        """So many who had confirmed cannot come after all."""
        confirmed = queries.whole().filter(application__call=self.call, status="confirmed").order_by("-pk")[:count]
        for place in confirmed:
            self.at += timedelta(minutes=1)
            self.free(actions.give_back_place, place, actor=holder(place, self.call.project))

    def lapse(self):
        """The day to answer passes: the job lets the offers lapse, one after another."""
        late = [place for place in self.offered() if place.answer_by <= self.at]
        before = {row[0] for row in self.places()}
        wanted = []
        held, had, terms = self.state()
        for place in sorted(late, key=lambda one: (one.answer_by, one.pk)):
            held.remove((place.application.code, place.edition.key))
            wanted += self.filled(place.edition_id, held, had, terms)
        assert tasks.expire_places(self.at) == len(late) > 0
        assert [row[1:3] for row in self.places() if row[0] not in before] == wanted
        self.freed += len(late)
        papers.must_add_up(self.call)

    def pools_return(self, at):
        """Places that offices did not use belong to everybody: the job offers them to those who wait."""
        before = {row[0] for row in self.places()}
        self.at = at
        held, had, terms = self.state()
        wanted = self.filled(0, held, had, terms)
        assert tasks.offer_returned_places(at) == len(wanted) > 0
        assert [row[1:3] for row in self.places() if row[0] not in before] == wanted
        assert tasks.offer_returned_places(at) == 0

    def free(self, verb, place, *, actor):
        """One verb that frees a place: who gets it is who the naive program says."""
        before = {row[0] for row in self.places()}
        held, had, terms = self.state()
        held.remove((place.application.code, place.edition.key))
        wanted = self.filled(place.edition_id, held, had, terms)
        verb(place, actor=actor, at=self.at)
        assert [row[1:3] for row in self.places() if row[0] not in before] == wanted
        self.freed += 1

    def state(self):
        rows = [row for row in self.places() if row[1] in self.people]
        held = [(code, edition) for _pk, code, edition, status in rows if status in HOLDING]
        return held, {(code, edition) for _pk, code, edition, _status in rows}, self.terms_at(self.at)

    def filled(self, freed, held, had, terms):
        """Who gets an offer, one after another: of the freed edition first, then of every other with a free place, and again."""
        found = []
        while made := self.once_round(freed, held, had, terms):
            found += made
        return found

    def once_round(self, freed, held, had, terms):
        found = []
        openings = self.call.openings.select_related("edition").order_by("edition_id")
        for opening in sorted(openings, key=lambda one: one.edition_id != freed):
            edition = opening.edition.key
            while sum(where == edition for _code, where in held) < opening.places:
                both = [(code, edition) for code in self.next_of(edition, held, had, terms)]
                if not both:
                    break
                found += both
                held += both
                had.update(both)
        return found

    def next_of(self, edition, held, had, terms):
        waiting = []
        for code, one in self.people.items():
            forms = {terms.forms[where] for who, where in held if who == code}
            wishes = [
                wish
                for wish in one.choices
                if wish in self.reserve[code] and (code, wish) not in had and terms.forms[wish] not in forms
            ]
            if wishes and sum(who == code for who, _where in held) < terms.most_places:
                waiting.append(replace(one, choices=tuple(wishes)))
        together = {one.code: one.choices for one in waiting}
        waiting = [one if together.get(one.pair) == one.choices else replace(one, pair="") for one in waiting]
        seats = [replace(self.people[code], code=f"{code}:{where}", choices=(where,), pair="") for code, where in held]
        return _first(edition, replace(terms, most_places=1), seats, waiting, list(self.people))


def _first(edition, terms, seats, waiting, order):
    """The first who waits for this edition and for whom the rest, with bounds lowered as little as they must be, is possible.

    `order` is the list as it was published: whoever was ranked as one of a pair keeps that place when the other one leaves.
    """
    plain = Plain([*seats, *waiting], terms)
    for seat in seats:
        plain.h.changeColBounds(plain.x[seat.code, seat.choices[0]].index, 1, 1)
    plain.settle()

    def place(one):
        return max(order.index(code) for code in (one.code, one.pair) if code)

    for one in sorted(waiting, key=place):
        if edition in one.choices:
            var = plain.x[one.code, edition]
            plain.h.changeColBounds(var.index, 1, 1)
            if plain.smallest(0 * var) is not None:
                return sorted(filter(None, (one.code, one.pair)), key=order.index)
            plain.h.changeColBounds(var.index, 0, 1)
    return []
