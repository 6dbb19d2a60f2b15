"""Two members close their sheets in the same moment, each in several tabs, then accept the protocol likewise.

`python -m atut.work.committee.tests.race_closing`, database by environment. Prints one JSON line.
"""

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atut.config.settings")

from django.conf import settings

from atut.work.recruitment.tests.race import everywhere, set_up

PEOPLE, TABS = 4, 4


def attempt(verb):
    """What the verb says, or the sentence of its refusal."""
    from django.db import OperationalError

    from atut.base.kernel.errors import Refused

    while True:  # a starved client of SQLite comes again
        try:
            return verb()
        except Refused as refused:
            return str(refused)
        except OperationalError:
            continue


def in_every_tab(seats, verb):
    """The verb by every member in several tabs at once."""
    from atut.work.committee.models import Member

    waiting = [seat.pk for seat in seats for _unused in range(TABS)]

    def work(_chance):
        member = Member.objects.select_related("user", "committee__call__project").get(pk=waiting.pop())
        return attempt(lambda: verb(member))

    return everywhere(work, len(seats) * TABS, 1)["said"]


def race():
    from django.core.management import call_command

    from atut.base.accounts.tests.factories import an_actor
    from atut.base.audit.models import Entry
    from atut.base.kernel import clock
    from atut.base.projects.tests.factories import a_project
    from atut.work.committee import actions
    from atut.work.committee.models import Acceptance, Sheet
    from atut.work.committee.tests.factories import a_judged_call, a_member, acting
    from atut.work.recruitment.actions import close_selection

    settings.ATUT_DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", run_syncdb=True, verbosity=0)
    project = a_project()
    call = a_judged_call(project, people=PEOPLE)
    seats = [a_member(call, is_chair=not number) for number in range(2)]
    for seat in seats:
        for one in call.people:
            actions.save_scores(seat, one, {"motives": 7, "plan": 3}, actor=acting(seat), at=clock.now())

    def close(member):
        return actions.close_sheet(member, actor=acting(member), at=clock.now()).key

    closed = in_every_tab(seats, close)
    coordinator = an_actor("coordinator", project)
    call.applications.update(status="eligible", points=17)  # the check of conditions has tests of its own
    sha256 = close_selection(call, actor=coordinator, at=clock.now()).protocol.sha256

    def accept(member):
        return actions.accept_protocol(member, sha256, actor=acting(member), at=clock.now()).pk

    accepted = in_every_tab(seats, accept)
    keys = {seat.key for seat in seats}
    judged = Entry.objects.filter(event="recruitment.application.judged")
    return {
        "closed": sum(one in keys for one in closed),
        "refused": sorted({one for one in closed if one not in keys}),
        "open": Sheet.objects.filter(closed_at=None).count(),
        "judged": judged.count(),
        "jury": [one.jury for one in call.applications.all()],
        "closings": Entry.objects.filter(event="committee.sheet.closed").count(),
        "acceptances": Acceptance.objects.count(),
        "accepted": [sorted(accepted).count(pk) for pk in sorted(set(accepted))],
    }


if __name__ == "__main__":
    set_up()
    sys.stdout.write(json.dumps(race()) + "\n")
