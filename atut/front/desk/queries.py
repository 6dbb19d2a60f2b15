"""What needs somebody today, what went wrong, what a participant sees: pulled from every room, in the order of the work."""

import importlib
from dataclasses import dataclass
from datetime import datetime

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.roles import Role
from atut.base.kernel.worklist import Item
from atut.base.projects.models import Project
from atut.work.monitoring import queries as monitoring
from atut.work.monitoring.queries import IndicatorFigure
from atut.work.recruitment import queries as recruitment
from atut.work.recruitment.models import Call
from atut.work.recruitment.rules.moves import CallStatus

ROOMS = [
    "base.jobs",
    "base.mail",
    "base.privacy",
    "base.keeping",
    "work.partnership",
    "work.programme",
    "work.recruitment",
    "work.training",
]
ROOMS += ["work.monitoring"]


def waiting(actor: Actor, at: datetime) -> list[Item]:
    """Cards of the start page: late ones first, then in the order of the work."""
    return sorted(_from_all("worklist", actor, at), key=lambda item: not item.is_late)


def wrong(actor: Actor, at: datetime) -> list[Item]:
    """Everything that failed and was not mended."""
    return _from_all("went_wrong", actor, at)


@dataclass(frozen=True)
class Overview:
    """How the newest call and the promises of the grant agreement stand."""

    call: Call | None
    steps: list[tuple[str, int]]
    figures: list[IndicatorFigure]


def overview(actor: Actor, project: Project, at: datetime) -> Overview | None:
    """For the project office and controllers; nobody else needs the whole."""
    if not actor.holds_for_project({Role.COORDINATOR, Role.CONTROLLER}):
        return None
    call = recruitment.desk_calls(actor).exclude(status=CallStatus.DRAFT).first()
    sheet = monitoring.figures_sheet(project, on=clock.local(at).date())
    figures = [one for one in monitoring.project_figures(project, sheet) if one.percent_of_target is not None]
    return Overview(call, recruitment.funnel(call, actor).steps() if call else [], figures[:3])


def _from_all(name: str, actor: Actor, at: datetime) -> list[Item]:
    items: list[Item] = []
    for room in ROOMS:
        try:
            queries = importlib.import_module(f"atut.{room}.queries")
        except ModuleNotFoundError:
            continue
        items += getattr(queries, name, lambda _actor, _at: [])(actor, at)
    return items
