"""The coordinator's list of 20,000 applications: a call as it stands while it runs, and pages of its list as the office asks."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bench.house import House, Run, visitors
from bench.laying import bare_tables, mark_as_ready, settle
from bench.load import pesel
from bench.meter import cpu, spent
from bench.report import Figure, say
from script.postgres import postgres

if TYPE_CHECKING:
    from atut.base.projects.models import Organisation, Project
    from atut.work.partnership.models import Employment
    from atut.work.recruitment.models import Application, Call

OFFICES, EDITIONS, AT_ONCE = 20, 4, 400
SURNAMES = ["Nowak", "Łąk", "Żółkiewska", "Ćwik", "Zając", "Święs", "Kowal", "Ósma", "Źrebiec", "Dąb"]
FIRST_NAMES = ["Anna", "Łucja", "Marek", "Żaneta", "Józef", "Ewa", "Stanisław"]
STATUSES = {"submitted": 35, "eligible": 50, "correction": 5, "rejected": 6, "withdrawn": 4}
ASKED = {
    "whole": "",
    "by name": "words=nowak",
    "by number": "words=12345",
    "of one office": "office={office}",
    "to be checked": "waits=office",
    "who meet the conditions": "stage=accepted",
    "of one edition": "edition={edition}",
    "waiting for consent": "waits=consent",
    "women": "fact=woman",
    "staff of GOPS": "fact=gops",
    "first support": "fact=first_support",
    "support held twice": "doubt=double",
    "differing from the record": "doubt=differs",
    "on paper": "channel=paper",
    "waiting too long": "late=on",
    "women of an office, too long": "late=on&fact=woman&office={office}",
    "by surname": "order=name",
    "most points first": "order=points",
    "page 200": "strona=200",
    "page 200 by surname": "order=name&strona=200",
}


def on_sqlite(run: Run) -> Iterator[Figure]:
    """On SQLite: a page of 50 of a call's 20,000 applications, with counts and gauges, whole and cut in each way."""
    yield from _listed(run, "list", run.house("list"), [])


def on_postgres(run: Run) -> Iterator[Figure]:
    """The same on PostgreSQL, whose own CPU is counted too."""
    with postgres(is_safe=True) as server:
        yield from _listed(run, "list_postgres", run.house("list-postgres", server.address), [server.pid])


def _listed(run: Run, part: str, house: House, server: list[int]) -> Iterator[Figure]:
    count, pages = run.sizes.applications, run.sizes.lists
    say(f"{count:,} applications")
    laid = house.inside("lay_list", count=count)
    with house.served(path=laid["path"]) as (address, pid):

        def ask(*queries: str, count: int) -> int:
            paths = [f"{laid['path']}?{query}".format(**laid) for query in queries]
            said = visitors(address, clients=2, count=count, paths=paths, cookie=laid["cookie"])
            if said["answers"] != {"200": count}:
                raise RuntimeError(f"Not every page came: {queries}, {said}")
            return count

        ask(*ASKED.values(), count=2 * len(ASKED))
        for what, query in ASKED.items():
            before = cpu(server)
            each = spent([pid, *server], lambda query=query: ask(query, count=pages))[0]
            beside = f"{1000 * (cpu(server) - before) / pages:.1f} of it the server" if server else ""
            yield Figure(part, f"{count:,} applications: {what}", each, "CPU-ms", 60, beside)


def lay_list(count: int) -> dict:
    """A house with an open call, so many applications to it, and a coordinator who is signed in."""
    bare_tables()
    from django.core.management import call_command
    from django.db import transaction
    from django.urls import reverse

    from atut.base.projects.tests.factories import a_project, an_office
    from atut.work.partnership.tests.factories import a_partner

    call_command("createcachetable", verbosity=0)
    project = a_project(host="localhost")
    kinds = {0: "gops", 1: "gops", 2: "gops"}
    offices = [an_office(f"Gmina {one:02}", kind=kinds.get(one, "gmina_office")) for one in range(OFFICES)]
    for office in offices:
        a_partner(project, office)
    call = _call(project, offices)
    drawn = random.Random(2026)
    with transaction.atomic():
        for first in range(0, count, AT_ONCE):
            _apply(call, _people(project, offices, range(first, min(first + AT_ONCE, count)), drawn), drawn)
        _support_elsewhere(project, call)
    settle()
    mark_as_ready()
    return {
        "path": reverse("recruitment:call_show", args=[call.key]),
        "office": offices[3].key,
        "edition": call.openings.order_by("pk")[0].edition.key,
        "cookie": _signed_in(project),
    }


def _call(project: "Project", offices: list["Organisation"]) -> "Call":
    """Open for twenty days; bounds of every kind, also one of what people tell freely; places kept for two offices."""
    from atut.base.kernel import clock
    from atut.work.programme.tests.factories import an_edition
    from atut.work.recruitment.rules.regulation import Access, Regulation
    from atut.work.recruitment.tests.factories import a_call, points_list
    from atut.work.selection.rules.terms import Amount, Bound, Pool

    editions = [an_edition(project, capacity=500) for _number in range(EDITIONS)]
    bounds = (
        Bound("woman", at_least=Amount(60, is_percent=True)),
        Bound("age_45", at_least=Amount(45, is_percent=True)),
        Bound("disability", at_least=Amount(20)),
        Bound(office=offices[4].key, at_least=Amount(50)),
        Bound("woman", edition=editions[0].key, at_least=Amount(100)),
    )
    pools = (Pool(offices[1].key, editions[0].key, 20), Pool(offices[2].key, editions[1].key, 20))
    more = {"pools_return_at": clock.now() + timedelta(days=60), "access": Access(superior_consent=True), "correction_days": 5}
    return a_call(project, editions, regulation=Regulation(tuple(points_list()), bounds, pools, **more))


