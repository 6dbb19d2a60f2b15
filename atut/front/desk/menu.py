"""The menu of the signed-in person: the rooms, in the order of the work, that the person may open."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.actors import Actor
from atut.base.kernel.roles import Role

OFFICE = frozenset({Role.COORDINATOR, Role.CONTROLLER})
ADMIN = OFFICE | {Role.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: where to, its words, whether it is the room now open."""

    url: str
    title: str | Promise
    is_current: bool = False


# (name of the URL, words, who finds it in the menu); the room's own permission decides who may open it
DESK: tuple[tuple[str, Promise, frozenset[Role]], ...] = (
    ("desk:today", _("Today"), ADMIN | {Role.OFFICE_LEAD, Role.COMMITTEE, Role.EDITOR}),
    ("training:my_sessions", _("My sessions"), frozenset({Role.TRAINER})),
    ("partnership:people", _("People"), OFFICE | {Role.OFFICE_LEAD}),
    ("programme:forms", _("Programme"), OFFICE),
    ("recruitment:calls", _("Recruitment"), OFFICE | {Role.OFFICE_LEAD}),
    ("recruitment:own_people", _("Our applications"), frozenset({Role.OFFICE_LEAD})),
    ("committee:my_committees", _("Committees"), OFFICE | {Role.COMMITTEE}),
    ("training:groups", _("Groups"), OFFICE),
    ("training:participations", _("Participants"), OFFICE | {Role.OFFICE_LEAD}),
    ("monitoring:indicators", _("Figures"), OFFICE),
    ("page_editing", _("Public pages"), frozenset({Role.EDITOR})),
    ("voices:comments", _("Comments"), frozenset({Role.EDITOR, Role.COORDINATOR})),
    ("duties:duties", _("Duties"), frozenset({Role.EDITOR, Role.COORDINATOR})),
    ("desk:administration", _("Administration"), ADMIN),
)


def entries(request: HttpRequest) -> list[Entry]:
    """The items for this request; none for a visitor, the own plan for somebody without a role."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not actor.is_signed_in:
        return []
    items = [(name, title) for name, title, roles in DESK if actor.roles & roles]
    if not items:
        items = [("desk:mine", _("My plan")), ("desk:my_data", _("My data"))]
    found = [(reverse(name), title) for name, title in items]
    here = _room_of(request.path, [url for url, _title in found]) or _room_of_view(request)
    return [Entry(url, title, url == here) for url, title in found]


@dataclass(frozen=True, slots=True)
class Door:
    """A way into one part of the machine room, with what is behind it."""

    url: str
    title: str | Promise
    detail: str | Promise


DOORS: tuple[tuple[str, Promise, Promise, frozenset[Role]], ...] = (
    ("projects:projects", _("Projects"), _("Addresses, languages, dates, the funder's rules"), frozenset({Role.ADMINISTRATOR})),
    (
        "site_open",
        _("Public site"),
        _("Open it, or make what it lacks"),
        frozenset({Role.ADMINISTRATOR, Role.COORDINATOR}),
    ),
    ("accounts:members", _("People with roles"), _("Invite, change, end; a lost second factor"), ADMIN - {Role.CONTROLLER}),
    ("partnership:partners", _("Partners and goals"), _("Offices, contact, gminas, the hierarchy of goals"), OFFICE),
    (
        "projects:organisations",
        _("Register of organisations"),
        _("Gmina offices and their units, for all projects"),
        frozenset({Role.ADMINISTRATOR, Role.COORDINATOR}),
    ),
    ("mail:messages", _("Messages"), _("What was sent, what failed, what waits to be told"), OFFICE),
    ("audit:entries", _("Audit trail"), _("Who did or saw what, when"), OFFICE),
    ("privacy:requests", _("Personal data"), _("Requests of people, what is kept until when"), OFFICE),
    (
        "privacy:retention",
        _("Keeping and deleting"),
        _("What goes at night, what stops it"),
        frozenset({Role.ADMINISTRATOR}),
    ),
    ("faults:faults", _("Pages that broke"), _("The code a caller reads out, how often it came"), ADMIN),
    ("jobs:jobs", _("Jobs"), _("What runs by itself and how it went"), ADMIN - {Role.CONTROLLER}),
    (
        "keeping:backups",
        _("Backups"),
        _("When the last one was made, is it whole, how to put it back"),
        frozenset({Role.ADMINISTRATOR}),
    ),
    ("desk:wrong", _("What went wrong"), _("Everything that failed and was not mended"), ADMIN),
)


def doors(actor: Actor) -> list[Door]:
    """What this person finds in the machine room."""
    return [Door(reverse(name), title, detail) for name, title, detail, roles in DOORS if actor.roles & roles]


def _room_of(path: str, urls: list[str]) -> str:
    """The item whose path begins the path of the page. Today is a page, no room; the machine room has doors."""
    today, machines = reverse("desk:today"), reverse("desk:administration")
    rooms = {url: url for url in urls if url != today or path == today}
    rooms |= {door: machines for name, *_more in DOORS if (door := reverse(name)) not in rooms}
    return rooms[max((url for url in rooms if path.startswith(url)), key=len)] if any(map(path.startswith, rooms)) else ""


def _room_of_view(request: HttpRequest) -> str:
    """For addresses that begin otherwise than their room's list: applications and places belong to the calls."""
    room = request.resolver_match.namespace if request.resolver_match else ""
    return next((reverse(name) for name, *_more in DESK if room != "desk" and name.startswith(f"{room}:")), "")
