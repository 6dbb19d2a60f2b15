"""The regulation of a call ("regulamin rekrutacji") as data: frozen at publication, read by form, selection and protocol."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.texts import Text
from atut.work.recruitment.rules.points import Criterion, criterion_from, prompted
from atut.work.selection.rules.frozen import hash_of
from atut.work.selection.rules.terms import EACH, Bound, Fact, Pool, Ties, bound_from, pool_from

# 1 had criteria, bounds, pools, ties and most_places; what a version lacks reads as the defaults below. 3 is written only
# where something is said that 2 could not say, and 4 (what the committee reads) only where 3 could not say it, so whoever
# says nothing new keeps the same data and the same hash.
VERSION, NEWER, NEWEST = 2, 3, 4

# Asked of the applicant, and of special kind or beyond what recruitment holds: only where a criterion or a bound needs them.
ASKED = (Fact.DISABILITY, Fact.LOW_EDUCATION, Fact.RURAL)


class Post(TextChoices):
    """Kinds of post in local government (act of 21.11.2008 on local-government employees, art. 4)."""

    ELECTED = "elected", _("elected or appointed (such as a mayor, a deputy mayor, a treasurer)")
    MANAGERIAL = "managerial", _("managerial official post")
    OFFICIAL = "official", _("official post")
    ADVISER = "adviser", _("adviser or assistant")
    AUXILIARY = "auxiliary", _("auxiliary or service post")


class ConsentUntil(TextChoices):
    """Until when the superior may consent."""

    EVER = "", _("No term: until the application is decided on")
    DAYS = "days", _("Within a number of days of our question")
    LIST = "list", _("Before the list is made")


class Term(TextChoices):
    """Terms of a regulation that are counted in days."""

    ANSWER = "answer", _("to answer an offer")
    CORRECTION = "correction", _("to supply what is missing")
    APPEAL = "appeal", _("to appeal")
    DECISION = "decision", _("to decide an appeal")


def _said(**fields: Any) -> dict[str, Any]:
    """Of fields a later version added, those in which something is said."""
    return {name: value for name, value in fields.items() if value}


@dataclass(frozen=True)
class Access:
    """Who may take part, beside being of age and employed in a partner's unit: that is asked in every call.

    No `posts` means every kind of post, no `offices` (keys) every partner. `same_form_bars`:
    whoever holds or held a place in a form of support gets none in it.
    """

    posts: tuple[str, ...] = ()
    superior_consent: bool = False
    same_form_bars: bool = True
    consent_until: str = ConsentUntil.EVER
    consent_days: int = 0
    consent_working: bool = False
    offices: tuple[str, ...] = ()

    def takes(self, office: str) -> bool:
        """May people of this office take part?"""
        return not self.offices or office in self.offices

    def as_data(self) -> dict[str, Any]:
        """As it is kept with the call."""
        kept = {
            "posts": [str(post) for post in self.posts],
            "superior_consent": self.superior_consent,
            "same_form_bars": self.same_form_bars,
        }
        return kept | self.newer()

    def newer(self) -> dict[str, Any]:
        """What version 2 could not say."""
        consent = {"consent_until": str(self.consent_until), "consent_days": self.consent_days}
        return _said(**consent, consent_working=self.consent_working, offices=list(self.offices))


@dataclass(frozen=True)
class Document:
    """A paper to be enclosed. `why` answers "what do you need it for".

    `proves` names a fact told freely or an answer (its criterion): then only those enclose it whom it concerns, and
    without it the answer gives nothing. `for_committee`: members who score read it too, with the name that stands in it.
    """

    code: str
    label: Text
    why: Text = field(default_factory=dict)
    proves: str = ""
    for_committee: bool = False

    def as_data(self) -> dict[str, Any]:
        """As it is kept with the call."""
        newer = _said(proves=self.proves, for_committee=self.for_committee)
        return {"code": self.code, "label": self.label, "why": self.why} | newer


@dataclass(frozen=True)
class Regulation:
    """Everything a call decides by, beside its hours, places and days to answer.

    `pools_return_at` is the first moment at which places kept for offices belong to everybody. `most_choices` 0: as many
    as the call opens. `correction_days` and `appeal_days` 0: none. `draw_value` names the public value of the draw.
    Whoever has fewer points of the committee than `least_jury`, or fewer in all than `least_points`, is not ranked. The
    terms in `working` are counted in working days. An appeal is decided within `decision_days` (0: no term), with
    `other_panel` by nobody who scored that application. `confirmed_only`: what is declared counts once it is confirmed.
    `provisions` are the office's own sentences: nothing follows from them here.
    """

    criteria: tuple[Criterion, ...] = ()
    bounds: tuple[Bound, ...] = ()
    pools: tuple[Pool, ...] = ()
    ties: str = Ties.RECEIPT
    most_places: int = 1
    access: Access = field(default_factory=Access)
    documents: tuple[Document, ...] = ()
    pools_return_at: datetime | None = None
    most_choices: int = 0
    pairs: bool = False
    draw_value: Text = field(default_factory=dict)
    draw_on: date | None = None
    correction_days: int = 0
    appeal_days: int = 0
    least_jury: int = 0
    least_points: int = 0
    working: tuple[str, ...] = ()
    decision_days: int = 0
    other_panel: bool = False
    confirmed_only: bool = False
    provisions: tuple[Text, ...] = ()

    @property
    def has_points(self) -> bool:
        """Does it give points at all?"""
        return bool(self.criteria)

    @cached_property
    def facts(self) -> frozenset[str]:
        """The facts some criterion or bound needs to know; nobody may be asked for others."""
        counted = {str(bound.fact) for bound in self.bounds if bound.fact}
        return frozenset(counted | {str(line.source) for line in self.criteria if line.source in Fact.values})

    @cached_property
    def asked_facts(self) -> tuple[str, ...]:
        """Those of them the applicant is asked for, in the order of the form."""
        return tuple(fact.value for fact in ASKED if fact in self.facts)

    @property
    def compulsory(self) -> tuple[Document, ...]:
        """The papers everybody encloses."""
        return tuple(one for one in self.documents if not one.proves)

    @property
    def proofs(self) -> Mapping[str, Document]:
        """The papers that prove something, by what they prove."""
        return {one.proves: one for one in reversed(self.documents) if one.proves}

    @property
    def for_committee(self) -> tuple[Document, ...]:
        """The papers members of the committee read. Without any, they know nobody's name from a score sheet."""
        return tuple(one for one in self.documents if one.for_committee)

    def unproven(self, enclosed: Collection[str]) -> frozenset[str]:
        """Facts and answers that count only with a paper that is not among those enclosed."""
        return frozenset(what for what, paper in self.proofs.items() if paper.code not in enclosed)

    def pools_at(self, at: datetime) -> tuple[Pool, ...]:
        """The pools still in force at a moment."""
        return self.pools if self.pools_return_at is None or at < self.pools_return_at else ()

    def renewed(self, editions: Mapping[str, str]) -> "Regulation":
        """The same for a new call: without its days, and for other editions. What has none there is left out."""
        return replace(
            self,
            bounds=tuple(
                replace(one, edition=editions.get(one.edition, one.edition))
                for one in self.bounds
                if one.edition in {"", EACH, *editions}
            ),
            pools=tuple(replace(one, edition=editions[one.edition]) for one in self.pools if one.edition in editions),
            pools_return_at=None,
            draw_on=None,
        )

    def naming_others_than(self, editions: Collection[str]) -> int:
        """How many bounds and pools name an edition that is none of these: those `renewed` leaves out."""
        named = [*(one.edition for one in self.bounds if one.edition), *(one.edition for one in self.pools)]
        return sum(edition not in {EACH, *editions} for edition in named)

    def as_data(self) -> dict[str, Any]:
        """As it is kept with the call."""
        newer = self._newer()
        return {
            "version": NEWEST if self._is_newest else NEWER if newer or self._is_newer else VERSION,
            "access": self.access.as_data(),
            "documents": [one.as_data() for one in self.documents],
            "criteria": [line.as_data() for line in self.criteria],
            "bounds": [bound.as_data() for bound in self.bounds],
            "pools": [pool.as_data() for pool in self.pools],
            "pools_return_at": self.pools_return_at and self.pools_return_at.isoformat(),
            "most_choices": self.most_choices,
            "most_places": self.most_places,
            "pairs": self.pairs,
            "ties": str(self.ties),
            "draw_value": self.draw_value,
            "draw_on": self.draw_on and self.draw_on.isoformat(),
            "correction_days": self.correction_days,
            "appeal_days": self.appeal_days,
            **newer,
        }

    def _newer(self) -> dict[str, Any]:
        """What version 2 could not say."""
        working = [str(term) for term in self.working]
        return _said(
            least_jury=self.least_jury,
            least_points=self.least_points,
            working=working,
            provisions=list(self.provisions),
            **self._others(),
        )

    def _others(self) -> dict[str, Any]:
        appeals = {"decision_days": self.decision_days, "other_panel": self.other_panel}
        return appeals | {"confirmed_only": self.confirmed_only}

    @property
    def _is_newer(self) -> bool:
        """Is anything said inside its parts that version 2 could not say?"""
        lines = [bound.is_each for bound in self.bounds] + [bool(line.least) for line in self.criteria]
        lines += [bool(pool.beside) for pool in self.pools] + [bool(self.proofs)]
        return any(lines) or bool(self.access.newer())

    @property
    def _is_newest(self) -> bool:
        """Is anything said that version 3 could not say?"""
        return bool(prompted(self.criteria) or self.for_committee)

    def is_working(self, term: Term) -> bool:
        """Is this term counted in working days?"""
        return term in self.working

    def hash(self) -> str:
        """SHA-256 of the regulation as it is kept."""
        return hash_of(self.as_data())


