"""Who may copy, put back, or lock anew the whole installation."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role

_KEEPERS = [Role.ADMINISTRATOR, Role.SYSTEM]
make_backup = permission("keeping.backup.make", why=_("Copies the whole installation, without the keys"), roles=_KEEPERS)
restore_backup = permission("keeping.backup.restore", why=_("Replaces all data by those of a backup"), roles=_KEEPERS)
rotate_keys = permission("keeping.keys.rotate", why=_("Encrypts everything anew with a new key"), roles=_KEEPERS)
