"""Who can be tried in the demo, and the mail nobody sends."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from atut.base.accounts.models import Membership, User
from atut.base.kernel.roles import Role
from atut.base.kernel.texts import Text
from atut.base.mail.models import Message
from atut.base.projects.models import Project
from atut.work.partnership.models import PersonClaim

ORDER = [
    Role.COORDINATOR,
    Role.OFFICE_LEAD,
    Role.TRAINER,
    Role.PARTICIPANT,
    Role.CONTROLLER,
    Role.COMMITTEE,
    Role.EDITOR,
    Role.ASSESSOR,
    Role.ADMINISTRATOR,
]

SEES = {
    Role.COORDINATOR: _("Sees the whole project: people, calls, groups, figures."),
    Role.OFFICE_LEAD: _("Sees one office only: its people, staff lists, applications."),
    Role.TRAINER: _("Sees own meetings; ticks the list on a phone."),
    Role.PARTICIPANT: _("Sees the own plan, attendance and certificates."),
    Role.CONTROLLER: _("Reads all that stands behind the figures; changes nothing."),
    Role.COMMITTEE: _("Scores applications under codes, accepts the protocol, decides appeals."),
    Role.EDITOR: _("Writes the public pages."),
    Role.ASSESSOR: _("Will score the self-assessment of the office; has no screens yet."),
    Role.ADMINISTRATOR: _("Sees the installation, projects and accounts; no personal data."),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """One invented person one can be: what role, in which office, and the account's key."""

    role: Role
    name: str
    office: str
    user_key: str


def cast(project: Project) -> list[Cast]:
    """Everybody one can be in a project: roles first, then participants who claimed their person. Two queries."""
    held = Membership.objects.filter(until=None, project__in=[project]).select_related("user", "organisation")
    everywhere = Membership.objects.filter(until=None, project=None).select_related("user", "organisation")
    people = [
        Cast(Role(m.role), m.user.name, m.organisation.short_name if m.organisation else "", m.user.key)
        for m in [*held.order_by("pk"), *everywhere.order_by("pk")]
    ]
    claims = PersonClaim.objects.filter(person__project=project).select_related("user").order_by("pk")
    people += [Cast(Role.PARTICIPANT, claim.user.name, "", claim.user.key) for claim in claims]
    return sorted(people, key=lambda one: ORDER.index(one.role))


def account(project: Project, key: str) -> User:
    """An account of the cast; `User.DoesNotExist` for any other."""
    if key not in {one.user_key for one in cast(project)}:
        raise User.DoesNotExist
    return User.objects.get(key=key)


def mail(project: Project, who: str = "") -> "QuerySet[Message]":
    """The project's messages, newest first; with `who`, those to people with that in their name or address."""
    found = Message.objects.filter(project=project).order_by("-created_at", "-pk")
    return found.filter(Q(to_name__icontains=who) | Q(to_email__icontains=who)) if who else found


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another project of the installation: its name, its demo page and its mail, each at its own host."""

    name: Text
    people: str
    mail: str


def other_projects(project: Project) -> list[Elsewhere]:
    """The other projects of the demo, to go and see."""
    others = Project.objects.exclude(pk=project.pk).order_by("pk")
    return [Elsewhere(one.name, one.url("/demo/"), one.url("/demo/mail/")) for one in others]
