"""Setting up projects, organisations, funding profiles and the classes of gminas; numbers of series."""

import hashlib
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.identifiers import nip as read_nip
from atut.base.kernel.identifiers import postcode as read_postcode
from atut.base.kernel.identifiers import regon as read_regon
from atut.base.kernel.polish import sort_key
from atut.base.projects import permissions, rules
from atut.base.projects.imports import TercRow, TercWrong
from atut.base.projects.models import Commune, FundingProfile, Organisation, Project, Sign
from atut.base.projects.rules import signs

Text = dict[str, str]


@dataclass(frozen=True)
class ProjectDetails:
    """What an administrator says about a project."""

    slug: str
    host: str
    name: Text
    code_prefix: str
    profile: FundingProfile
    starts_on: date
    ends_on: date
    languages: list[str] = field(default_factory=lambda: ["pl", "en"])
    tagline: Text = field(default_factory=dict)
    summary: Text = field(default_factory=dict)
    number: str = ""
    value_total: Decimal | None = None
    value_eu: Decimal | None = None
    last_payment_on: date | None = None
    office_name: Text = field(default_factory=dict)
    office_address: str = ""
    office_person: str = ""
    office_phone: str = ""
    office_email: str = ""
    office_hours: Text = field(default_factory=dict)
    as_if_note: Text = field(default_factory=dict)


@dataclass(frozen=True)
class OrganisationDetails:
    """What is known about an organisation. A unit under a gmina that uses the gmina's NIP has none of its own."""

    kind: str
    name: str
    short_name: str
    parent: Organisation | None = None
    nip: str = ""
    regon: str = ""
    commune: Commune | None = None
    street: str = ""
    locality: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    hours: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SignDetails:
    """An official file and where it comes from."""

    code: str
    variant: str
    name: Text
    content: bytes
    source: str


@action
def create_project(details: ProjectDetails, *, actor: Actor, at: datetime) -> Project:
    """Open a project: from now on its host answers."""
    permissions.MANAGE.require(actor)
    project = Project(**_checked_project(details, own=None))
    project.save()
    record("projects.project.created", project, actor=actor, at=at, fields=_named(details))
    return project


@action
def change_project(project: Project, details: ProjectDetails, *, actor: Actor, at: datetime) -> Project:
    """Change a project's settings. Numbers already given keep their old prefix; old links die with an old host."""
    permissions.MANAGE.require(actor)
    project = Project.objects.select_for_update().get(pk=project.pk)
    changed = _set(project, _checked_project(details, own=project.pk))
    project.save(update_fields=changed or None)
    record("projects.project.changed", project, actor=actor, at=at, fields=changed)
    return project


@action
def add_organisation(details: OrganisationDetails, *, actor: Actor, at: datetime) -> Organisation:
    """Enter a gmina office, a GOPS, a union. It joins a project as a Partner, in the room partnership."""
    permissions.MANAGE_ORGANISATIONS.require(actor)
    organisation = Organisation(**_checked_organisation(details, own=None))
    organisation.save()
    record("projects.organisation.added", organisation, actor=actor, at=at, fields=_named(details))
    return organisation


@action
def change_organisation(organisation: Organisation, details: OrganisationDetails, *, actor: Actor, at: datetime) -> Organisation:
    """Change an organisation's name, numbers or address.

    The row is shared by all projects it takes part in (decision 0031), so no coordinator changes what another project sees.
    """
    permissions.CHANGE_ORGANISATION.require(actor, organisation)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    changed = _set(organisation, _checked_organisation(details, own=organisation.pk))
    organisation.save(update_fields=changed or None)
    record("projects.organisation.changed", organisation, actor=actor, at=at, fields=changed)
    return organisation


