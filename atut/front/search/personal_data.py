"""What the room holds about people: nothing of its own; it repeats what is published."""

from atut.base.kernel.personal import DataSet

DATA_SETS = [
    DataSet(model="search.SearchEntry", personal=False),
    DataSet(model="search.SearchWord", personal=False),
    DataSet(model="search.SearchState", personal=False),
]
