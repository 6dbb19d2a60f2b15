"""Seventh stage: what the office says about its project and site, tests of accessibility, an open barrier."""

from datetime import timedelta

from atut.base.kernel import clock
from atut.front.demo.building.setup import Site
from atut.front.duties import actions


def say(site: Site) -> None:
    """The words of the input files, two tests by the verbs; the official signs are left out: the project is not real."""
    known, now = site.inputs.duties, clock.now()
    if not known:
        return
    actor = site.coordinator
    words = known["said"] | {"published_on": site.opening.date(), "contact_email": site.plan["office_email"]}
    actions.say(site.project, words | {"contact_phone": site.plan["office_phone"]}, actor=actor, at=now)
    for test in known["tests"]:
        day = clock.today() - timedelta(days=test["days_ago"])
        same = {name: test[name] for name in ("kind", "tester", "scope_tested", "outcome", "findings")}
        actions.record_test(site.project, actions.TestDetails(**same, tested_on=day), actor=actor, at=now)
    for barrier in known["barriers"]:
        found = clock.today() - timedelta(days=barrier["days_ago"])
        what, why, instead = (barrier[name] for name in ("what", "reason", "instead"))
        actions.report_barrier(site.project, what=what, reason=why, instead=instead, found_on=found, actor=actor, at=now)
