"""Accounts: who may sign in, with what role, from when to when."""

from django.utils.translation import gettext_lazy as _

from atut.base.accounts import actions, queries
from atut.base.kernel.personal import DataSet

_BASIS = _("GDPR art. 6(1)(c) and art. 32: access only for named, authorised people")
_RETENTION = _("As the project's records: the audit trail must name who acted")

DATA_SETS = [
    DataSet(
        model="accounts.User",
        purpose=_("Signing in"),
        basis=_BASIS,
        retention=_RETENTION,
        plain=("email", "name", "language"),
        technical=("key", "password", "last_login", "is_superuser", "is_active", "is_staff", "joined_at", "session_round"),
        for_things=queries.own_accounts,
        erase_things=actions.erase_accounts,
    ),
    DataSet(
        model="accounts.Membership",
        purpose=_("What somebody may see and do, and when"),
        basis=_BASIS,
        retention=_RETENTION,
        plain=("user", "role", "since", "until"),
        technical=("key", "project", "organisation"),
        for_things=queries.roles_of,
    ),
    DataSet(
        model="accounts.Invitation",
        purpose=_("Inviting somebody to a role"),
        basis=_BASIS,
        retention=_("90 days after it was sent, accepted or not"),
        plain=("email", "name", "role"),
        technical=("key", "project", "organisation", "invited_at", "expires_at", "accepted_at", "withdrawn_at"),
        due=queries.invitations_due,
        purge=actions.purge_due_invitations,
    ),
]
