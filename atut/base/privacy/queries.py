"""Questions about texts, declarations and requests."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atut.base.files.models import StoredFile
from atut.base.files.queries import records_of
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.personal import DataSet, Kept, Things
from atut.base.kernel.roles import Role
from atut.base.kernel.texts import text_in
from atut.base.kernel.worklist import Item
from atut.base.privacy import permissions, register, rules
from atut.base.privacy.models import DataRequest, Declaration, DeclarationText, Hold, RetentionRun
from atut.base.privacy.rules import TextKind, answer_by, kept_until
from atut.base.projects.models import Project


def current_texts(project: Project, kinds: Iterable[str], at: datetime) -> dict[str, DeclarationText]:
    """The version in force of each kind. A kind that was never published is missing from the answer."""
    rows = DeclarationText.objects.filter(project=project, kind__in=list(kinds), valid_from__lte=at)
    return {row.kind: row for row in rows.order_by("kind", "version")}


def versions(project: Project, kinds: Iterable[str]) -> list[DeclarationText]:
    """Every version of these kinds, also those to come; the newest of each kind last. One query."""
    return list(DeclarationText.objects.filter(project=project, kind__in=list(kinds)).order_by("kind", "version"))


def declarations_about(things: Things) -> QuerySet[Declaration]:
    """What was declared for a person's things: for the copy of the data and for an erasure."""
    return Declaration.objects.filter(about_key__in=things.keys).select_related("text").order_by("declared_at", "pk")


def open_holds(project: Project) -> QuerySet[Hold]:
    """Holds that last, the latest first."""
    return Hold.objects.filter(project=project, lifted_at=None).order_by("-placed_at", "-pk")


def records_until(project: Project) -> date | None:
    """The last day on which the project's records stay; None while the day of the last payment is not known."""
    return kept_until(project.last_payment_on, project.profile.data.get("retention", {}).get("project", {}).get("days"))


def why_records_stay(project: Project, person_key: str, at: datetime) -> Kept | None:
    """The duty that keeps the records of a project, or of one person in it; None when they may go."""
    held = open_holds(project).filter(person_key__in=["", person_key]).first()
    if held is not None:
        day = date_format(clock.local(held.placed_at), "j.m.Y")
        return Kept(_("On hold since %(day)s, because of a dispute or a control (GDPR art. 17(3)(e))") % {"day": day})
    until = records_until(project)
    if until is not None and clock.local(at).date() > until:
        return None
    said = project.profile.data.get("retention", {}).get("project", {}).get("article", {})
    article = text_in(said) or _("Regulation (EU) 2021/1060, art. 82")
    if until is None:
        return Kept(_("Records of the project: %(article)s. The funder's last payment is not entered yet.") % {"article": article})
    return Kept(_("Records of the project: %(article)s") % {"article": article}, until)


@dataclass(frozen=True, slots=True)
class Over:
    """A project whose years are over: whose values and which files go."""

    project: Project
    until: date
    people: list[str]
    files: list[StoredFile]


def records_over(project: Project, at: datetime) -> Over | None:
    """What of a project is due; None while a duty or a hold keeps it, and when nothing is left."""
    until = records_until(project)
    if until is None or why_records_stay(project, "", at):
        return None
    held = held_people(project)
    people = [key for key in register.people_of(project.pk) if key not in held]
    stored = files_over(project)
    return Over(project, until, people, stored) if people or stored else None


def held_people(project: Project) -> set[str]:
    """Keys of the people on a hold of their own."""
    return set(open_holds(project).exclude(person_key="").values_list("person_key", flat=True))


def files_over(project: Project) -> list[StoredFile]:
    """The project's files without those of people on hold. Papers about many people go: a hold on the project keeps those."""
    things = [register.things_of(key) for key in sorted(held_people(project))]
    kept = frozenset[int]().union(*(one.files for one in things))
    return [stored for stored in records_of(project) if stored.pk not in kept]


def projects_over(at: datetime) -> list[Over]:
    """All projects with something due."""
    rows = Project.objects.select_related("profile").exclude(last_payment_on=None).order_by("pk")
    return [over for project in rows if (over := records_over(project, at))]


