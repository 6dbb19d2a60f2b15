"""What the room holds about people: who answers the telephone, who confirmed a gmina's class, nothing else."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.personal import DataSet

DATA_SETS = [
    DataSet(model="projects.FundingProfile", personal=False),
    DataSet(
        model="projects.Project",
        purpose=_("Who answers the telephone of the project office, published on the site"),
        basis=_("GDPR art. 6(1)(e): a public task, telling residents whom to ask"),
        retention=_("Until the office names somebody else"),
        plain=("office_person",),
        technical=(
            "key", "slug", "host", "name", "tagline", "summary", "number", "code_prefix", "profile", "starts_on", "ends_on",
            "languages", "value_total", "value_eu", "last_payment_on", "office_name", "office_address", "office_phone",
            "office_email", "office_hours", "as_if_note", "identity_secret", "created_at",
        ),
    ),
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