@action
def load_profile(code: str, data: dict[str, Any], *, name: Text, valid_from: date, actor: Actor, at: datetime) -> FundingProfile:
    """Load what a funder prescribes. Different data make a new version; the same data change nothing.

    Projects keep the version they have until somebody moves them (`use_profile`), so a frozen export can be repeated.
    """
    permissions.MANAGE_PROFILES.require(actor)
    rules.check_polish(name)
    rules.check_profile(data)
    newest = FundingProfile.objects.select_for_update().filter(code=code).order_by("-version").first()
    if newest and (newest.data, newest.name, newest.valid_from) == (data, name, valid_from):
        record("projects.profile.compared", newest, actor=actor, at=at)
        return newest
    version = newest.version + 1 if newest else 1
    profile = FundingProfile.objects.create(code=code, version=version, name=name, valid_from=valid_from, data=data)
    record("projects.profile.loaded", profile, actor=actor, at=at, fields=["data"])
    return profile


@action
def use_profile(project: Project, profile: FundingProfile, *, actor: Actor, at: datetime) -> Project:
    """Move a project to another version of its funder's rules: exports made from now on follow it."""
    permissions.MANAGE.require(actor)
    project = Project.objects.select_for_update().get(pk=project.pk)
    project.profile = profile
    project.save(update_fields=["profile"])
    record("projects.project.changed", project, actor=actor, at=at, fields=["profile"])
    return project


@action
def keep_sign(project: Project, given: SignDetails, *, actor: Actor, at: datetime) -> Sign:
    """Take the official file of a sign; from now on it stands on every page and paper. Another file replaces it."""
    permissions.KEEP_SIGNS.require(actor, project)
    rules.check_polish(given.name)
    values = asdict(signs.check_sign(given.code, given.variant, given.content, given.source))
    sha256 = hashlib.sha256(given.content).hexdigest()
    values |= {"name": given.name, "source": given.source.strip(), "content": given.content, "sha256": sha256, "kept_at": at}
    project = Project.objects.select_for_update().get(pk=project.pk)
    sign, _made = project.signs.update_or_create(code=given.code, variant=given.variant, defaults=values)
    record("projects.project.sign_kept", project, actor=actor, at=at, fields=["signs"])
    return sign


@action
def take_sign_away(sign: Sign, *, actor: Actor, at: datetime) -> None:
    """Take a wrong file away: where it stood, the desk says again that the sign is missing."""
    permissions.KEEP_SIGNS.require(actor, sign)
    record("projects.project.sign_taken_away", sign.project, actor=actor, at=at, fields=["signs"])
    sign.delete()


@action
def confirm_degurba(commune: Commune, *, degurba: int, year: int, source: str, actor: Actor, at: datetime) -> Commune:
    """Say that a gmina's class was compared with the source: from now on it counts in figures."""
    permissions.CONFIRM_DEGURBA.require(actor)
    rules.check_degurba(degurba, year, source)
    commune = Commune.objects.select_for_update().get(pk=commune.pk)
    commune.degurba, commune.degurba_year, commune.degurba_source = degurba, year, source.strip()
    commune.degurba_confirmed_at, commune.degurba_confirmed_by = at, actor.label
    commune.save()
    record("projects.commune.degurba_confirmed", commune, actor=actor, at=at, fields=["degurba", "degurba_year", "degurba_source"])
    return commune


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a list of communes changed."""

    added: int
    changed: int
    unchanged: int


@action
def load_communes(rows: list[TercRow], *, actor: Actor, at: datetime) -> Loaded:
    """Take over a list of communes by their TERC codes (source: GUS, TERYT). The same list again changes nothing.

    A class (DEGURBA) that comes with the list is unverified; one that somebody confirmed is left alone.
    """
    permissions.LOAD_COMMUNES.require(actor)
    if not rows:
        raise TercWrong(what=gettext_lazy("it has no gminas"))
    known = {commune.terc: commune for commune in Commune.objects.select_for_update()}
    added = [_from_terc(Commune(terc=row.terc), row)[0] for row in rows if row.terc not in known]
    compared = [_from_terc(known[row.terc], row) for row in rows if row.terc in known]
    changed = [commune for commune, is_changed in compared if is_changed]
    Commune.objects.bulk_create(added, batch_size=200)
    Commune.objects.bulk_update(changed, _FROM_TERC, batch_size=100)
    record("projects.commune.loaded", Commune.objects.get(terc=rows[0].terc), actor=actor, at=at, count=len(added) + len(changed))
    return Loaded(len(added), len(changed), len(compared) - len(changed))


_FROM_TERC = ["name", "name_sort", "kind", "powiat", "voivodeship", "as_of", "degurba", "degurba_source"]


def _from_terc(commune: Commune, row: TercRow) -> tuple[Commune, bool]:
    wanted = {name: getattr(row, name) for name in ("name", "kind", "powiat", "voivodeship", "as_of")}
    wanted["name_sort"] = sort_key(row.name)
    if row.degurba_source and commune.degurba_confirmed_at is None:
        wanted |= {"degurba": row.degurba, "degurba_source": row.degurba_source}
    changed = [name for name, value in wanted.items() if getattr(commune, name) != value]
    for name in changed:
        setattr(commune, name, wanted[name])
    return commune, bool(changed)


@transaction.atomic(savepoint=False)
def next_number(project: Project, *, series: str, year: int) -> int:
    """The next number of a series, one a project and year: `next_number(project, series="certificate", year=2026)`.

    Call it in the transaction of the verb that uses it: a rollback gives the number back, and the series has no gaps; the
    counter's row is locked until then, so no two processes get the same number. `written_number` prints it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [project.pk, series, year])
        return int(cursor.fetchone()[0])


