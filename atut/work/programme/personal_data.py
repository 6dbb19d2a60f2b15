"""The programme holds nothing about people."""

from atut.base.kernel.personal import DataSet

DATA_SETS = [
    DataSet(model="programme.SupportForm", personal=False),
    DataSet(model="programme.Edition", personal=False),
]
