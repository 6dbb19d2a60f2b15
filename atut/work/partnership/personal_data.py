"""What the partnership holds about people: contact and post of an office's staff; the number of those who apply."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.personal import DataSet
from atut.work.partnership import actions, queries

_BASIS = _("GDPR art. 6(1)(e); act of 28.4.2022 on the 2021-2027 funds (Dz.U. 2022 poz. 1079), art. 87-88")
_AS_AGREED = _("As the grant agreement says; people without an application until the office asks to erase them")

DATA_SETS = [
    DataSet(model="partnership.Partner", personal=False),
    DataSet(model="partnership.Goal", personal=False),
    DataSet(
        model="partnership.Person",
        purpose=_("Who may take part, and how to reach them; the number only of people who apply or take part"),
        basis=_BASIS,
        retention=_AS_AGREED,
        plain=("first_name", "last_name", "sex", "birth_date", "email", "phone", "language"),
        identifier=("pesel", "other_identifier"),
        technical=("key", "project", "name_folded", "name_sort", "identity_hash", "email_is_proved", "erased_at"),
        for_person=queries.data_of_person,
        kept=queries.why_person_stays,
        erase=actions.erase_person,
        people=queries.keys_of_people,
        names=queries.names_of_people,
    ),
    DataSet(
        model="partnership.FormerKey",
        purpose=_("Which entries were found to be one person: what was written under their keys is handed out and erased too"),
        basis=_BASIS,
        retention=_AS_AGREED,
        technical=("key", "person"),
        for_person=queries.former_keys_of,
        kept=queries.why_person_stays,
        erase=actions.erase_former_keys,
    ),
    DataSet(
        model="partnership.Employment",
        purpose=_("Where a person works: decides who may apply and who may see the person"),
        basis=_BASIS,
        retention=_AS_AGREED,
        plain=("organisation", "unit", "post", "since", "until"),
        technical=("key", "person", "superior"),
        for_person=queries.data_of_employments,
        kept=queries.why_person_stays,
        erase=actions.erase_employments,
    ),
    DataSet(
        model="partnership.PersonClaim",
        purpose=_("Which account belongs to the person"),
        basis=_BASIS,
        retention=_("As long as the account and the person are kept"),
        plain=("claimed_at",),
        technical=("user", "person"),
        for_person=queries.data_of_claims,
        users=queries.accounts_of,
        erase=actions.erase_claims,
    ),
    DataSet(
        model="partnership.AccountLink",
        purpose=_("Links to the own page: which address they went to, when, whether they were used"),
        basis=_BASIS,
        retention=_("90 days after it was sent, used or not"),
        plain=("email", "sent_at", "used_at"),
        technical=("key", "person", "expires_at", "replaced_at"),
        for_person=queries.data_of_links,
        erase=actions.erase_account_links,
        due=queries.links_due,
        purge=actions.purge_due_links,
    ),
    DataSet(
        model="partnership.StaffImport",
        purpose=_("Which lists an office brought; names of people stand in the files only"),
        basis=_BASIS,
        retention=_("The file 90 days, at once when it holds PESELs that are not kept; the counts as the project's records"),
        is_shared=True,
        plain=("name", "brought_by"),
        technical=(
            "key", "project", "organisation", "file", "reading", "uploaded_at", "applied_at", "discarded_at", "rows", "accepted",
            "rejected", "added", "changed", "unchanged", "set_aside", "pesels_dropped", "rejected_file",
        ),
    ),
]  # fmt: skip