# One statement counts, locks and tells, in the same words on both databases.
_NEXT = """
    INSERT INTO projects_counter (project_id, series, year, "last") VALUES (%s, %s, %s, 1)
    ON CONFLICT (project_id, series, year) DO UPDATE SET "last" = projects_counter."last" + 1
    RETURNING "last"
"""


def written_number(project: Project, number: int, year: int, *, letter: str = "") -> str:
    """As people read it: `UGP/2026/0047`; with a letter that tells the series apart, `UGP/Z/2026/0047`."""
    return "/".join(part for part in (project.code_prefix, letter, str(year), f"{number:04d}") if part)


def _checked_project(details: ProjectDetails, *, own: int | None) -> dict[str, Any]:
    known = [code for code, _name in settings.LANGUAGES]
    host, prefix = rules.host_name(details.host), rules.code_prefix(details.code_prefix)
    rules.check_polish(details.name)
    rules.check_period(details.starts_on, details.ends_on)
    rules.check_languages(details.languages, known)
    others = Project.objects.exclude(pk=own or 0)
    if others.filter(host=host).exists():
        raise rules.HostTaken(host=host)
    if others.filter(code_prefix=prefix).exists():
        raise rules.PrefixTaken(prefix=prefix)
    return _values(details) | {"host": host, "code_prefix": prefix}


def _checked_organisation(details: OrganisationDetails, *, own: int | None) -> dict[str, Any]:
    nip = read_nip(details.nip) if details.nip else ""
    if nip and (owner := Organisation.objects.exclude(pk=own or 0).filter(nip=nip).first()):
        raise rules.NipTaken(nip=nip, name=owner.name)
    return _values(details) | {
        "nip": nip,
        "regon": read_regon(details.regon) if details.regon else "",
        "postcode": read_postcode(details.postcode) if details.postcode else "",
        "name_sort": sort_key(details.name),
    }


def _values(details: ProjectDetails | OrganisationDetails) -> dict[str, Any]:
    return {name: getattr(details, name) for name in details.__dataclass_fields__}


def _named(details: ProjectDetails | OrganisationDetails) -> list[str]:
    return [name for name, value in _values(details).items() if value not in ("", None, {})]


def _set(thing: Project | Organisation, values: dict[str, Any]) -> list[str]:
    changed = sorted(name for name, value in values.items() if getattr(thing, name) != value)
    for name in changed:
        setattr(thing, name, values[name])
    return changed
