"""The room holds nothing about people: a kind of error, our own file, a pattern of an address."""

from django.utils.translation import gettext_lazy as _

from atut.base.faults import actions, queries
from atut.base.kernel.personal import DataSet

DATA_SETS = [
    DataSet(
        model="faults.Fault",
        personal=False,
        retention=_("90 days after it last came"),
        due=queries.forgotten,
        purge=actions.purge_forgotten,
    )
]
