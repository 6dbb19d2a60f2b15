"""What the room holds about people: the names of those who confirmed a gmina's class, nothing else."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.personal import DataSet

DATA_SETS = [
    DataSet(model="projects.FundingProfile", personal=False),
    DataSet(model="projects.Project", personal=False),
    DataSet(
        model="projects.Commune",
        purpose=_("Figures by degree of urbanisation, with the name of the official who compared the class"),
        basis=_("Act of 28.4.2022 (Dz.U. 2022 poz. 1079) art. 87"),
        retention=_("As long as the class is in force"),
        plain=("degurba_confirmed_by",),
        technical=(
            "terc", "name", "name_sort", "kind", "powiat", "voivodeship", "as_of",
            "degurba", "degurba_year", "degurba_source", "degurba_confirmed_at",
        ),
    ),
    DataSet(model="projects.Organisation", personal=False),
    DataSet(model="projects.Sign", personal=False),
    DataSet(model="projects.Revision", personal=False),
    DataSet(model="projects.Counter", personal=False),
]  # fmt: skip
