"""What the room holds about people: nothing."""

from atut.base.kernel.personal import DataSet

DATA_SETS = [
    DataSet(model="pages.ProjectSite", personal=False),
    DataSet(model="pages.HomePage", personal=False),
    DataSet(model="pages.StandardPage", personal=False),
]
