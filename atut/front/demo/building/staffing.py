"""Each office brings its own staff list, in whatever shape its clerk keeps it."""

from datetime import timedelta

from atut.front.demo.building.setup import Site
from atut.work.partnership import actions


def bring_lists(site: Site) -> None:
    """One list an office, by its lead (the coordinator where an office has none), in the project's second week."""
    leads = {user["organisation"]: user["code"] for user in site.plan["users"] if user["role"] == "office_lead"}
    for number, path in enumerate(site.inputs.staff_lists()):
        actor = site.actor(leads[path.stem]) if path.stem in leads else site.coordinator
        at = site.opening + timedelta(days=8, minutes=7 * number)
        brought = actions.bring_staff_list(
            site.project, site.organisations[path.stem], content=path.read_bytes(), name=path.name, actor=actor, at=at
        )
        actions.apply_staff_list(brought, actor=actor, at=at + timedelta(minutes=5))
