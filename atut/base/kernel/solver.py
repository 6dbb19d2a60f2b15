"""Questions in whole numbers: is there any answer within these limits, and how small can a sum be? Asked of HiGHS.

Limits and coefficients are small integers and the gap is nought, so a yes or a no and a smallest sum are the same on
every machine; which of several answers is shown is not, and nothing may depend on it. The library is heavy and loaded
with the first question.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

NEARLY = 1e-6
PARTS = 12  # a proof's multipliers are kept to so small a part of the smallest
NEIGHBOURS = 12  # a row of at most so many columns ties them closely: the choices of like people
Row = tuple[int | None, int | None, Mapping[int, int]]  # at least, at most, how often each column counts


class SolverFailed(RuntimeError):
    """Neither yes nor no: nothing may be decided on it."""


def _solved(highspy: Any, model: Any, **options: bool | str) -> tuple[list[float] | None, list[int]]:
    """The answer of one run, or None and the rows that show why."""
    solver = highspy.Highs()
    always = {"output_flag": False, "threads": 1, "random_seed": 0, "parallel": "off", "mip_rel_gap": 0.0, "mip_abs_gap": 0.0}
    for name, value in {**always, **options}.items():
        solver.setOptionValue(name, value)
    solver.passModel(model)
    solver.run()
    status, known = solver.getModelStatus(), highspy.HighsModelStatus
    if status in (known.kInfeasible, known.kUnboundedOrInfeasible):  # every column has a limit: it is not unbounded
        return None, _whole(solver.getDualRay())
    if status != known.kOptimal:
        raise SolverFailed(str(status))
    return list(solver.getSolution().col_value), []


def _whole(answer: tuple[Any, bool, Any]) -> list[int]:
    """The multipliers of a proof as whole numbers, nearly: whoever uses them counts again. Nothing where there is none."""
    _status, is_known, ray = answer
    sizes = [abs(float(value)) for value in ray] if is_known else []
    smallest = min((size for size in sizes if size > NEARLY * max(sizes)), default=0)
    return [round(PARTS * size / smallest) for size in sizes] if smallest else []


def _is_part(value: float) -> bool:
    return abs(value - round(value)) > NEARLY


@dataclass
class Programme:
    """Columns are whole numbers from nought to a limit; rows limit their sums."""

    limits: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    proof: list[int] = field(default_factory=list)  # after an answer of None: how often each row counts in showing it

    def column(self, limit: int) -> int:
        """One more column; its index."""
        self.limits.append(limit)
        return len(self.limits) - 1

    def row(self, counts: Mapping[int, int], *, at_least: int | None = None, at_most: int | None = None) -> int:
        """One more limit of a sum; its index."""
        self.rows.append((at_least, at_most, counts))
        return len(self.rows) - 1

    def solve(self, cost: Iterable[int] = (), *, is_smallest: bool = True) -> list[int] | None:
        """Values within all limits with the smallest sum of the columns in `cost`; None where there are none.

        `is_smallest=False`: any values will do, and a small sum is only preferred.

        Fractions are allowed first, which is quick: where even they find nothing, whole numbers find nothing, and an
        answer that happens to be whole is one. Otherwise whole numbers are searched.
        """
        if not self.limits:
            return [] if self._holds([]) else None
        import highspy

        cost = set(cost)
        model = self._model(highspy, cost)
        values, self.proof = _solved(highspy, model, solve_relaxation=True, presolve="off")
        if values is not None and any(_is_part(value) for value in values):
            values = (None if cost and is_smallest else self._rounded(highspy, values)) or _solved(highspy, model)[0]
        if values is None:
            return None
        found = [round(value) for value in values]
        if not self._holds(found):
            raise SolverFailed("The answer does not keep the limits")
        return found

    def _rounded(self, highspy: Any, values: list[float]) -> list[float] | None:
        """An answer near one with fractions: its whole columns stay, the others and their neighbours are searched anew.

        None says nothing: then everything is searched. Most answers with fractions have a handful of them.
        """
        parts = {column for column, value in enumerate(values) if _is_part(value)}
        small = [set(counts) for _low, _high, counts in self.rows if len(counts) <= NEIGHBOURS and not parts.isdisjoint(counts)]
        free = parts.union(*small)
        kept = {column: round(value) for column, value in enumerate(values) if column not in free}
        return _solved(highspy, self._model(highspy, set(), kept))[0]

    def _model(self, highspy: Any, cost: set[int], kept: Mapping[int, int] | None = None) -> Any:
        """The programme as the library takes it; `kept` columns have their value already."""
        import numpy as np

        kept = kept or {}
        model, count = highspy.HighsLp(), len(self.limits)
        model.num_col_, model.num_row_ = count, len(self.rows)
        model.col_cost_ = np.array([float(column in cost) for column in range(count)])
        model.col_lower_ = np.array([kept.get(column, 0) for column in range(count)], dtype=float)
        model.col_upper_ = np.array([kept.get(column, limit) for column, limit in enumerate(self.limits)], dtype=float)
        least = [-highspy.kHighsInf if low is None else low for low, _high, _counts in self.rows]
        most = [highspy.kHighsInf if high is None else high for _low, high, _counts in self.rows]
        model.row_lower_, model.row_upper_ = np.array(least, dtype=float), np.array(most, dtype=float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        starts = np.cumsum([0, *(len(counts) for _low, _high, counts in self.rows)])
        model.a_matrix_.start_ = starts.astype(np.int32)
        model.a_matrix_.index_ = np.array([c for _l, _h, counts in self.rows for c in counts], dtype=np.int32)
        model.a_matrix_.value_ = np.array([v for _l, _h, counts in self.rows for v in counts.values()], dtype=float)
        model.integrality_ = [highspy.HighsVarType.kInteger] * count
        return model

    def _holds(self, found: list[int]) -> bool:
        if any(not 0 <= value <= limit for value, limit in zip(found, self.limits, strict=True)):
            return False
        sums = ((low, high, sum(found[c] * v for c, v in counts.items())) for low, high, counts in self.rows)
        return all((low is None or low <= total) and (high is None or total <= high) for low, high, total in sums)
