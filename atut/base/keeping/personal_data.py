"""What this room holds about people: nothing; a run counts rows."""

from atut.base.privacy.rules import DataSet

DATA_SETS = [
    DataSet("keeping.Run", personal=False, technical=("id", "key", "kind", "finished_at", "counts", "sha256")),
]
