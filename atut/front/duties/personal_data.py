"""What the room holds about people: the published contact for accessibility, the names of those who tested."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.personal import DataSet
from atut.front.duties import actions, queries

DATA_SETS = [
    DataSet(
        model="duties.Said",
        purpose=_("Whom to ask about accessibility, published on the site"),
        basis=_("GDPR art. 6(1)(c), act of 4.4.2019 art. 10(4) point 4"),
        retention=_("Until the office names somebody else"),
        plain=("contact_name", "contact_email", "contact_phone"),
        technical=(
            "key", "project", "aim", "groups", "effects", "published_on", "changed_on", "prepared_on", "reviewed_on",
            "architecture", "interpreter", "easy_text", "recording_url", "recording_file", "recording_text", "scope_text",
        ),
    ),
    DataSet(
        model="duties.Test",
        purpose=_("Tests of accessibility, with the name of who tested; the statement publishes that of the test it rests on"),
        basis=_("GDPR art. 6(1)(c), act of 4.4.2019 art. 10-12"),
        retention=_("The name five years after the test; the test stays"),
        plain=("tester",),
        technical=("key", "project", "kind", "scope_tested", "outcome", "findings", "tested_on", "recorded_at"),
        due=queries.testers_due,
        purge=actions.purge_testers,
    ),
    DataSet(model="duties.Barrier", personal=False),
]  # fmt: skip