def _people(project: "Project", offices: list["Organisation"], numbers: range, drawn: random.Random) -> list["Employment"]:
    from atut.base.kernel.polish import fold, sort_key
    from atut.work.partnership.models import Employment, Person

    people = []
    for number in numbers:
        born = date(1960, 1, 1) + timedelta(days=number % 15_000)
        own, names = pesel(born, number % 10_000), (drawn.choice(FIRST_NAMES), drawn.choice(SURNAMES))
        people.append(
            Person(
                project=project,
                first_name=names[0],
                last_name=names[1],
                name_folded=fold(" ".join(names)),
                name_sort=sort_key(names[1], names[0]),
                sex="m" if number % 2 else "f",
                birth_date=born,
                identity_hash=project.identity_hash(f"{own}/{number}"),
                pesel=own,
                email=f"p{number}@example.test",
                phone="600100200",
            )
        )
    made = Person.objects.bulk_create(people)
    return Employment.objects.bulk_create(
        Employment(person=one, organisation=drawn.choice(offices), post="inspektor", unit="Referat Finansów") for one in made
    )


def _apply(call: "Call", employments: list["Employment"], drawn: random.Random) -> None:
    """One application each, at a stage by chance, with all wishes in an order by chance; consents and corrections with them."""
    from atut.work.recruitment.models import Application, Choice, Consent, Correction

    editions, days = [opening.edition_id for opening in call.openings.all()], timedelta(days=9)
    rows = Application.objects.bulk_create(_application(call, one, drawn, drawn.random() * days) for one in employments)
    wishes: list[Any] = []
    for row in rows:
        chosen = drawn.sample(editions, 3)
        wishes += [Choice(application=row, edition_id=one, preference=place) for place, one in enumerate(chosen, start=1)]
    Choice.objects.bulk_create(wishes)
    answered = [(row, drawn.random() < 0.8) for row in rows]
    Consent.objects.bulk_create(
        Consent(application=row, email="s@example.test", asked_at=row.received_at, is_given=has or None, answered_at=row.received_at if has else None)
        for row, has in answered
    )  # fmt: skip
    asked = [row for row in rows if row.status == "correction"]
    Correction.objects.bulk_create(
        Correction(application=row, missing="skan", asked_at=row.received_at, answer_by=row.received_at + timedelta(days=5))
        for row in asked
    )


def _application(call: "Call", employment: "Employment", drawn: random.Random, since: timedelta) -> "Application":
    from atut.base.kernel.keys import new_code
    from atut.work.recruitment.models import Application

    status = drawn.choices(list(STATUSES), list(STATUSES.values()))[0]
    is_checked, received = status in ("eligible", "rejected") or drawn.random() < 0.1, call.opens_at + since
    return Application(
        call=call,
        person_id=employment.person_id,
        employment=employment,
        number=f"TST/2026/{employment.person_id:05}",
        code=new_code(),
        status=status,
        received_at=received,
        recorded_at=received,
        channel="paper" if drawn.random() < 0.1 else "online",
        answers={"residents": drawn.random() < 0.5},
        confided={"disability": drawn.random() < 0.08},
        differs={"phone": "600"} if drawn.random() < 0.02 else {},
        points=drawn.randint(0, 10) if is_checked else None,
        reasons=[{"code": "under_age", "edition": ""}] if status == "rejected" or (is_checked and status == "submitted") else [],
        assessed_at=received + timedelta(days=1) if is_checked else None,
    )


def _support_elsewhere(project: "Project", call: "Call") -> None:
    """An earlier call of the same form of support, with a place taken by every twentieth of the same people."""
    from atut.work.programme.tests.factories import an_edition
    from atut.work.recruitment.models import Application, Place
    from atut.work.recruitment.tests.factories_placing import a_past_call

    form = call.openings.order_by("pk")[0].edition.support_form
    edition = an_edition(project, support_form=form, capacity=5000)
    earlier = a_past_call(project, {edition: 5000})
    found = Application.objects.filter(call=call).order_by("pk")[::20]
    rows = [_again(one, earlier) for one in found]
    made = Application.objects.bulk_create(rows, batch_size=AT_ONCE)
    moments = {"offered_at": earlier.closes_at, "answer_by": earlier.closes_at + timedelta(days=3)}
    Place.objects.bulk_create(
        (Place(edition=edition, application=one, seat=seat, status="used", **moments) for seat, one in enumerate(made, start=1)),
        batch_size=AT_ONCE,
    )


def _again(one: "Application", call: "Call") -> "Application":
    from atut.base.kernel.keys import new_code

    moments = {"received_at": call.opens_at, "recorded_at": call.opens_at}
    return type(one)(
        call=call, person_id=one.person_id, employment_id=one.employment_id, number=f"{one.number}/E", code=new_code(),
        status="eligible", points=5, **moments,
    )  # fmt: skip


def _signed_in(project: "Project") -> str:
    """The cookie of a coordinator."""
    from django.conf import settings
    from django.test import Client

    from atut.base.accounts.tests.factories import a_user

    client = Client()
    client.force_login(a_user("coordinator", project))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
