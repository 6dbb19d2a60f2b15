"""Forms of support and editions for tests, made by the verbs."""

import itertools
from datetime import timedelta

from atut.base.accounts.tests.factories import a_coordinator
from atut.base.kernel import clock
from atut.work.programme import actions, rules
from atut.work.programme.models import Edition

_count = itertools.count(1)


def form_details(**fields):
    number = next(_count)
    known = {
        "kind": "training",
        "code": f"SZK{number}",
        "title": {"pl": f"Prosty język w urzędzie {number}", "en": f"Plain language at the office {number}"},
        "planned_minutes": 960,
    }
    return rules.FormDetails(**{**known, **fields})


def a_support_form(project, goal=None, **fields):
    actor = a_coordinator(project)
    return actions.add_support_form(project, form_details(**fields), goal=goal, actor=actor, at=clock.now())


def edition_details(**fields):
    start = fields.pop("starts_on", clock.today() + timedelta(days=30))
    known = {"starts_on": start, "ends_on": start + timedelta(days=7), "place": "Sabnie, sala nr 4", "capacity": 10}
    return rules.EditionDetails(**{**known, **fields})


def an_edition(project, support_form=None, *, status="planned", **fields):
    """An edition; `status` by trait, whatever its days are."""
    form = support_form or a_support_form(project)
    edition = actions.add_edition(form, edition_details(**fields), actor=a_coordinator(project), at=clock.now())
    if status != "planned":
        Edition.objects.filter(pk=edition.pk).update(status=status)
        edition.refresh_from_db()
    return edition
