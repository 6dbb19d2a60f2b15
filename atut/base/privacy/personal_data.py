"""Declarations, requests about data, runs of retention: by key, without names."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.personal import DataSet
from atut.base.privacy import actions, queries

DATA_SETS = [
    DataSet(model="privacy.DeclarationText", personal=False),
    DataSet(
        model="privacy.Declaration",
        purpose=_("Proving what somebody declared and was told, in which version"),
        basis=_("GDPR art. 6(1)(c), art. 13; Dz.U. 2022 poz. 1079 art. 87-88"),
        retention=_("As the application or participation it belongs to"),
        plain=("text", "language", "declared_at"),
        technical=("about_type", "about_key"),
        for_things=queries.declarations_about,
        erase_things=actions.erase_declarations,
    ),
    DataSet(
        model="privacy.DataRequest",
        purpose=_("Proving that a request about personal data was answered, and how"),
        basis=_("GDPR art. 6(1)(c), art. 12(3) and art. 5(2)"),
        retention=_("As the project's records; holds a key and counts, no values"),
        plain=("kind", "received_at", "answered_at"),
        technical=("key", "project", "person_key", "outcome"),
    ),
    DataSet(
        model="privacy.Hold",
        purpose=_("Keeping what a dispute or a control needs"),
        basis=_("GDPR art. 17(3)(e) and art. 18(1)(c)"),
        retention=_("As the project's records"),
        sensitive=("reason",),
        technical=("key", "project", "person_key", "placed_at", "lifted_at"),
    ),
    DataSet(model="privacy.RetentionRun", personal=False),
]