def declarations_of(about: models.Model) -> list[Declaration]:
    """What was declared for a thing, with the texts, in order of time."""
    named = Declaration.objects.filter(about_type=about._meta.label_lower, about_key=about.key)  # type: ignore[attr-defined]
    return list(named.select_related("text").order_by("declared_at", "pk"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A request on the screen, with the last day to answer."""

    request: DataRequest
    answer_by: date
    is_late: bool
    name: str = ""


def requests_of(actor: Actor, at: datetime) -> list[Asked]:
    """Requests of the project, the open ones first, the oldest first."""
    rows = visible_to(actor).order_by(F("answered_at").desc(nulls_first=True), "received_at", "pk")[:200]
    names = register.names_of(row.person_key for row in rows)
    return [replace(_asked(row, at), name=names.get(row.person_key, "")) for row in rows]


def visible_to(actor: Actor) -> QuerySet[DataRequest]:
    """Requests of the project of the host, for its office and controller."""
    if not permissions.SEE_REQUESTS.allows(actor):
        return DataRequest.objects.none()
    return DataRequest.objects.filter(project=actor.project_id or 0)


def _asked(row: DataRequest, at: datetime) -> Asked:
    last_day = answer_by(clock.local(row.received_at))
    return Asked(row, last_day, row.answered_at is None and clock.local(at).date() > last_day)


Fate = register.Fate  # one row of the answer below, for rooms that show it


def held_on(person_key: str, at: datetime) -> list[Fate]:
    """What is held on a person, for what, and what an erasure would take or leave, until when and why. No values."""
    return register.fates(person_key, at)


def open_requests_of(person_key: str) -> list[Asked]:
    """What the person has asked for and waits for. One query."""
    rows = DataRequest.objects.filter(person_key=person_key, answered_at=None).order_by("received_at", "pk")
    return [Asked(row, answer_by(clock.local(row.received_at)), is_late=False) for row in rows]


@dataclass(frozen=True, slots=True)
class Erased:
    """That somebody's data went, when, and which sets. The key is random and stands for nobody any more."""

    person_key: str
    erased_at: datetime
    sets: frozenset[str]


def erasures() -> list[Erased]:
    """Every erasure that was asked for and done, by the stored answers, the oldest first. One query."""
    rows = DataRequest.objects.filter(kind=rules.RequestKind.ERASURE, answered_at__isnull=False).order_by("answered_at", "pk")
    return [
        Erased(row.person_key, row.answered_at, frozenset(part["set"] for part in row.outcome if part["goes"]))
        for row in rows
        if row.answered_at
    ]


def is_anybody(person_key: str) -> bool:
    """Does anything here still concern this person?"""
    return register.project_of(person_key) is not None


def records_seen_by(actor: Actor, at: datetime) -> list[tuple[Project, date | None, Over | None]]:
    """Projects with the last day of their records and what is due: all for an administrator, else the own one."""
    rows = Project.objects.select_related("profile").order_by("host", "pk")
    if not actor.holds({Role.ADMINISTRATOR}):
        rows = rows.filter(pk=actor.project_id or 0)
    return [(project, records_until(project), records_over(project, at)) for project in rows]


def holds_visible_to(actor: Actor) -> QuerySet[Hold]:
    """Holds that last: of all projects for an administrator, else of the own one."""
    rows = Hold.objects.filter(lifted_at=None).select_related("project").order_by("-placed_at", "-pk")
    return rows if actor.holds({Role.ADMINISTRATOR}) else rows.filter(project=actor.project_id or 0)


@dataclass(frozen=True, slots=True)
class Stopped:
    """A hold on the screen, with the name of the one person it is about."""

    hold: Hold
    name: str


def holds_of(actor: Actor) -> list[Stopped]:
    """Holds for the screen. Names are for the office of the project; an administrator sees keys."""
    rows = list(holds_visible_to(actor))
    names = register.names_of(row.person_key for row in rows) if permissions.SEE_REQUESTS.allows(actor) else {}
    return [Stopped(row, names.get(row.person_key, "")) for row in rows]


def runs() -> QuerySet[RetentionRun]:
    """The last runs of retention."""
    return RetentionRun.objects.order_by("-ran_at", "-pk")[:30]


@dataclass(frozen=True, slots=True)
class Held:
    """One row of the register of processing, in words."""

    title: str
    data_set: DataSet
    plain: list[str]
    encrypted: list[str]


def register_rows() -> list[Held]:
    """What is held, set by set (GDPR art. 30)."""
    return [
        Held(str(rules.SETS.get(one.model, one.model)), one, _words(one.plain), _words((*one.identifier, *one.sensitive)))
        for one in register.data_sets()
        if one.personal
    ]


def _words(names: Iterable[str]) -> list[str]:
    return [str(rules.FIELDS.get(name, name)) for name in names]


def runs_in_words() -> list[tuple[datetime, list[tuple[str, int]]]]:
    """The last runs with the words of what went; what nobody had due is left out."""
    words: dict[str, Any] = {
        **rules.SETS,
        "files": _("Bytes that nothing names"),
        "records.people": _("People after the years of keeping"),
        "records.files": _("Files after the years of keeping"),
    }
    return [(run.ran_at, [(str(words.get(n, n)), count) for n, count in run.counts.items() if count]) for run in runs()]


def texts_of(project: Project) -> list[tuple[str, str, DeclarationText | None]]:
    """Each kind of text with its words and the newest version, or None while it is missing."""
    newest = {row.kind: row for row in DeclarationText.objects.filter(project=project).order_by("kind", "version")}
    return [(kind.value, str(kind.label), newest.get(kind.value)) for kind in TextKind]


def worklist(actor: Actor, at: datetime) -> list[Item]:
    """Requests that wait for an answer: one month, by law."""
    if not permissions.HANDLE_REQUESTS.allows(actor):
        return []
    waiting = [_asked(row, at) for row in visible_to(actor).filter(answered_at=None)]
    if not waiting:
        return []
    words = ngettext("request about personal data", "requests about personal data", len(waiting))
    detail = _("To be answered by %(day)s") % {"day": date_format(min(one.answer_by for one in waiting), "j E Y")}
    return [Item(len(waiting), words, detail, reverse("privacy:requests"), is_late=any(one.is_late for one in waiting))]


def text_initial(newest: DeclarationText | None) -> dict[str, str]:
    """The newest version as the form shows it, to be changed."""
    if newest is None:
        return {}
    return {f"{part}_{code}": getattr(newest, part).get(code, "") for part in ("title", "body") for code in ("pl", "en")}
