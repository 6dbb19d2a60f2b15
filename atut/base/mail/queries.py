"""Questions about the outbox. Subjects are encrypted, so a list shows kinds and states."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.personal import Things
from atut.base.kernel.worklist import Item
from atut.base.mail import permissions
from atut.base.mail.models import Message
from atut.base.mail.rules import UNTOLD, State
from atut.base.projects.models import Organisation, Project

_employments: dict[str, str] = {}


def post_by(about_type: str, employment: str) -> None:
    """A later room says here which employment leads to the person a notice about such a thing is for (from `AppConfig.ready`)."""
    _employments[about_type] = employment


def offices_of(project: Project, messages: Iterable[Message], at: datetime) -> Mapping[int, Organisation]:
    """Where a letter reaches its person: the office where they work now, by message. One query for each kind of thing, and one.

    What somebody gave for statistics, such as the own address, is not taken for letters. None where the office is not known,
    and for what goes to the project office itself.
    """
    things: dict[str, dict[str, list[int]]] = {}
    for one in messages:
        if one.about_type in _employments and (not one.to_email or one.to_email != project.office_email):
            things.setdefault(one.about_type, {}).setdefault(one.about_key, []).append(one.pk)
    found: dict[int, int] = {}
    for about_type, keys in things.items():
        for key, office in _working_at(about_type, list(keys), at):
            found |= dict.fromkeys(keys[key], office)
    offices = Organisation.objects.in_bulk(set(found.values()))
    return {pk: offices[office] for pk, office in found.items()}


def _working_at(about_type: str, keys: Sequence[str], at: datetime) -> Iterable[tuple[str, int]]:
    """The newest employment comes last, so it stays."""
    path, today = _employments[about_type], clock.local(at).date()
    there = Q(**{f"{path}__until": None}) | Q(**{f"{path}__until__gt": today})
    rows = apps.get_model(about_type)._default_manager.filter(there, key__in=keys, **{f"{path}__isnull": False})
    return rows.order_by(f"{path}__since", f"{path}__pk").values_list("key", f"{path}__organisation")


def messages_of(actor: Actor, *, state: str = "", word: str = "") -> QuerySet[Message]:
    """The messages of the project, newest first. `word`: a name, an address, a kind."""
    rows = visible_to(actor).defer("text").order_by("-created_at", "-pk")
    if state:
        rows = rows.filter(state=state)
    if word:
        rows = rows.filter(to_name__icontains=word) | rows.filter(to_email__icontains=word) | rows.filter(kind__icontains=word)
    return rows


def untold(actor: Actor) -> QuerySet[Message]:
    """People who do not know yet: without e-mail, or their mail failed or came back. Person by person, the oldest first."""
    return visible_to(actor).filter(state__in=UNTOLD).defer("text").order_by("to_name", "created_at", "pk")


def chosen(actor: Actor, keys: Sequence[str]) -> list[Message]:
    """The ticked ones of them, with their texts, as the list has them. One query."""
    rows = visible_to(actor).filter(state__in=UNTOLD, key__in=keys)
    return list(rows.order_by("to_name", "created_at", "pk"))


def visible_to(actor: Actor) -> QuerySet[Message]:
    """Messages of the project of the host, for its office and controller."""
    if not permissions.SEE.allows(actor):
        return Message.objects.none()
    return Message.objects.filter(project=actor.project_id or 0)


def messages_about(things: Things) -> QuerySet[Message]:
    """The messages about a person's things, the oldest first: for the copy of the data and for an erasure."""
    return Message.objects.filter(about_key__in=things.keys).exclude(state=State.ERASED).order_by("created_at", "pk")


def worklist(actor: Actor, _at: datetime) -> list[Item]:
    """Notices for people without e-mail wait for somebody with a telephone or an envelope."""
    count = _count(actor, State.PAPER)
    words = ngettext("message to print or tell", "messages to print or tell", count)
    return [Item(count, words, _("These people have no e-mail"), reverse("mail:untold"))] if count else []


def went_wrong(actor: Actor, _at: datetime) -> list[Item]:
    """Messages that could not be sent after the last try."""
    count = _count(actor, State.FAILED)
    words = ngettext("message could not be sent", "messages could not be sent", count)
    return [Item(count, words, _("Mend the address or tell the person"), reverse("mail:untold"), is_late=True)] if count else []


def _count(actor: Actor, state: Any) -> int:
    return visible_to(actor).filter(state=state).count() if permissions.HANDLE.allows(actor) else 0
