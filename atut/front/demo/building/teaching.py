"""Third stage: groups and their timetable, entry sets, lists of what has been held, certificates, exits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from atut.base.projects.models import Commune
from atut.front.demo.building.calendar import end_of, hour, is_past
from atut.front.demo.building.inputs import Row
from atut.front.demo.building.scan import a_scan
from atut.front.demo.building.setup import Site
from atut.work.programme import actions as programme
from atut.work.programme.models import Edition
from atut.work.recruitment.models import Place
from atut.work.recruitment.rules.moves import PlaceStatus
from atut.work.training import actions
from atut.work.training.models import Enrolment, Group, Participation, Session
from atut.work.training.rules.attendance import Presence
from atut.work.training.rules.moves import EntryKind, Source

UNSIGNED_EVERY = 9  # of those whose support has not begun yet, some have not brought their papers


@dataclass(frozen=True)
class Taught:
    """A group with its meetings in order."""

    group: Group
    sessions: list[Session]
    plan: dict[str, Any]


def teach(site: Site) -> None:
    """Every edition of the plan that has groups."""
    for known in site.plan["editions"]:
        edition = site.editions[f"{known['form']}{known['number']}"]
        taught = [_open(site, edition, known, plan) for plan in known["groups"]]
        if not taught:
            continue
        _fill(site, edition, taught)
        _enter(site, taught)
        _hold(site, taught)
        if all(is_past(one.sessions[-1].ends_at) for one in taught):
            _finish(site, edition, taught)
        elif is_past(taught[0].sessions[0].ends_at):
            programme.start_edition(edition, actor=site.coordinator, at=taught[0].sessions[0].starts_at)


def _open(site: Site, edition: Edition, known: dict[str, Any], plan: dict[str, Any]) -> Taught:
    size = -(-known["capacity"] // len(known["groups"]))
    trainer, at = site.users[plan["trainer"]], site.calendar.moment(_prepared(known), 11)
    group = actions.open_group(edition, name=plan["name"], size=size, trainer=trainer, actor=site.coordinator, at=at)
    sessions = []
    taken: set[date] = site.led.setdefault(plan["trainer"], set())
    for one in plan["sessions"]:
        day = site.calendar.working_day(one["day"])
        while day in taken:  # a holiday moved another meeting of the same trainer here
            day = site.calendar.next_working_day(day)
        taken.add(day)
        meeting = actions.SessionPlan(
            starts_at=hour(day, one["start"]),
            ends_at=hour(day, one["end"]),
            room=plan["room"],
            topic=one["topic"],
            break_minutes=one["break_minutes"],
        )
        sessions.append(actions.add_session(group, meeting, actor=site.coordinator, at=at))
    return Taught(group, sessions, plan)


def _prepared(known: dict[str, Any]) -> int:
    """The day on which groups are made: ten days before the edition, yesterday at the latest."""
    return min(known["starts"] - 10, -1)


def _fill(site: Site, edition: Edition, taught: list[Taught]) -> None:
    confirmed = Place.objects.filter(edition=edition, status=PlaceStatus.CONFIRMED).order_by("pk")
    whole = ("application__call", "application__person__project", "application__employment__organisation__commune")
    places = list(confirmed.select_related(*whole))
    size = -(-len(places) // len(taught))
    at = taught[0].sessions[0].starts_at - timedelta(days=8)
    at = at if is_past(at) else site.calendar.moment(-1, 13)
    for number, one in enumerate(taught):
        actions.enrol_together(places[number * size : (number + 1) * size], one.group, actor=site.coordinator, at=at)


def _people(one: Taught) -> Iterator[Participation]:
    whole = ("participation__person", "participation__employment", "participation__project")
    rows = Enrolment.objects.filter(group=one.group).select_related(*whole).order_by("pk")
    return (enrolment.participation for enrolment in rows)


def _enter(site: Site, taught: list[Taught]) -> None:
    """The papers are printed and signed, the state on the day of entry is written down."""
    answers = {row["pesel"]: row for row in site.inputs.rows("entry.csv")}
    communes = {commune.terc: commune for commune in Commune.objects.all()}
    for one in taught:
        begins = one.sessions[0].starts_at
        at = begins - timedelta(days=3) if is_past(begins) else site.calendar.moment(-1, 14)
        actions.print_group_papers(one.group, actor=site.coordinator, at=at)
        for number, participation in enumerate(_people(one)):
            if not is_past(begins) and number % UNSIGNED_EVERY == UNSIGNED_EVERY - 1:
                continue
            given = _answers(answers[_pesel(participation)], communes)
            actions.record_answers(participation, given, actor=site.coordinator, at=at)
            scan = actions.Scan(a_scan(site.project), "dokumenty.pdf", "application/pdf")
            actions.record_signing(
                participation, kinds=EntryKind.values, signed_on=at.date(), scan=scan, actor=site.coordinator, at=at
            )


def _drop_outs(site: Site, one: Taught, until: datetime) -> None:
    """People who leave early, before the next meeting; their situation afterwards has not been written down yet."""
    waiting = one.plan.get("drop_outs", [])
    for known in [d for d in waiting if site.calendar.moment(d["day"], 12) < until]:
        waiting.remove(known)
        at = site.calendar.moment(known["day"], 12)
        enrolment = Enrolment.objects.filter(group=one.group, status="enrolled").order_by("-pk")[0]
        actions.resign(enrolment, reason=known["words"], actor=site.coordinator, at=at)
        actions.leave_project(
            enrolment.participation, on=at.date(), is_planned_path=False, reason=known["reason"], actor=site.coordinator, at=at
        )


def _answers(row: Row, communes: dict[str, Commune]) -> actions.EntryAnswers:
    return actions.EntryAnswers(
        citizenship=row["obywatelstwo"],
        education=row["wyksztalcenie"],
        labour_status="employed",
        labour_detail="local_government",
        commune=communes[row["gmina"]],
        locality=row["miejscowosc"],
        postcode=row["kod"],
        street=row["ulica"],
        sensitive={
            "disability": row["niepelnosprawnosc"],
            "minority": row["mniejszosc"],
            "foreign_background": row["obce_pochodzenie"],
            "homeless": row["bezdomnosc"],
        },
    )


def _hold(site: Site, taught: list[Taught]) -> None:
    """Lists of the meetings that have been: present, but for the absences of the input file."""
    absences = {(row["pesel"], int(row["spotkanie"])): int(row["minuty"]) for row in site.inputs.rows("absences.csv")}
    for one in taught:
        for number, session in enumerate(one.sessions, 1):
            _drop_outs(site, one, session.starts_at)
            if not is_past(end_of(session.ends_at.date())):
                continue
            trainer, at = site.actor(one.plan["trainer"]), end_of(session.ends_at.date())
            people = Enrolment.objects.filter(group=one.group, status="enrolled").select_related("participation__person")
            marks = [_mark(e, absences.get((_pesel(e.participation), number))) for e in people.order_by("pk")]
            actions.close_list(session, marks, source=Source.PHONE, actor=trainer, at=at)


def _pesel(participation: Participation) -> str:
    return participation.person.pesel if participation.person else ""


def _mark(enrolment: Enrolment, minutes: int | None) -> actions.Mark:
    if minutes is None:
        return actions.Mark(enrolment, Presence.HERE)
    if minutes == 0:
        return actions.Mark(enrolment, Presence.AWAY)
    return actions.Mark(enrolment, Presence.PART, time(8, 30), time(8 + minutes // 60, 30))


def _finish(site: Site, edition: Edition, taught: list[Taught]) -> None:
    """Finish the groups and the edition; certificates; people whose path ends leave, and are asked a fortnight later."""
    last = max(one.sessions[-1].ends_at for one in taught)
    edition = programme.start_edition(edition, actor=site.coordinator, at=taught[0].sessions[0].starts_at)
    for one in taught:
        actions.finish_group(one.group, actor=site.coordinator, at=last + timedelta(days=1))
        actions.issue_certificates(one.group, actor=site.coordinator, at=last + timedelta(days=3))
        for participation in _people(one):
            _leave(site, participation, last)
    programme.finish_edition(edition, actor=site.coordinator, at=last + timedelta(days=4))


def _leave(site: Site, participation: Participation, last: datetime) -> None:
    day, asked = last.date(), last + timedelta(days=15)
    left = actions.leave_project(participation, on=day, is_planned_path=True, actor=site.coordinator, at=last + timedelta(days=5))
    actions.record_situation(left, situation="keeps_job", on=asked.date(), actor=site.coordinator, at=asked)
