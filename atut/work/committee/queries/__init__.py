"""Questions about committees: members and ties (members), sheets (scoring), the protocol and its signatures (signing).

Appeals, and what waits for whom (waiting).
"""

from atut.work.committee.queries.waiting import worklist

__all__ = ["worklist"]
