"""The committee of a call: its members declare, score and close; later it accepts the protocol and hears appeals."""

from datetime import timedelta
from typing import Any

from atut.base.kernel.actors import Actor
from atut.front.demo.building.scan import a_scan
from atut.front.demo.building.setup import Site
from atut.work.committee import actions
from atut.work.committee.models import Appeal, Committee, Member
from atut.work.committee.queries import appeals as queries
from atut.work.committee.queries import signing
from atut.work.committee.queries.members import committee_of, to_judge
from atut.work.committee.queries.scoring import criteria
from atut.work.committee.rules.appeals import LINK
from atut.work.recruitment.models import Application, Call, Selection
from atut.work.selection.rules.frozen import hash_of

COMMENTS = ("Konkretny plan, wiadomo, kto i kiedy.", "Dobry pomysł, ale bez terminów.", "Trudno ocenić, czego dotyczy zmiana.")


def judge(site: Site, call: Call, known: dict[str, Any]) -> None:
    """Members are appointed, declare and score: all of the sheet and close it, a part, or nothing yet."""
    plan, tie = known["committee"], known["committee"]["tie"]
    numbered = list(call.applications.select_related("call__project").order_by("received_at", "pk"))
    for place, (code, share) in enumerate(zip(plan["members"], plan["sheets"], strict=True)):
        at = site.calendar.moment(plan["appointed"], 10 + place)
        member = actions.appoint_member(call, site.users[code], is_chair=not place, actor=site.coordinator, at=at)
        if share is None:
            continue
        actor, declares = site.actor(code), tie["member"] == place
        ties = {numbered[tie["application"]]: tie["tie"]} if declares else {}
        at += timedelta(days=1)
        actions.declare_impartiality(member, ties, note=tie["note"] if declares else "", actor=actor, at=at)
        _score(site, member, {one.pk: n for n, one in enumerate(numbered)}, share, plan)


def _score(site: Site, member: Member, order: dict[int, int], share: float, plan: dict[str, Any]) -> None:
    """Points follow from the order in which applications came and the member's place, so they are the same every time."""
    place = [site.users[code].pk for code in plan["members"]].index(member.user_id)
    actor, at = site.actor(plan["members"][place]), site.calendar.moment(plan["scored"], 7 + place)
    judged = sorted(to_judge(member).select_related("call__project"), key=lambda one: order[one.pk])
    lines = criteria(member.committee)
    for number, application in enumerate(judged[: round(len(judged) * share)]):
        said = COMMENTS[number % 3] if (number + place) % 4 == 0 else ""
        scores = {
            line.code: line.points - (5 * order[application.pk] + 2 * place + n) % (line.points // 2 + 1)
            for n, line in enumerate(lines)
        }
        at += timedelta(minutes=3)
        actions.save_scores(member, application, scores, comment=said, actor=actor, at=at)
    if share == 1:
        actions.close_sheet(member, actor=actor, at=at + timedelta(minutes=1))


def follow(site: Site, call: Call, known: dict[str, Any]) -> None:
    """After the list: people are told of the term, the protocol is accepted and signed, appeals come and are heard."""
    committee, codes = committee_of(call), known["committee"]["members"]
    if committee is None:
        return
    told = site.calendar.moment(known["selected"], 10, 10)
    actions.open_appeals(Selection.objects.get(call=call), actor=site.night, at=told)
    for place, code in enumerate(codes):
        _accept(site, committee, code, site.calendar.moment(known["accepted"], 8 + place))
    signed, at = a_scan(site.project), site.calendar.moment(known["signed"], 12)
    actions.receive_signed(committee, signed, name="protokol-podpisany.pdf", is_scan=True, actor=site.coordinator, at=at)
    for appellant, appeal in zip(_appellants(call, known["appeals"]), known["appeals"], strict=True):
        _hear(site, appellant, appeal, site.actor(codes[0]))
    _accept(site, committee, codes[0], site.calendar.moment(-1, 19))


def _accept(site: Site, committee: Committee, code: str, at: Any) -> None:
    member = committee.members.select_related("user", "committee__call__project").get(user=site.users[code])
    now = signing.newest_protocol(committee.call)
    actions.accept_protocol(member, now.sha256 if now else "", actor=site.actor(code), at=at)


def _appellants(call: Call, appeals: list[dict[str, Any]]) -> list[Application]:
    """People without a place, one for each appeal; who writes of an answer left out has left it out."""
    waiting, found = queries.without_a_place(call), []
    for appeal in appeals:
        fit = (one for one in waiting if one not in found and not one.answers.get(appeal.get("lacks", ""), False))
        found.append(next(fit))
    return found


def _hear(site: Site, appellant: Application, known: dict[str, Any], chair: Actor) -> None:
    """One appeal: by the link of the mail, decided by the chair, put into the list by the project office."""
    bearer = Actor(label=f"{LINK}{appellant.key}", project_id=site.project.pk)
    lodged = site.calendar.moment(known["lodged"], 18)
    appeal = actions.lodge_appeal(appellant, known["grounds"], actor=bearer, at=lodged)
    if "decided" not in known:
        return
    more, at = known["more_points"], site.calendar.moment(known["decided"], 14)
    points = None if more is None else (appellant.points or 0) + more
    actions.decide_appeal(appeal, points=points, reason=known["reason"], actor=chair, at=at)
    if "applied" not in known:
        return
    appeal = Appeal.objects.select_related("application__call__project").get(pk=appeal.pk)
    seen = hash_of(queries.changed_input(appeal, appeal.points or 0))
    actions.apply_appeal(appeal, seen=seen, actor=site.coordinator, at=site.calendar.moment(known["applied"], 13))
