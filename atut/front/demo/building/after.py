"""What the office does with a call besides: the signed regulation, declarations that are checked, somebody who comes late."""

from datetime import timedelta
from typing import Any

from atut.base.files.rules import Upload
from atut.base.privacy.queries import current_texts
from atut.front.demo.building.asking import data_of
from atut.front.demo.building.scan import a_scan
from atut.front.demo.building.setup import Site
from atut.work.recruitment import actions
from atut.work.recruitment.actions.checking import check_answer
from atut.work.recruitment.actions.signing import add_signed_regulation
from atut.work.recruitment.models import Application, Call
from atut.work.recruitment.rules.applying import NEEDED
from atut.work.recruitment.rules.checking import Check


def sign(site: Site, call: Call, known: dict[str, Any]) -> None:
    """The regulation as the mayor signed it, beside the call."""
    if "signed_regulation" in known:
        at = site.calendar.moment(known["signed_regulation"], 9)
        add_signed_regulation(call, Upload("regulamin.pdf", a_scan(site.project)), actor=site.coordinator, at=at)


def check(site: Site, came: list[Application], known: dict[str, Any]) -> None:
    """Some of what was declared is compared with documents; the rest still waits."""
    if "checked" not in known:
        return
    plan, at = known["checked"], site.calendar.moment(known["checked"]["day"], 9)
    declared = [one for one in came if one.answers.get(plan["code"])]
    for application, found in zip(declared, plan["found"], strict=False):
        at += timedelta(minutes=5)
        check_answer(application, plan["code"], Check(**found), actor=site.coordinator, at=at)


def join_late(site: Site, call: Call, known: dict[str, Any]) -> None:
    """An application on paper after the list was made: checked, and put after everybody on the reserve lists."""
    received, at = site.calendar.moment(known["received"], 12), site.calendar.moment(known["typed"], 9)
    row = known["row"]
    data = data_of(site, row, list(current_texts(site.project, NEEDED, call.opens_at).values()))
    paper = actions.Paper(row["nr_rejestru"], a_scan(site.project), "zgloszenie.pdf")
    late = actions.join_late(call, data, paper=paper, received_at=received, actor=site.coordinator, at=at)
    actions.assess(late, actor=site.coordinator, at=at + timedelta(minutes=20))
