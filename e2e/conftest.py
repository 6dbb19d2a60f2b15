"""The frame of the journeys: one demo built once, the real server on it, Chromium, axe. Journeys stand in test_*.py beside.

A journey changes data; `site` gives the shared server, so journeys use people and calls of their own.
"""

import contextlib
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

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


class Site:
    """The running demo: addresses of both projects."""

    def __init__(self, port, data):
        self.port, self.data = port, data
        self.a, self.b = f"http://localhost:{port}", f"http://kutno.localhost:{port}"


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


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The real server and worker, as script/demo starts them; stopped as a person would, by SIGTERM."""
    place = tmp_path_factory.mktemp("site")
    port = free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith("ATUT_") and k != "DJANGO_SETTINGS_MODULE"}
    env |= {
        "ATUT_DATA": str(place / "data"),
        "ATUT_KEY_FILE": str(place / "keys" / "atut.keys"),
        "ATUT_DEMO": "1",
        "PORT": str(port),
    }
    with (place / "log").open("wb") as log:
        words = [sys.executable, "-m", "atut.config.serving", "--demo"]
        child = subprocess.Popen(words, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True)
        try:
            try:
                wait_for(f"http://127.0.0.1:{port}/healthz", child, 300)
            except RuntimeError as wrong:
                raise RuntimeError(f"{wrong}\n{(place / 'log').read_text()[-3000:]}") from wrong
            yield Site(port, place / "data")
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
        context.set_default_timeout(15_000)
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


def faults_of(page):
    """What axe finds, a line each."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{one['id']}: {node['target']} {one['help']}" for one in found for node in one["nodes"]]


@pytest.fixture
def is_accessible():
    """A function: axe finds nothing, and the page does not scroll sideways."""

    def check(page):
        assert faults_of(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (
            f"{page.url} scrolls sideways"
        )

    return check


@pytest.fixture
def sign_in():
    """A function: sign a visitor in by /demo/ as the person of a role (the first one whose button or row names it)."""

    def sign(page, words):
        page.goto("/demo/")
        row = page.locator("li, tr, article, form").filter(has_text=words).filter(has=page.locator("button")).last
        row.locator("button").first.click()
        page.wait_for_load_state()
        return page

    return sign
