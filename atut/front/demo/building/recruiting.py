"""Second stage: calls, applications as they came, the closed lists, everybody's answer to the offer."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor, anonymous
from atut.base.privacy.models import DeclarationText
from atut.base.privacy.queries import current_texts
from atut.front.demo.building import after, asking, judging
from atut.front.demo.building.calendar import is_past
from atut.front.demo.building.inputs import Row
from atut.front.demo.building.scan import a_scan
from atut.front.demo.building.setup import Site
from atut.work.recruitment import actions
from atut.work.recruitment.models import Application, Call, Place
from atut.work.recruitment.rules import links
from atut.work.recruitment.rules.applying import NEEDED, ReasonCode
from atut.work.recruitment.rules.moves import PlaceStatus
from atut.work.recruitment.rules.points import criterion_from
from atut.work.recruitment.rules.regulation import Regulation, regulation_from
from atut.work.selection.rules.terms import EACH

MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Come:
    """An application of the input file, taken."""

    row: Row
    application: Application


def recruit(site: Site) -> None:
    """Every call of the plan, in order."""
    calls = {}
    for known in site.plan["calls"]:
        call = calls[known["code"]] = _write(site, known)
        if known.get("draft"):
            continue
        texts = list(current_texts(site.project, NEEDED, call.opens_at).values())
        rows = [*site.inputs.rows(f"applications/{known['code']}.csv"), *_returning(site, known.get("returning"))]
        wrote = iter(site.inputs.answers.get(known["code"], []))
        came = [_apply(site, call, row | next(wrote, {}), texts) for row in rows]
        asking.ask(site, [(one.row, one.application) for one in came])
        after.sign(site, call, known)
        after.check(site, [one.application for one in came], known)
        if "committee" in known:
            judging.judge(site, call, known)
        if "selected" in known:
            _select(site, call, came, known)
            _follow(site, call, known)
    asking.keep_drafts(site, calls)


def _returning(site: Site, known: dict[str, Any] | None) -> list[Row]:
    """Forms of people who have a place in the same form of support from an earlier call, one for each wish."""
    if known is None:
        return []
    codes = {organisation.pk: code for code, organisation in site.organisations.items()}
    held = Place.objects.filter(edition__support_form=site.forms[known["form"]], status=PlaceStatus.CONFIRMED)
    places = held.select_related("application__person", "application__employment").order_by("pk")
    return [
        {
            **dict.fromkeys(("nr_rejestru", "potrzeby"), ""),
            "minuty_od_otwarcia": str(4000 + 300 * number),
            "kanal": "internet",
            "imie": (person := place.application.person).first_name,
            "nazwisko": person.last_name,
            "pesel": person.pesel,
            "urzad": codes[place.application.employment.organisation_id],
            "stanowisko": place.application.employment.post,
            "email": person.email,
            "telefon": person.phone,
            "wybory": wish,
            "odpowiedzi": "zadania",
            "odpowiedz_na_oferte": "tak",
        }
        for number, (place, wish) in enumerate(zip(places, known["choices"], strict=False))
    ]


def _follow(site: Site, call: Call, known: dict[str, Any]) -> None:
    """What comes after the list."""
    if "committee" in known:
        judging.follow(site, call, known)
    if "swap" in known:
        asking.ask_to_swap(site, call, known["swap"])
    if "late" in known:
        after.join_late(site, call, known["late"])


def _write(site: Site, known: dict[str, Any]) -> Call:
    """Write a call, and publish it unless it stays a draft."""
    opened = [site.editions[code] for code in known["editions"]]
    openings = [actions.Opening(edition, known.get("places", edition.capacity)) for edition in opened]
    lines = (criterion_from(c | {"source": c["from"]}) for c in site.plan[known.get("criteria", "criteria")])
    draft = actions.CallDraft(
        title=known["title"],
        intro=known["intro"],
        opens_at=site.calendar.moment(known["opens"], 8),
        closes_at=site.calendar.moment(known["closes"], 16),
        openings=openings,
        regulation=replace(_regulation(site, known["regulation"]), criteria=tuple(lines)),
    )
    written = site.calendar.moment(min(known["opens"], 0) - 2, 12)
    call = actions.create_call(site.project, draft, actor=site.coordinator, at=written)
    if known.get("draft"):
        return call
    return actions.publish_call(call, actor=site.coordinator, at=written + timedelta(hours=1))


def _regulation(site: Site, known: dict[str, Any]) -> Regulation:
    """The regulation of the plan, which names editions and offices by their codes and days by their distance."""
    lines = [*known.get("bounds", ()), *known.get("pools", ())]
    for line in lines:
        for name, things in (("office", site.organisations), ("edition", site.editions)):
            line[name] = things[line[name]].key if line[name] not in ("", EACH) else line[name]
        if "beside" in line:
            line["beside"] = [site.organisations[code].key for code in line["beside"]]
    rules = regulation_from({name: value for name, value in known.items() if name != "draw_on"})
    returns = site.calendar.moment(known["pools_return"], 0) if "pools_return" in known else None
    draw_on = site.calendar.day(known["draw_on"]) if "draw_on" in known else None
    return replace(rules, pools_return_at=returns, draw_on=draw_on)


def _apply(site: Site, call: Call, row: Row, texts: list[DeclarationText]) -> Come:
    came_at = _in_daytime(call.opens_at + timedelta(minutes=int(row["minuty_od_otwarcia"])))
    data = asking.data_of(site, row, texts)
    if row["kanal"] == "internet":
        data = asking.with_papers(site, call, data, came_at)
        return Come(row, actions.submit(call, data, actor=anonymous(site.project.pk), at=came_at))
    typed_at = min(came_at + timedelta(hours=2), clock.now())
    paper = actions.Paper(row["nr_rejestru"], a_scan(site.project), "zgloszenie.pdf")
    taken = actions.submit(call, data, actor=site.coordinator, at=typed_at, received_at=came_at, paper=paper)
    return Come(row, taken)


def _in_daytime(moment: datetime) -> datetime:
    """People apply between six in the morning and ten in the evening."""
    local = clock.local(moment)
    return local if 6 <= local.hour < 22 else local.replace(hour=9 + local.hour % 8)


def _select(site: Site, call: Call, came: list[Come], known: dict[str, Any]) -> None:
    at = site.calendar.moment(known["selected"], 10)
    checked = site.calendar.moment(known.get("frozen", known["selected"]), 10) - timedelta(days=1)
    for one in came:
        assessed = actions.assess(one.application, actor=site.coordinator, at=checked)
        if any(reason["code"] == ReasonCode.NO_CHOICE for reason in assessed.reasons):
            actions.accept_despite(assessed, known["returning"]["despite"], actor=site.coordinator, at=checked)
    if "frozen" in known:
        actions.freeze_list(call, actor=site.coordinator, at=checked + timedelta(days=1))
    actions.close_selection(call, actor=site.coordinator, at=at, public_value=known.get("drawn", ""))
    answers = {one.application.pk: one.row["odpowiedz_na_oferte"] for one in came}
    # offers are answered the next day; freed places go on to the next person until nobody has to answer any more
    moment = at + timedelta(hours=22)
    while moment < at + MONTH and is_past(moment) and _answer(site, call, answers, moment):
        moment += timedelta(days=1)


def _answer(site: Site, call: Call, answers: dict[int, str], at: datetime) -> bool:
    """One day of answers; True while somebody still has to answer."""
    offered = Place.objects.filter(application__call=call, status=PlaceStatus.OFFERED).order_by("pk")
    waiting = list(offered.select_related("application__call", "application__employment"))
    for place in waiting:
        answer = answers[place.application_id]
        if answer == "tak":
            actions.confirm_place(place, actor=_bearer(site, place), at=at)
        elif answer == "nie":
            actions.decline_place(place, actor=_bearer(site, place), at=at)
        elif place.answer_by <= at:
            actions.expire_place(place, actor=site.night, at=at)
    return bool(waiting)


def _bearer(site: Site, place: Place) -> Actor:
    """Whoever holds the link of the offer."""
    return Actor(label=links.bearer(place.key), project_id=site.project.pk)
