"""A regulation in plain words: one source for the editor, the public page, the form, the mails and the protocol.

People ask to see the rule of the list before they apply, not after; so every rule is a sentence made from the data.
A sentence that begins with a dash belongs to the one before it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.clock import local
from atut.base.kernel.polish import sort_key
from atut.base.kernel.texts import text_in
from atut.work.recruitment.rules import bounds, checking, minimums, prompts
from atut.work.recruitment.rules.calls import Terms
from atut.work.recruitment.rules.ordering import day_in_words, ranking_in_words
from atut.work.recruitment.rules.points import Criterion, Source
from atut.work.recruitment.rules.regulation import Access, ConsentUntil, Document, Post, Regulation, Term
from atut.work.recruitment.rules.sections import Section
from atut.work.recruitment.rules.selection import last_day
from atut.work.selection.rules.terms import Fact


@dataclass(frozen=True, slots=True)
class Chapter:
    """The sentences of one section."""

    section: Section
    sentences: tuple[str, ...]

    @property
    def title(self) -> str:
        """Its heading."""
        return str(self.section.label)


def in_words(terms: Terms) -> list[str]:
    """All sentences one after another, for mails and short lists."""
    return [sentence for chapter in chapters(terms) for sentence in chapter.sentences]


def chapters(terms: Terms) -> list[Chapter]:
    """The whole regulation for a person to read, section by section."""
    return [Chapter(section, tuple(SAYS[section](terms))) for section in Section]


def _words(terms: Terms) -> list[str]:
    places = ngettext("There is %(count)s place.", "There are %(count)s places.", terms.places) % {"count": terms.places}
    editions = ngettext("The call opens %(count)s edition.", "The call opens %(count)s editions.", len(terms.openings))
    return [
        gettext("Applications are taken from %(opens)s until %(closes)s. At the closing hour it is too late.")
        % {"opens": _moment(terms.opens_at), "closes": _moment(terms.closes_at)},
        gettext("“Earlier” means received earlier: here, at once; on paper, at the day and hour of the office's stamp."),
        f"{places} {editions % {'count': len(terms.openings)}}",
    ]


def _access(terms: Terms) -> list[str]:
    access = terms.regulation.access
    said = [_where(terms)]
    if access.posts:
        posts = "; ".join(str(Post(post).label) for post in access.posts)
        said.append(gettext("Your post is one of these: %(posts)s.") % {"posts": posts})
    if (Post.OFFICIAL in access.posts) != (Post.MANAGERIAL in access.posts):
        said.append(gettext("Managerial official posts and other official posts are two kinds; only the one named here counts."))
    if access.superior_consent:
        said.append(gettext("Your superior has to agree. We ask for that consent after you have applied."))
        said += _consent(access)
    if access.same_form_bars:
        said.append(
            gettext(
                "Whoever holds a place in a form of support does not get another one in the same form; other forms do not matter."
            )
        )
    else:
        said.append(gettext("Earlier support does not stand in the way: the same form of support may be had again."))
    return said


def _where(terms: Terms) -> str:
    named = [name for key, name in terms.names.items() if key in terms.regulation.access.offices]
    if not named:
        return gettext("You may apply if you work in an office of the partnership, are of age and declare that your data are true.")
    words = gettext(
        "You may apply if you work in one of the offices named here, are of age and declare that your data are true: %(offices)s."
    )
    return words % {"offices": "; ".join(sorted(named, key=sort_key))}


def _consent(access: Access) -> list[str]:
    if access.consent_until == ConsentUntil.LIST:
        return [gettext("The consent has to come before the list is made.")]
    if access.consent_until == ConsentUntil.DAYS:
        return [
            gettext("The superior has %(days)s to consent.") % {"days": _days(access.consent_days, working=access.consent_working)}
        ]
    return []


def _formal(terms: Terms) -> list[str]:
    said = [gettext("An application counts if it comes in time, every needed field is filled in and both declarations are made.")]
    regulation = terms.regulation
    if regulation.compulsory:
        said += [gettext("These documents have to be enclosed:"), *map(_document, regulation.compulsory)]
    if regulation.proofs:
        said.append(gettext("These documents are enclosed only by those whom they concern; without one the answer gives nothing:"))
        said += [f"{_document(paper)} {_proven(paper, regulation)}" for paper in regulation.documents if paper.proves]
    return said


def _document(paper: Document) -> str:
    why = text_in(paper.why)
    return f"– {text_in(paper.label)}" + (f" ({why.rstrip('.')})." if why else ".")


def _proven(paper: Document, regulation: Regulation) -> str:
    known = {line.code: text_in(line.label) for line in regulation.criteria}
    answer = str(Fact(paper.proves).label) if paper.proves in Fact.values else known.get(paper.proves, paper.proves)
    return gettext("It proves: %(answer)s.") % {"answer": answer}


def _points(terms: Terms) -> list[str]:
    lines = terms.regulation.criteria
    if not lines:
        return [gettext("No points are given.")]
    most = sum(line.most for line in lines)
    total = ngettext("Together at most %(count)s point.", "Together at most %(count)s points.", most) % {"count": most}
    said = [gettext("Points are given for:"), *[f"– {_line(line)}{prompts.line_in_words(line)}" for line in lines], total]
    if any(line.source == Source.JURY for line in lines):
        said.append(
            gettext(
                "Each member of the committee scores alone. The points are the mean of the scores times the weight, rounded to"
                " whole points, a half upwards."
            )
        )
    return [*said, *prompts.in_words(terms.regulation), *minimums.in_words(terms.regulation), *_asked(terms.regulation)]


def _line(line: Criterion) -> str:
    words = ngettext("%(label)s: %(count)s point.", "%(label)s: %(count)s points.", line.points)
    if line.source == Source.JURY:
        words = ngettext(
            "%(label)s: the committee gives 0 or 1 point.", "%(label)s: the committee gives 0 to %(count)s points.", line.points
        )
        if line.weight > 1:
            words += " " + gettext("They count %(weight)s times.")
    return words % {"label": text_in(line.label), "count": line.points, "weight": line.weight}


ASKED: dict[str, str | Promise] = {
    Fact.DISABILITY: _(
        "We ask about a disability only because it counts here. The answer is voluntary; without it nothing counts."
    ),
    Fact.LOW_EDUCATION: _(
        "We ask about education only because it counts here. The answer is voluntary; without it nothing counts."
    ),
    Fact.RURAL: _(
        "A rural area is a gmina of class 3 (DEGURBA) that the office has confirmed. We ask where you live only because it counts"
        " here; the office checks it."
    ),
}


def _asked(regulation: Regulation) -> list[str]:
    return [str(ASKED[fact]) for fact in regulation.asked_facts]


def _bounds(terms: Terms) -> list[str]:
    regulation = terms.regulation
    said = [] if regulation.bounds or regulation.pools else [gettext("There are no bounds, and no places are kept for offices.")]
    if regulation.bounds:
        said = [gettext("Places are given so that these bounds are kept:")]
        said += [f"– {bounds.in_words(bound, terms)}" for bound in regulation.bounds]
        said.append(gettext("If they cannot all be met, the fewest possible places are missing, and the protocol says which."))
    if regulation.pools:
        said.append(gettext("These places are kept for people of these offices:"))
        said += [f"– {bounds.pool_in_words(pool, terms)}" for pool in regulation.pools]
    if regulation.pools and regulation.pools_return_at:
        words = gettext("From %(moment)s those that are still free belong to everybody, by the same order.")
        said.append(words % {"moment": _moment(regulation.pools_return_at)})
    if Fact.AGE_45 in regulation.facts:
        said.append(
            gettext("The age is counted on the last day of the call, %(day)s.") % {"day": day_in_words(last_day(terms.closes_at))}
        )
    return said if regulation.has_points else said + _asked(regulation)


def _order(terms: Terms) -> list[str]:
    return [*_wishes(terms), *ranking_in_words(terms.regulation)]


def _wishes(terms: Terms) -> list[str]:
    regulation, said = terms.regulation, []
    if len(terms.openings) > 1:
        said.append(gettext("Name the editions in the order in which you would like them."))
    if regulation.most_choices:
        words = ngettext("You may name %(count)s edition.", "You may name up to %(count)s editions.", regulation.most_choices)
        said.append(words % {"count": regulation.most_choices})
    if len(terms.openings) > 1:
        words = ngettext(
            "One person gets at most %(count)s place.", "One person gets at most %(count)s places.", regulation.most_places
        )
        said.append(words % {"count": regulation.most_places})
    if regulation.pairs:
        said.append(
            gettext(
                "Two people may apply together, both or none: each names the other's code, and both name the same editions. They"
                " stand where the lower one of them stands. If one of them withdraws or does not meet the conditions, the other"
                " one stands alone."
            )
        )
    return said


def _terms(terms: Terms) -> list[str]:
    regulation = terms.regulation
    confirmed = checking.in_words(regulation)
    answer = {"days": _days(terms.answer_days, working=regulation.is_working(Term.ANSWER))}
    said = [gettext("Whoever is offered a place has %(days)s to answer; then it goes to the next person.") % answer, *confirmed]
    if regulation.correction_days:
        correction = {"days": _days(regulation.correction_days, working=regulation.is_working(Term.CORRECTION))}
        said.append(gettext("If something is missing we write once; then you have %(days)s to supply it.") % correction)
    else:
        said.append(gettext("What is missing when the call closes cannot be supplied later."))
    if regulation.appeal_days:
        appeal = {"days": _days(regulation.appeal_days, working=regulation.is_working(Term.APPEAL))}
        said.append(gettext("You may appeal within %(days)s after you are told the result.") % appeal)
    else:
        said.append(gettext("There is no appeal from the list; the office explains every decision."))
    if regulation.decision_days:
        decision = {"days": _days(regulation.decision_days, working=regulation.is_working(Term.DECISION))}
        said.append(gettext("An appeal is decided within %(days)s after it came.") % decision)
    if regulation.other_panel:
        said.append(gettext("Nobody who scored an application decides on the appeal about it: another panel does."))
    if regulation.working:
        said.append(
            gettext(
                "Working days are Monday to Friday without public holidays. Every letter names the last day; it counts to midnight."
            )
        )
    return said


def _other(terms: Terms) -> list[str]:
    own = [text_in(provision) for provision in terms.regulation.provisions]
    if not own:
        return [gettext("There are no other provisions.")]
    said = gettext("The office wrote these sentences itself. They hold as they stand; the program works nothing out from them.")
    return [said, *(f"– {number}. {sentence}" for number, sentence in enumerate(own, start=1))]


def _days(count: int, *, working: bool) -> str:
    """So many days, and of which kind."""
    if working:
        words = ngettext("%(count)s working day", "%(count)s working days", count)
    else:
        words = ngettext("%(count)s full day", "%(count)s full days", count)
    return words % {"count": count}


def _moment(moment: datetime) -> str:
    here = local(moment)
    return gettext("%(day)s, %(hour)s") % {"day": day_in_words(here), "hour": f"{here:%-H:%M}"}


SAYS: dict[Section, Callable[[Terms], list[str]]] = {
    Section.WORDS: _words,
    Section.ACCESS: _access,
    Section.FORMAL: _formal,
    Section.POINTS: _points,
    Section.BOUNDS: _bounds,
    Section.ORDER: _order,
    Section.TERMS: _terms,
    Section.OTHER: _other,
}
