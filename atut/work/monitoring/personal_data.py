"""What monitoring holds about people: nothing in its indicators; in exports, files and keyed prints."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.personal import DataSet

DATA_SETS = [
    DataSet(model="monitoring.Indicator", personal=False),
    DataSet(
        model="monitoring.Export",
        purpose=_("Reporting participants to the funder and showing what was reported"),
        basis=_("Act of 28.4.2022 (Dz.U. 2022 poz. 1079) art. 87 and 89; Regulation (EU) 2021/1060 art. 82"),
        retention=_("As the project's records: five years from the end of the year of the last payment"),
        is_shared=True,
        plain=("made_by", "prints", "xlsx", "csv"),
        technical=(
            "key",
            "project",
            "kind",
            "profile",
            "made_at",
            "counted_on",
            "people",
            "rows",
            "left_out",
            "problems",
            "difference",
        ),
    ),
]
