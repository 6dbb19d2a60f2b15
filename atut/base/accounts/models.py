"""Users, memberships (what a user is, where, from when to when), invitations."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from atut.base.kernel.actors import Actor, Scope
from atut.base.kernel.keys import KeyField
from atut.base.kernel.roles import Role
from atut.base.projects.models import Organisation, Project


class Users(BaseUserManager["User"]):
    """Makes users; Django's auth asks for it."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with an e-mail as the name to sign in with."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Django's own superuser: for Wagtail's technical rights; our screens do not know it."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """An account of this installation. What it may do stands in memberships, never here."""

    key = KeyField()
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=160)
    language = models.CharField(max_length=8, default="pl")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False, help_text="May open Wagtail's admin")
    joined_at = models.DateTimeField(auto_now_add=True)
    session_round = models.PositiveIntegerField(default=0, help_text="Raised: every open session ends")

    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """For Django and Wagtail."""
        return self.name

    def get_session_auth_hash(self) -> str:
        """What an open session must still agree with: the password and the round."""
        return self._session_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under the keys that were in use before a rotation."""
        return (self._session_hash(key) for key in settings.SECRET_KEY_FALLBACKS)

    def _session_hash(self, secret: str | bytes) -> str:
        given = f"{self.password} {self.session_round}"
        return salted_hmac("atut.accounts.session", given, secret=secret, algorithm="sha256").hexdigest()

    def scope(self) -> Scope:
        """Accounts belong to the installation."""
        return Scope(None)


class Memberships(models.QuerySet["Membership"]):
    """Roles an actor may see."""

    def visible_to(self, actor: Actor) -> "Memberships":
        """An administrator sees all; the project office and the controller those of their project."""
        if actor.holds({Role.ADMINISTRATOR}):
            return self
        if actor.holds_for_project({Role.COORDINATOR, Role.CONTROLLER}):
            return self.filter(project=actor.project_id or 0)
        return self.none()


class Membership(models.Model):
    """A role in a project, for some roles in one office. Ended, never deleted."""

    key = KeyField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    project = models.ForeignKey(Project, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = Memberships.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(until=None, project=None), name="one_open_role_in_installation"
            ),
            models.UniqueConstraint(
                fields=["user", "role", "project"],
                condition=Q(until=None, organisation=None, project__isnull=False),
                name="one_open_role_in_project",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "project", "organisation"],
                condition=Q(until=None, organisation__isnull=False),
                name="one_open_role_in_office",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.project_id)


class Invitation(models.Model):
    """An invitation by e-mail to take a role. The link is single-purpose and expires."""

    key = KeyField()
    email = models.EmailField()
    name = models.CharField(max_length=160)
    project = models.ForeignKey(Project, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.project_id)
