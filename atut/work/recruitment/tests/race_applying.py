"""Sixteen clients send applications at once: `python -m atut.work.recruitment.tests.race_applying`, database by environment.

Every client sends the same five people's forms, in another order, and one person of its own. Prints one JSON line.
"""

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atut.config.settings")

from django.conf import settings

from atut.work.recruitment.tests.race import everywhere, set_up

CLIENTS, SHARED = 16, 5


def work_of(call_key, people, own):
    from django.db import OperationalError

    from atut.base.kernel import clock
    from atut.base.kernel.actors import anonymous
    from atut.work.recruitment.actions import submit
    from atut.work.recruitment.models import Call
    from atut.work.recruitment.tests.factories import application_data

    def work(chance):
        call = Call.objects.select_related("project").get(key=call_key)
        mine = [*people, own.pop()]
        chance.shuffle(mine)
        for person in mine:
            token = f"{chance.getrandbits(100):x}"
            data = application_data(call, person=person, form_token=token)
            while True:  # a starved client of SQLite comes again with the same form: its token makes that safe
                try:
                    submit(call, data, actor=anonymous(call.project_id), at=clock.now())
                except OperationalError:
                    continue
                break
        return len(mine)

    return work


def main():
    set_up()
    from django.core.management import call_command

    from atut.base.projects.tests.factories import a_project
    from atut.work.partnership.tests.factories import a_partner, details
    from atut.work.recruitment.models import Application, RepeatedForm
    from atut.work.recruitment.tests.factories import a_call

    settings.ATUT_DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", run_syncdb=True, verbosity=0)
    project = a_project()
    a_partner(project)
    call = a_call(project)
    people, own = [details() for _unused in range(SHARED)], [details() for _unused in range(CLIENTS)]
    said = everywhere(work_of(call.key, people, own), CLIENTS, 1)["said"]
    numbers = [*Application.objects.values_list("number", flat=True), *RepeatedForm.objects.values_list("number", flat=True)]
    answer = {
        "finished": len(said),
        "applications": Application.objects.count(),
        "people": Application.objects.values("person").distinct().count(),
        "forms": len(numbers),
        "numbers": len(set(numbers)),
        "highest": max(int(number[-4:]) for number in numbers),
    }
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
