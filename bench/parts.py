"""The parts of a run. Each gives its figures and, beside them, the limits measured in the same minutes."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import meter
from bench.house import ROOT, House, demo_house, free_port, postgres, stop, visitors, wait_for
from bench.report import Figure, passed

CLIENTS, FORMS, PAGES = 16, 400, 400


def start(work: Path) -> Iterator[Figure]:
    """A fresh clone to its first page, then the second start."""
    clone = work / "clone"
    subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
    for what, wish in (("fresh clone to first page, after apt", 60), ("second start to first page", 8)):
        port = free_port()
        own = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
        own |= {"PORT": str(port), "ATUT_DATA": str(clone / "var"), "ATUT_KEY_FILE": str(clone / "keys" / "atut.keys")}
        begun = time.monotonic()
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(["script/demo"], cwd=clone, env=own, **quiet)
        try:
            wait_for(f"http://localhost:{port}/", process)
            took, spent = time.monotonic() - begun, meter.cpu([process.pid])
        finally:
            stop(process)
        yield Figure("start", what, took, "s", wish, f"{spent:.0f} CPU-s; the clock counts other work on this machine")


def _page(application: str, house: House, count: int, path: str = "/") -> float:
    with house.served(application, path=path) as (address, pid):
        visitors(address + path, CLIENTS, count // 4)
        return meter.spent([pid], lambda: visitors(address + path, CLIENTS, count) and count)[0]


def page(work: Path) -> Iterator[Figure]:
    """The front page made anew for every visitor, as kept, and two hellos."""
    house = demo_house(work / "demo")
    bare = _page("bench.wsgi:hello", house, 4000)
    django = _page("bench.wsgi:django_hello", house, 4000)
    anew = _page("bench.wsgi:uncached", house, PAGES)
    kept = _page("atut.config.wsgi:application", house, PAGES)
    yield Figure("page", "Granian alone, hello (limit)", bare, "CPU-ms")
    yield Figure("page", "Django alone, hello (limit)", django, "CPU-ms", beside=f"{django / bare:.1f} × Granian")
    yield Figure(
        "page", "front page, nothing kept", anew, "CPU-ms", 10, f"{anew / django:.0f} × Django's hello; stock Wagtail 13-15"
    )
    yield Figure(
        "page", "front page, body kept until a revision moves", kept, "CPU-ms", beside=f"{kept / django:.0f} × Django's hello"
    )


def submit(work: Path) -> Iterator[Figure]:
    """Applications by 16 visitors at once, everything checked, recorded and on the disk; raw inserts beside."""
    yield from _submitted("SQLite", House(work / "submit"), [], lambda house: house.inside("inserts_sqlite"))
    with postgres(work / "server") as (address, pid):
        house = House(work / "submit-postgres", address)
        yield from _submitted("PostgreSQL", house, [pid], lambda one: one.inside("inserts_postgres", address))


def _submitted(name: str, house: House, server: list[int], insert: Callable[[House], dict]) -> Iterator[Figure]:
    (house.place / "data").mkdir(parents=True)
    laid = house.inside("lay")
    before = meter.cpu(server)
    raw = insert(house)
    limit = 1000 * (raw["cpu"] + meter.cpu(server) - before) / raw["count"]
    with house.served(path=laid["path"]) as (address, pid):
        url, said = address + laid["path"], {}
        visitors(url, CLIENTS, 40, laid["form"])
        each, a_second, _done = meter.spent(
            [pid, *server], lambda: said.update(visitors(url, CLIENTS, FORMS, laid["form"])) or FORMS
        )
    stands, sent = house.inside("count"), house.inside("send")
    if said["answers"] != {"302": FORMS} or stands["applications"] != FORMS + 40:
        raise RuntimeError(f"Not every form was taken: {said}, {stands}")
    rows = f"{stands['entries'] / stands['applications']:.1f} audit entries and a letter each"
    beside = f"{each / limit:.0f} × a raw insert; {a_second:.0f} a second, p99 {1000 * said['p99']:.0f} ms; {rows}"
    yield Figure("submit", f"raw insert and commit, {name} (limit)", limit, "CPU-ms")
    yield Figure("submit", f"application by one of 16 visitors, {name}", each, "CPU-ms", 8, beside)
    yield Figure("submit", f"its letter sent by the worker, {name}", 1000 * sent["cpu"] / max(sent["sent"], 1), "CPU-ms")


def certificates(work: Path) -> Iterator[Figure]:
    """117 certificates as PDF/A and PDF/UA, each a file of its own."""
    took = demo_house(work / "demo").inside("certificates")
    alone, each = took["together"]["cpu"], took["each"]
    yield Figure("certificates", "Typst alone: 117 pages in one file (limit)", alone, "CPU-s")
    beside = f"{each['wall']:.2f} s by the clock; {each['cpu'] / alone:.1f} × Typst alone; the first one {took['first']['cpu']:.2f} CPU-s more"
    yield Figure("certificates", "117 files printed, encrypted, kept", each["cpu"], "CPU-s", 2, beside)


def export(work: Path) -> Iterator[Figure]:
    """10,000 participants to a workbook."""
    house = House(work / "export")
    shutil.copytree(demo_house(work / "demo").place, house.place)
    took = house.inside("export")
    alone = house.inside("xlsxwriter_alone", str(took["columns"]))["cpu"]
    yield Figure("export", f"XlsxWriter alone, 10,000 × {took['columns']} cells (limit)", alone, "CPU-s")
    beside = f"{took['wall']:.2f} s by the clock; {took['cpu'] / alone:.1f} × XlsxWriter alone; {took['bytes'] / 1e6:.1f} MB"
    yield Figure("export", "10,000 participants read, laid out, written", took["cpu"], "CPU-s", 3, beside)
    yield Figure("export", "its peak of memory, whole process", took["peak"], "MB", 120, f"{took['before']:.0f} MB before it began")


def memory(work: Path) -> Iterator[Figure]:
    """Web server and worker, warm."""
    house = demo_house(work / "demo")
    with house.served() as (address, pid):
        worker = subprocess.Popen([sys.executable, "manage.py", "worker"], env=house.env, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            visitors(address + "/", 4, 40)
            time.sleep(5)
            web, jobs = meter.pss([pid]), meter.pss([worker.pid])
        finally:
            stop(worker)
    yield Figure("memory", "web server and worker after 40 pages, PSS", web + jobs, "MB", 350, f"web {web:.0f}, worker {jobs:.0f}")


def _tested(part: str, what: str, tests: list[str], **env: str) -> Figure:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, check=False)
    return passed(part, what, is_so=done.returncode == 0)


def places(work: Path) -> Iterator[Figure]:
    """100 places stay 100, on both databases."""
    with postgres(work / "places") as (address, _pid):
        race = ["atut/work/recruitment/tests/test_race.py"]
        yield _tested("places", "100 places stay 100, SQLite and PostgreSQL", race, ATUT_DATABASE=address)


def secrets(_work: Path) -> Iterator[Figure]:
    """No PESEL in the bytes of the data folder."""
    yield _tested("secrets", "no PESEL in the bytes of ATUT_DATA", ["tests/test_no_pesel_in_the_data.py"])


PARTS = {part.__name__: part for part in (page, submit, certificates, export, memory, start, places, secrets)}
