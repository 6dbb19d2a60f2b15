"""The screen of backups. Putting one back is done from the command line: not under a running program."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from atut.base.keeping import actions, permissions, queries, rules
from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import Request, page


@page(permissions.make_backup, methods=("GET",))
def backups(request: Request) -> HttpResponseBase:
    """The archives there are, what was done before, and how to put one back."""
    context = {"backups": queries.backups(), "runs": queries.runs(), "folder": settings.ATUT_BACKUPS}
    return render(request, "keeping/backups.html", context)


@page(permissions.make_backup, methods=("POST",))
def backup_make(request: Request) -> HttpResponseBase:
    """Write a backup now."""
    now = clock.now()
    actions.back_up(queries.folder() / rules.name_of_backup(now), actor=request.actor, at=now)
    messages.success(request, _("The backup is written. Copy it to another machine, and the key file to a third place."))
    return redirect("keeping:backups")


@page(permissions.make_backup, methods=("POST",))
def backup_check(request: Request, name: str) -> HttpResponseBase:
    """Read an archive from end to end: is it whole, and do the keys open it?"""
    source = queries.backup_at(name)
    if source is None:
        raise Http404(name)
    try:
        manifest = actions.check(source)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        words = _("%(name)s is whole and the keys open it: %(rows)s rows, %(files)s files.")
        files = sum(1 for part in manifest.parts if not part.startswith("rows/"))
        messages.success(request, words % {"name": name, "rows": sum(manifest.rows.values()), "files": files})
    return redirect("keeping:backups")
