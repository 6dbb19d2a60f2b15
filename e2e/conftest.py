"""The frame of the journeys: one demo built once, the real server on a copy of it, Chromium, axe.

A journey changes data; `site` gives the shared server, so journeys use people and calls of their own,
prepared by the verbs in scenes.py.
"""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

import axe_playwright_python
import pytest
from playwright.sync_api import sync_playwright

from e2e.building import ROOT, built, environment
from e2e.walking import follow

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],  # nothing reads the rest, and half the time goes into it
}


class Site:
    """The running demo: addresses of both projects, and what has happened in it before a journey begins."""

    def __init__(self, port, env):
        self.port, self.env = port, env
        words = [sys.executable, "-m", "e2e.stage"]
        self.stage = subprocess.Popen(words, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.a, self.b = f"http://localhost:{port}", f"http://kutno.localhost:{port}"

    def scene(self, name, **words):
        """Let something happen, by a function of scenes.py; what it answers."""
        self.stage.stdin.write(json.dumps([name, words]) + "\n")
        self.stage.stdin.flush()
        answer = self.stage.stdout.readline()
        assert answer, f"The scene {name} failed; why stands on the error stream."
        return json.loads(answer)


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def wait_for(address, child, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if child.poll() is not None:
            raise RuntimeError(f"The server stopped with code {child.returncode}.")
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise RuntimeError(f"{address} did not answer within {seconds} s.")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The long walks begin first, one in each process: each is given two tests at a time (script/check)."""
    walks = [item for item in items if item.get_closest_marker("slow")]
    items[:] = [item for item in items if item not in walks]
    for place, walk in enumerate(walks):
        items.insert(2 * place, walk)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The real server and worker, as script/demo starts them, on a copy; stopped as a person would, by SIGTERM."""
    place = tmp_path_factory.mktemp("site")
    shutil.copytree(built(), place, dirs_exist_ok=True)
    port = free_port()
    env = environment(place, port)
    with (place / "log").open("wb") as log:
        words = [sys.executable, "-m", "atut.config.serving", "--demo"]
        child = subprocess.Popen(words, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True)
        try:
            try:
                wait_for(f"http://127.0.0.1:{port}/healthz", child, 300)
            except RuntimeError as wrong:
                raise RuntimeError(f"{wrong}\n{(place / 'log').read_text()[-3000:]}") from wrong
            running = Site(port, env)
            yield running
            running.stage.kill()
            running.stage.communicate()
        finally:
            child.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(20)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all journeys."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium, site):
    """A function: a fresh visitor. Anything the page throws or asks of other hosts fails the test."""
    opened, wrong = [], []

    def visit(*, base=None, width=1280, javascript=True, language="pl", **options):
        context = chromium.new_context(
            base_url=base or site.a, viewport={"width": width, "height": 900}, java_script_enabled=javascript,
            locale={"pl": "pl-PL", "en": "en-GB"}[language], timezone_id="Europe/Warsaw", **options,
        )  # fmt: skip
        context.set_default_timeout(60_000)  # a busy machine is no fault
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
        page.on("console", lambda message: wrong.append(message.text) if "Content Security Policy" in message.text else None)
        page.on("request", lambda request: _only_ours(request.url, wrong))
        page.on("response", lambda answer: wrong.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None)
        opened.append(context)
        return page

    yield visit
    for context in opened:
        context.close()
    assert wrong == []


def _only_ours(address, wrong):
    if not re.match(r"(https?://([a-z]+\.)?localhost[:/]|data:|blob:|about:)", address):
        wrong.append(f"asked another host: {address}")


@pytest.fixture
def page(open_browser):
    """A visitor of project A at a desk."""
    return open_browser()


@pytest.fixture
def phone(open_browser):
    """A visitor at 320 px."""
    return open_browser(width=320, has_touch=True)


@pytest.fixture
def without_javascript(open_browser):
    """A visitor whose browser runs no scripts."""
    return open_browser(javascript=False)


@pytest.fixture(params=["pl", "en"])
def language(request):
    """Both languages, one after the other."""
    return request.param


AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
TO_THE_PAGE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults_of(page):
    """What axe finds, a line each."""
    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(AXE)
    found = page.evaluate("options => axe.run(document, options)", WCAG)["violations"]
    return [f"{one['id']}: {node['target']} {one['help']}" for one in found for node in one["nodes"]]


@pytest.fixture
def is_accessible():
    """A function: axe finds nothing, and the page does not scroll sideways."""

    def check(page):
        assert faults_of(page) == [], page.url
        assert page.evaluate(TO_THE_PAGE) <= 0, f"{page.url} scrolls sideways"

    return check


@pytest.fixture
def sign_in():
    """A function: sign a visitor in by /demo/ as the person of a name."""

    def sign(page, name):
        page.goto("/demo/")
        follow(page.get_by_role("button", name=name).first)
        page.wait_for_url(lambda address: "/demo/" not in address)
        return page

    return sign


@pytest.fixture
def newest_mail():
    """A function: open the newest message of /demo/mail/ whose subject has these words and that went to this address."""

    def read(page, words, address):
        page.goto(f"/demo/mail/?{urlencode({'who': address})}")
        follow(page.get_by_role("row").filter(has_text=address).get_by_role("link", name=words).first)
        return page.locator(".letter")

    return read
