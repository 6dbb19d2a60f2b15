"""Stored files: scans, drafts and imports, encrypted. The room that owns a file hands it out and erases it."""

from django.utils.translation import gettext_lazy as _

from atut.base.files import actions, queries
from atut.base.kernel.personal import DataSet

DATA_SETS = [
    DataSet(
        model="files.StoredFile",
        purpose=_("Signed papers, uploads, certificates and exports of the project"),
        basis=_("GDPR art. 6(1)(c); Regulation 2021/1060 art. 69 and 82"),
        retention=_("By class: project as the grant agreement says, drafts 30 days, imports 90 days"),
        plain=("name", "media_type", "size", "sha256", "created_at"),
        technical=("key", "project", "purpose", "retention", "stored_as", "emptied_at"),
        for_things=queries.files_of,
        erase_things=actions.erase_files,
        due=queries.files_due,
        purge=actions.purge_due,
    ),
]
