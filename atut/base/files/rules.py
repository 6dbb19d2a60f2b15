"""How long files stay, by class. Days and articles are data of the funding profile; the classes are fixed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused


class Retention(TextChoices):
    """Retention classes (docs/reference/retention.md)."""

    PROJECT = "project", _("Project records: as the grant agreement says")
    DRAFT = "draft", _("Drafts and uploads that were not used: 30 days")
    IMPORT = "import", _("Import files: 90 days")
    BACKUP = "backup", _("Backups: as the office decides")


class FileGone(Refused):
    """Its time is over."""

    message = _("This file was deleted on %(emptied_at)s, when the time of keeping it was over. Its hash is still in the records.")
