"""What a long list still owes its people: what would have changed it, worked out from the frozen data piece by piece."""

from typing import Any

from atut.work.recruitment.models import Selection
from atut.work.recruitment.queries.ranking import names_of
from atut.work.selection.rules import frozen
from atut.work.selection.rules.changes import AT_ONCE, to_explain
from atut.work.selection.rules.reasons import changes_in


def unexplained() -> list[Selection]:
    """Lists with people who wait for it, the one closed first on top. One query."""
    return list(Selection.objects.filter(is_explained=False).select_related("call").order_by("closed_at", "pk"))


def next_explanations(selection: Selection) -> dict[str, Any]:
    """The next people of the ranking, explained; empty when nobody is left. Two queries; nothing is written or locked.

    Worked out from the frozen input alone, so it comes out the same whenever it is done and however often.
    """
    outcome = frozen.selected(selection.input, selection.result.get("draw"))
    waiting = [code for code in to_explain(outcome) if code not in selection.changes]
    openings = selection.call.openings.select_related("edition__support_form").order_by("edition__key")
    terms = frozen.terms_of(selection.input)
    return changes_in(outcome, terms, names_of(terms, openings), frozenset(waiting[:AT_ONCE]))
