"""The parts of a run. Each gives its figures and, beside them, the limits measured in the same minutes."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote

from bench import listing, meter
from bench.finding import asked
from bench.house import House, Run, bare_environment, free_port, started, visitors
from bench.report import Figure, passed, say, times
from script.postgres import ROOT, postgres

STOCK = "bench.stock.settings"


def start(run: Run) -> Iterator[Figure]:
    """A fresh clone to its first page, with empty caches of packages; then the second start."""
    clone = run.place / "clone"
    subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
    own = {"PORT": str(free_port()), "ATUT_DATA": str(clone / "var"), "ATUT_KEY_FILE": str(clone / "keys" / "atut.keys")}
    own |= {name: str(run.place / "caches") for name in ("XDG_CACHE_HOME", "UV_CACHE_DIR", "PIP_CACHE_DIR")}
    env = {**bare_environment(), **own}
    for what, wish in (("fresh clone to first page, after apt", 60), ("second start to first page", 8)):
        say(what)
        begun = time.monotonic()
        with started(["script/demo"], f"http://localhost:{own['PORT']}/", cwd=clone, env=env) as process:
            took, spent = time.monotonic() - begun, meter.cpu([process.pid])
        yield Figure("start", what, took, "s", wish, f"{spent:.0f} CPU-s; the clock counts other work on this machine")
    shutil.rmtree(clone)


def _page(run: Run, application: str, count: int, *, house: House, settings: str = "") -> float:
    return _page_and_rate(run, application, count, house=house, settings=settings)[0]


def _page_and_rate(run: Run, application: str, count: int, *, house: House, settings: str = "") -> tuple[float, float]:
    say(f"{count} pages by {application.partition(':')[2]}")
    with house.served(application, settings=settings) as (address, pid):

        def come(count: int) -> int:
            said = visitors(address + "/", clients=run.sizes.clients, count=count)
            if said["answers"] != {"200": count}:
                raise RuntimeError(f"Not every page came: {said}")
            return count

        come(max(count // 4, 2))
        return meter.spent([pid], lambda: come(count))[:2]


def page(run: Run) -> Iterator[Figure]:
    """The front page made anew for every visitor, as kept; stock Wagtail and two hellos."""
    house, stock, pages, hellos = run.demo(), run.house("stock"), run.sizes.pages, run.sizes.hellos
    stock.inside("stock", settings=STOCK)
    bare = _page(run, "bench.wsgi:hello", hellos, house=house)
    django = _page(run, "bench.wsgi:django_hello", hellos, house=house)
    wagtail = _page(run, "bench.wsgi:stock_wagtail", pages, house=stock, settings=STOCK)
    anew = _page(run, "bench.wsgi:uncached", pages, house=house)
    body = _page(run, "bench.wsgi:body_anew", pages, house=house)
    kept = _page(run, "bench.wsgi:without_edge", pages, house=house)
    whole, a_second = _page_and_rate(run, "atut.config.wsgi:application", hellos, house=house)
    yield Figure("page", "Granian alone, hello (limit)", bare, "CPU-ms")
    yield Figure("page", "Django alone, hello (limit)", django, "CPU-ms", beside=f"{times(django, bare)} Granian")
    ordinary = "as `wagtail start` lays it: 11 blocks, 3 pictures, a menu of 8, no cache"
    yield Figure("page", "stock Wagtail page (for comparison)", wagtail, "CPU-ms", beside=ordinary)
    ways = [("nothing kept", anew, 10), ("made anew from data kept by revision", body, 10)]
    for what, value, wish in (*ways, ("body kept until a revision moves", kept, None)):
        beside = f"{times(value, django)} Django's hello; {times(value, wagtail)} stock Wagtail"
        yield Figure("page", f"front page, {what}", value, "CPU-ms", wish, beside)
    beside = f"{a_second:.0f} a second; {times(whole, django)} Django's hello; stock Wagtail: {times(wagtail, whole)} this"
    yield Figure("page", "front page, whole, answered before Django", whole, "CPU-ms", wagtail / 40, beside)


def submit(run: Run) -> Iterator[Figure]:
    """On SQLite: applications by 16 visitors at once, everything checked, recorded and on the disk; a raw insert beside."""
    yield from _submitted(run, "SQLite", run.house("submit"), [], "inserts_sqlite")


def submit_postgres(run: Run) -> Iterator[Figure]:
    """The same on PostgreSQL, whose own CPU is counted too."""
    with postgres(is_safe=True) as server:
        house = run.house("submit-postgres", server.address)
        yield from _submitted(run, "PostgreSQL", house, [server.pid], "inserts_postgres", address=server.address)


def _submitted(run: Run, name: str, house: House, server: list[int], insert: str, **given: str) -> Iterator[Figure]:
    part, sizes = ("submit_postgres" if server else "submit"), run.sizes
    say("tables, one project with an open call")
    laid, before = house.inside("lay"), meter.cpu(server)
    raw = house.inside(insert, count=sizes.inserts, **given)
    limit = 1000 * (raw["cpu"] + meter.cpu(server) - before) / sizes.inserts
    yield Figure(part, f"raw insert and commit, {name} (limit)", limit, "CPU-ms")
    say(f"{sizes.forms} applications by {sizes.clients} visitors")
    with house.served(path=laid["path"]) as (address, pid):
        said: dict = {}

        def come(count: int, first: int = 0) -> int:
            url = address + laid["path"]
            said.update(visitors(url, clients=sizes.clients, count=count, form=laid["form"], first=first))
            return count

        come(sizes.forms_before)
        before = meter.cpu(server)
        each, a_second, _done = meter.spent([pid, *server], lambda: come(sizes.forms, first=sizes.forms_before))
        of_server = 1000 * (meter.cpu(server) - before) / sizes.forms
    stands = house.inside("outcome")
    if said["answers"] != {"302": sizes.forms} or stands["applications"] != sizes.forms + sizes.forms_before:
        raise RuntimeError(f"Not every form was taken: {said}, {stands}")
    rows = f"{stands['entries'] / stands['applications']:.1f} audit entries and a letter each"
    rows = f"{of_server:.1f} of it the server; {rows}" if server else rows
    beside = f"{times(each, limit)} a raw insert; {a_second:.0f} a second, p99 {1000 * said['p99']:.0f} ms; {rows}"
    yield Figure(part, f"application by one of {sizes.clients} visitors, {name}", each, "CPU-ms", 8, beside)
    yield Figure(part, f"its letter sent by the worker, {name}", 1000 * stands["cpu"] / max(stands["sent"], 1), "CPU-ms")


def search(run: Run) -> Iterator[Figure]:
    """On SQLite: the queries of the municipal corpus over 10,000 pages; stock Wagtail asked the same of the same pages."""
    house, count = run.house("stock-search"), run.sizes.searched
    say(f"{count:,} pages of stock Wagtail")
    house.inside("lay_stock_pages", settings=STOCK, count=count)
    with house.served("bench.wsgi:stock_wagtail", settings=STOCK) as (address, pid):
        stock, answers = _asked(run, address, [pid], "/search/?query=")
    refused = run.sizes.searches - answers.get("200", 0)
    beside = f"as `wagtail start` lays it; {refused} of {run.sizes.searches} answers were errors"
    yield Figure("search", "stock Wagtail's search page, SQLite (for comparison)", stock, "CPU-ms", beside=beside)
    yield from _searched(run, "SQLite", run.house("search"), [], stock)


def search_postgres(run: Run) -> Iterator[Figure]:
    """The same on PostgreSQL, whose own CPU is counted too."""
    with postgres(is_safe=True) as server:
        yield from _searched(run, "PostgreSQL", run.house("search-postgres", server.address), [server.pid])


def _asked(run: Run, address: str, pids: list[int], path: str) -> tuple[float, dict[str, int]]:
    """CPU for each query, when all have been asked once; and the answers by their status."""
    paths, clients = [path + quote(words) for words in asked()], run.sizes.clients
    said: dict = {}

    def come(count: int) -> int:
        said.update(visitors(address + "/", clients=clients, count=count, paths=paths))
        return count

    come(min(run.sizes.searches, len(paths)))
    return meter.spent(pids, lambda: come(run.sizes.searches))[0], said["answers"]


def _searched(run: Run, name: str, house: House, server: list[int], stock: float = 0) -> Iterator[Figure]:
    part, count = ("search_postgres" if server else "search"), run.sizes.searched
    say(f"{count:,} pages, taken in by search")
    laid = house.inside("lay_pages", count=count)
    with house.served() as (address, pid):
        whole, answers = _asked(run, address, [pid, *server], "/szukaj/?q=")
    if answers != {"200": run.sizes.searches}:
        raise RuntimeError(f"Not every query was answered: {answers}")
    before = meter.cpu(server)
    found = house.inside("find")
    of_server = 1000 * (meter.cpu(server) - before) / found["queries"]
    yield Figure(
        part, f"search page, {count:,} pages, {name}", whole, "CPU-ms", 15, f"{times(whole, stock)} stock Wagtail" if stock else ""
    )
    yield Figure(
        part,
        f"of it the query, {name}",
        1000 * found["cpu"] / found["queries"],
        "CPU-ms",
        beside=f"and {of_server:.1f} the server" if server else "",
    )
    yield Figure(part, f"taken in by search, {name}", 1000 * laid["cpu"] / count, "CPU-ms", beside="a page")
    beside = f"{found['queries']} queries, {100 * found['precision']:.1f} % of the first ten wanted"
    yield Figure(part, f"wanted pages not found, {name}", 100 * (1 - found["recall"]), "%", 1, beside)


def certificates(run: Run) -> Iterator[Figure]:
    """117 certificates as PDF/A and PDF/UA, each a file of its own."""
    count = run.sizes.certificates
    took = run.copy("certificates").inside("certificates", count=count)
    alone, together, each = took["alone"]["cpu"], took["together"]["cpu"], took["each"]
    yield Figure("certificates", f"Typst alone: {count} plain pages, each a file (limit)", alone, "CPU-s")
    yield Figure(
        "certificates", f"{count} certificates in one file", together, "CPU-s", beside=f"{times(together, alone)} Typst alone"
    )
    beside = f"{each['wall']:.2f} s by the clock; {times(each['cpu'], alone)} Typst alone; the first one {took['first']['cpu']:.2f} CPU-s more"
    yield Figure("certificates", f"{count} files printed, encrypted, kept", each["cpu"], "CPU-s", 2, beside)


def export(run: Run) -> Iterator[Figure]:
    """10,000 participants to a workbook, each step in a process of its own so that its memory is its own."""
    house, people = run.copy("export"), run.sizes.people
    say(f"copying participants until there are {people:,}")
    house.inside("grow", people=people)
    say("exporting them")
    took, whole = house.inside("xlsx"), house.inside("freeze")
    if not took["people"] == whole["people"] == people:
        raise RuntimeError(f"Not everybody is in the files: {took}, {whole}")
    size = f"{whole['rows']:,} rows × {took['columns']} cells"
    alone = house.inside("xlsxwriter_alone", rows=whole["rows"], columns=took["columns"])["cpu"]
    yield Figure("export", f"XlsxWriter alone, {size} (limit)", alone, "CPU-s")
    beside = f"{took['wall']:.2f} s by the clock; {times(took['cpu'], alone)} XlsxWriter alone; {took['bytes'] / 1e6:.1f} MB"
    yield Figure("export", f"{people:,} participants read, checked, written as XLSX", took["cpu"], "CPU-s", 3, beside)
    yield Figure("export", "its peak of memory, whole process", took["peak"], "MB", 120, f"{took['before']:.0f} MB before it began")
    beside = f"{whole['wall']:.2f} s by the clock; {times(whole['cpu'], alone)} XlsxWriter alone; peak {whole['peak']:.0f} MB"
    yield Figure("export", "the whole verb: XLSX, CSV, fingerprints, encrypted", whole["cpu"], "CPU-s", beside=beside)


def memory(run: Run) -> Iterator[Figure]:
    """The demo as script/demo serves it, warm: the web server, the worker, and the parent that keeps them."""
    house, port = run.demo(), free_port()
    command = [sys.executable, "-m", "atut.config.serving", "--demo"]
    with started(command, f"http://localhost:{port}/", env={**house.env, "PORT": str(port)}) as parent:
        visitors(f"http://localhost:{port}/", clients=4, count=40)
        time.sleep(run.sizes.rest)
        parts = meter.pss_by_name(parent.pid, {"granian": "web", "manage.py": "worker"}, otherwise="parent")
    beside = ", ".join(f"{name} {size:.0f}" for name, size in parts.items())
    yield Figure("memory", "web, worker and parent of the demo after 40 pages, PSS", sum(parts.values()), "MB", 350, beside)


def _tested(part: str, what: str, test: str, database: str = "sqlite") -> Figure:
    say(f"the test {test}")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test]
    env = {**bare_environment(), "ATUT_DATABASE": database}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout[-3000:], done.stderr[-3000:])
    return passed(part, what, is_so=done.returncode == 0)


RACE, SEARCH = "atut/work/recruitment/tests/test_race.py", "tests/test_no_pesel_in_the_data.py"


def places(_run: Run) -> Iterator[Figure]:
    """100 places stay 100, on both databases."""
    yield _tested("places", "100 places stay 100 with 32 clients in 3 processes, SQLite", RACE)
    with postgres(is_safe=False) as server:
        yield _tested("places", "100 places stay 100 with 32 clients in 3 processes, PostgreSQL", RACE, server.address)


def secrets(_run: Run) -> Iterator[Figure]:
    """No PESEL in the bytes of the data folder."""
    yield _tested("secrets", "no PESEL in the bytes of ATUT_DATA", SEARCH)


def selection(run: Run) -> Iterator[Figure]:
    """A list with three overlapping bounds and pools of offices, worked out; how it grows with people and editions."""
    house = run.house("selection")
    for people, editions, places, wish in run.sizes.selections:
        what = f"{people} people over {editions} editions, {places} places"
        say(what)
        is_explained = people <= run.sizes.explained
        spent = house.inside("select_by_chance", people=people, editions=editions, places=places, explained=is_explained)
        why = f"why for everyone: {spent['why']:.2f} CPU-s more" if is_explained else ""
        yield Figure("selection", what, spent["list"], "CPU-s", wish, why)


PARTS: dict[str, Callable[[Run], Iterator[Figure]]] = {
    "start": start,
    "page": page,
    "submit": submit,
    "submit_postgres": submit_postgres,
    "list": listing.on_sqlite,
    "list_postgres": listing.on_postgres,
    "search": search,
    "search_postgres": search_postgres,
    "selection": selection,
    "certificates": certificates,
    "export": export,
    "memory": memory,
    "places": places,
    "secrets": secrets,
}
