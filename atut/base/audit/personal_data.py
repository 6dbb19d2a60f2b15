"""The trail: who did what, by key; values apart, encrypted, for two years."""

from django.utils.translation import gettext_lazy as _

from atut.base.audit import actions, queries
from atut.base.kernel.personal import DataSet

DATA_SETS = [
    DataSet(
        model="audit.Entry",
        purpose=_("Accounting for every change and every look (GDPR art. 5(2))"),
        basis=_("GDPR art. 6(1)(c) and art. 5(2)"),
        retention=_("As long as the project's records; holds keys and field names, no values"),
        plain=("recorded_at", "event", "actor_label"),
        technical=(
            "key", "project", "organisation", "subject_type", "subject_key", "actor_id", "happened_at", "fields", "count",
        ),
        for_things=queries.entries_by,
        erase_things=actions.erase_labels,
    ),
    DataSet(
        model="audit.EntryDetail",
        purpose=_("Old and new values, for complaints and appeals"),
        basis=_("GDPR art. 6(1)(c) and art. 5(2)"),
        retention=_("Two years from the change"),
        sensitive=("values",),
        technical=("entry", "delete_after"),
        for_things=queries.details_of,
        erase_things=actions.erase_details,
        due=queries.details_due,
        purge=actions.purge_due_details,
    ),
]  # fmt: skip