def _access_from(data: Mapping[str, Any]) -> Access:
    plain = ("superior_consent", "same_form_bars", "consent_until", "consent_days", "consent_working")
    known = {name: data[name] for name in plain if name in data}
    return Access(tuple(data.get("posts", ())), offices=tuple(data.get("offices", ())), **known)


def _document_from(data: Mapping[str, Any]) -> Document:
    return Document(data["code"], data["label"], data.get("why", {}), data.get("proves", ""), data.get("for_committee", False))


def regulation_from(data: Mapping[str, Any]) -> Regulation:
    """A regulation as kept."""
    returns, draw_on = data.get("pools_return_at"), data.get("draw_on")
    plain = (
        *("most_choices", "most_places", "pairs", "ties", "draw_value", "correction_days", "appeal_days"),
        *("least_jury", "least_points", "decision_days", "other_panel", "confirmed_only"),
    )
    return Regulation(
        access=_access_from(data.get("access", {})),
        documents=tuple(_document_from(one) for one in data.get("documents", ())),
        criteria=tuple(criterion_from(line) for line in data.get("criteria", ())),
        bounds=tuple(bound_from(bound) for bound in data.get("bounds", ())),
        pools=tuple(pool_from(pool) for pool in data.get("pools", ())),
        pools_return_at=datetime.fromisoformat(returns) if returns else None,
        draw_on=date.fromisoformat(draw_on) if draw_on else None,
        working=tuple(data.get("working", ())),
        provisions=tuple(data.get("provisions", ())),
        **{name: data[name] for name in plain if name in data},
    )
