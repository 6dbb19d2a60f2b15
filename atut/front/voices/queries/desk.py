"""Moderation: what waits, what was reported, what was decided; and what needs somebody today."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from atut.base.kernel.actors import Actor
from atut.base.kernel.worklist import Item
from atut.front.voices import permissions
from atut.front.voices.models import Comment, Letter
from atut.front.voices.rules.moves import Status

LATE = timedelta(days=2)
STUCK = timedelta(hours=1)


def visible_to(actor: Actor) -> QuerySet[Comment]:
    """Comments of the project of the host, for those who moderate. The e-mail is not read."""
    if not permissions.moderate.allows(actor):
        return Comment.objects.none()
    return Comment.objects.filter(project=actor.project_id or 0).defer("email")


def comments(actor: Actor, which: str) -> QuerySet[Comment]:
    """One view of the desk: waiting (the oldest first), reported, shown, rejected (the newest first)."""
    rows = visible_to(actor).select_related("topic", "parent")
    rows = rows.annotate(open_reports=Count("reports", filter=Q(reports__settled_at=None)))
    if which == "reported":
        return rows.filter(open_reports__gt=0, status=Status.SHOWN).order_by("confirmed_at", "pk")
    if which == Status.WAITING:
        return rows.filter(status=which).order_by("confirmed_at", "pk")
    return rows.filter(status=which).order_by("-decided_at", "-pk")


def counts(actor: Actor) -> dict[str, int]:
    """How many stand in each view. One query."""
    found = visible_to(actor).aggregate(
        waiting=Count("pk", filter=Q(status=Status.WAITING), distinct=True),
        reported=Count("pk", filter=Q(status=Status.SHOWN, reports__settled_at=None, reports__isnull=False), distinct=True),
        shown=Count("pk", filter=Q(status=Status.SHOWN), distinct=True),
        rejected=Count("pk", filter=Q(status=Status.REJECTED), distinct=True),
    )
    return {name: number or 0 for name, number in found.items()}


def complaints(rows: Iterable[Comment]) -> dict[int, list[str]]:
    """What readers said of these comments, in words. One query."""
    from atut.front.voices.models import Report

    found: dict[int, list[str]] = {}
    reports = Report.objects.filter(comment__in=[row.pk for row in rows], settled_at=None).order_by("reported_at", "pk")
    for report in reports:
        words = str(report.get_complaint_display())
        known = found.setdefault(report.comment_id, [])
        if words not in known:
            known.append(words)
    return found


def ticked(actor: Actor, keys: Iterable[str]) -> list[Comment]:
    """The comments chosen in the list, as they are now. One query."""
    return list(visible_to(actor).filter(key__in=list(keys)).select_related("topic", "project").order_by("confirmed_at", "pk"))


def worklist(actor: Actor, at: datetime) -> list[Item]:
    """Comments wait for somebody to look: new ones, and shown ones that readers reported. One query."""
    if not permissions.moderate.allows(actor):
        return []
    found, items, desk = counts(actor), [], reverse("voices:comments")
    if found["reported"]:
        words = ngettext("comment was reported", "comments were reported", found["reported"])
        items.append(
            Item(found["reported"], words, _("Readers say it should not be shown"), f"{desk}?widok=reported", is_late=True)
        )
    if found["waiting"]:
        is_late = visible_to(actor).filter(status=Status.WAITING, confirmed_at__lt=at - LATE).exists()
        words = ngettext("comment waits to be shown", "comments wait to be shown", found["waiting"])
        items.append(Item(found["waiting"], words, _("Approve it, or say why not"), desk, is_late=is_late))
    return items


def went_wrong(actor: Actor, at: datetime) -> list[Item]:
    """Letters somebody asked for and the program did not get to: the worker stands still."""
    if not permissions.moderate.allows(actor):
        return []
    count = Letter.objects.filter(project=actor.project_id or 0, decided_at=None, asked_at__lt=at - STUCK).count()
    words = ngettext("letter that a visitor asked for was not written", "letters that visitors asked for were not written", count)
    detail = _("Recommendations and links to confirm. Is the worker running?")
    return [Item(count, words, detail, reverse("voices:comments"), is_late=True)] if count else []
