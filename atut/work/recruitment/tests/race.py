"""One process of the race for places: `python -m atut.work.recruitment.tests.race`.

Its database is the one of the environment. It takes a line for each step, `<step> <threads> <seed>`, and answers with one of
JSON; every thread does the same work in another order.
"""

import faulthandler
import json
import os
import random
import sys
import threading
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atut.config.settings")

import django
from django.conf import settings

PLACES, PEOPLE = 100, 130
PATIENCE = 900  # seconds: a step that hangs longer says where every thread stands, and ends; a busy machine is no fault


class _NoMigrations:
    """Tables straight from the models: the race needs a database in seconds."""

    def __contains__(self, label):
        return True

    def __getitem__(self, label):
        return None


def set_up():
    """Before the first question. On a busy machine one of many clients of a SQLite file may starve for minutes: it waits."""
    settings.MIGRATION_MODULES = _NoMigrations()
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        settings.DATABASES["default"]["OPTIONS"]["timeout"] = PATIENCE
    django.setup()


def lay():
    """The tables, and a call of a hundred places with more people than places."""
    from django.core.management import call_command

    from atut.base.projects.tests.factories import a_project
    from atut.work.partnership.tests.factories import a_person
    from atut.work.programme.tests.factories import an_edition
    from atut.work.recruitment.tests.factories_placing import a_past_call, an_eligible_application

    settings.ATUT_DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", run_syncdb=True, verbosity=0)
    project = a_project()
    edition = an_edition(project, capacity=PLACES)
    call = a_past_call(project, {edition: PLACES})
    for number in range(PEOPLE):
        person = a_person(project, pesel="", other_identifier=f"P{number}", birth_date=project.starts_on, sex="f")
        an_eligible_application(call, [edition], points=PEOPLE - number, person=person)
    return {"laid": True}


def everywhere(work, threads, seed):
    """The work in each thread, begun together; what each says, and refusals counted."""
    from django.db import connections

    said, begin = [], threading.Barrier(threads)

    def run(number):
        begin.wait()
        try:
            said.append(work(random.Random(seed * 100 + number)))
        finally:
            connections.close_all()

    running = [threading.Thread(target=run, args=[number]) for number in range(threads)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    return {"said": said}


def coordinator():
    from atut.base.kernel.actors import Actor, Grant
    from atut.base.kernel.roles import Role
    from atut.base.projects.models import Project

    project = Project.objects.get()
    return Actor("race", user_id=1, project_id=project.pk, grants=frozenset({Grant(Role.COORDINATOR, project.pk)}))


def close(_chance):
    from atut.base.kernel import clock
    from atut.work.recruitment.actions import close_selection
    from atut.work.recruitment.models import Call

    return close_selection(Call.objects.get(), actor=coordinator(), at=clock.now()).key


def reply(chance):
    """Everybody answers the first sixty offers: every second one no."""
    from atut.base.kernel import clock
    from atut.base.kernel.errors import Refused
    from atut.work.recruitment.actions import confirm_place, decline_place
    from atut.work.recruitment.queries.places import whole

    actor, done = coordinator(), 0
    places = list(whole().filter(application__points__gt=PEOPLE - 60))
    chance.shuffle(places)
    for place in places:
        verb = decline_place if place.application.points % 2 else confirm_place
        try:
            verb(place, actor=actor, at=clock.now())
            done += 1
            sys.stdout.write(f"{done}\n")
            sys.stdout.flush()
        except Refused:
            continue
    return done


def expire(_chance):
    from atut.base.kernel import clock
    from atut.work.recruitment.tasks import expire_places

    return expire_places(clock.now() + timedelta(days=10))


def offer(_chance):
    """Every free place, by hand, until there is none or nobody waits."""
    from atut.base.kernel import clock
    from atut.base.kernel.errors import Refused
    from atut.work.recruitment.actions import offer_place
    from atut.work.recruitment.models import CallEdition

    opening = CallEdition.objects.select_related("edition__support_form", "call__project").get()
    done = 0
    try:
        while True:
            offer_place(opening, actor=coordinator(), at=clock.now())
            done += 1
    except Refused:
        return done


def count():
    """What is in the database now."""
    from atut.base.audit.models import Entry
    from atut.base.mail.models import Message
    from atut.work.programme.models import Edition
    from atut.work.recruitment.models import Place, Selection
    from atut.work.recruitment.queries.places import ledger

    places = list(Place.objects.values_list("status", flat=True))
    now = ledger(Edition.objects.get())
    return {
        "selections": Selection.objects.count(),
        "places": {status: places.count(status) for status in sorted(set(places))},
        "people": Place.objects.values("application").distinct().count(),
        "balanced": now.is_balanced,
        "free": now.free,
        "offered_events": Entry.objects.filter(event="recruitment.place.offered").count(),
        "declined_events": Entry.objects.filter(event="recruitment.place.declined").count(),
        "offer_mails": Message.objects.filter(kind="recruitment.place_offered").count(),
    }


def main():
    set_up()
    for line in sys.stdin:
        step, threads, seed = line.split()
        faulthandler.dump_traceback_later(PATIENCE, exit=True)
        if step in ("lay", "count"):
            answer = {"lay": lay, "count": count}[step]()
        else:
            work = {"close": close, "answer": reply, "expire": expire, "offer": offer}[step]
            answer = everywhere(work, int(threads), int(seed))
        faulthandler.cancel_dump_traceback_later()
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
