"""One worker that explains a long list: `python -m atut.work.recruitment.tests.race_explaining`, database by environment.

It takes a line for each step and answers with one of JSON. Two of the steps end in kill -9, by its own hand so that it comes at
the same moment each time: between two pieces, and in the middle of one, when the wishes are written and the list is not yet.
"""

import faulthandler
import json
import os
import signal
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atut.config.settings")

from django.conf import settings

from atut.work.recruitment.tests.race import PATIENCE, coordinator, set_up
from atut.work.selection.rules import changes

PIECE, PEOPLE, PLACES = 4, 17, 3


def lay():
    """The tables, and a closed list longer than what is explained at once."""
    from django.core.management import call_command

    from atut.base.projects.tests.factories import a_project
    from atut.work.partnership.tests.factories import a_person
    from atut.work.programme.tests.factories import an_edition
    from atut.work.recruitment.tests.factories_placing import a_past_call, an_eligible_application

    settings.ATUT_DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", run_syncdb=True, verbosity=0)
    project = a_project()
    first, second = (an_edition(project, capacity=PLACES) for _unused in range(2))
    call = a_past_call(project, {first: PLACES, second: 1}, bound=50)
    for number in range(PEOPLE):
        person = a_person(project, pesel="", other_identifier=f"P{number}", birth_date=project.starts_on, sex="f")
        an_eligible_application(call, [first, second] if number % 3 else [first], points=PEOPLE - number // 2, person=person)
    from atut.base.kernel import clock
    from atut.work.recruitment.actions import close_selection

    return {"is_explained": close_selection(call, actor=coordinator(), at=clock.now()).is_explained}


def explain():
    """Run after run until nobody waits; how many people each explained."""
    from atut.base.kernel import clock
    from atut.work.recruitment.queries.explaining import unexplained
    from atut.work.recruitment.tasks import explain_lists

    kept = []
    while unexplained():
        kept.append(explain_lists(clock.now()))
    return {"kept": kept}


def die_between():
    """One piece, then kill -9."""
    from atut.base.kernel import clock
    from atut.work.recruitment.tasks import explain_lists

    explain_lists(clock.now())
    os.kill(os.getpid(), signal.SIGKILL)


def die_writing():
    """Kill -9 inside a piece: its wishes are written, the list is about to be."""
    from django.db import connection

    def fall(execute, sql, *args):
        if sql.startswith('UPDATE "recruitment_selection"'):
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, *args)

    with connection.execute_wrapper(fall):
        return explain()


def count():
    """What is kept now, with the list and with the wishes, and what it should be: worked out at once from the frozen data."""
    from atut.base.audit.models import Entry
    from atut.base.mail.models import Message
    from atut.work.recruitment.models import Choice, Selection
    from atut.work.recruitment.queries.explaining import names_of
    from atut.work.selection.rules import frozen
    from atut.work.selection.rules.reasons import changes_in

    selection = Selection.objects.select_related("call").get()
    outcome, terms = frozen.selected(selection.input), frozen.terms_of(selection.input)
    openings = selection.call.openings.select_related("edition__support_form").order_by("edition__key")
    everybody = changes_in(outcome, terms, names_of(terms, openings), frozenset(changes.to_explain(outcome)))
    wishes = {}
    for choice in Choice.objects.select_related("application").order_by("pk"):
        said = [one for one in choice.reasons if one["code"] in changes.What.values]
        wishes.setdefault(choice.application.code, []).extend(said)
    told = Entry.objects.filter(event="recruitment.selection.explained").values_list("count", flat=True)
    return {
        "with_list": selection.changes,
        "with_wishes": {code: said for code, said in wishes.items() if said},
        "wanted": everybody,
        "is_explained": selection.is_explained,
        "told": sorted(told),
        "notices": sorted(Message.objects.filter(kind="recruitment.explained").values_list("about_key", flat=True)),
        "has_annex": selection.annex_id is not None,
    }


def main():
    set_up()
    changes.AT_ONCE = PIECE  # so that a list made in a moment is a long one, explained in several pieces
    from atut.work.recruitment.queries import explaining

    explaining.AT_ONCE = PIECE
    steps = {"lay": lay, "explain": explain, "die_between": die_between, "die_writing": die_writing, "count": count}
    for line in sys.stdin:
        faulthandler.dump_traceback_later(PATIENCE, exit=True)
        answer = steps[line.split()[0]]()
        faulthandler.cancel_dump_traceback_later()
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
